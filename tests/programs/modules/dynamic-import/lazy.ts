console.log('lazy runs');
export default 'default';
export const named = 'named';

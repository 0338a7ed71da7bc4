export const original = 'original';
export default 'default value';

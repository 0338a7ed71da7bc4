export const b = 'b of two';
export default 'default of two';

export const a = 'a of one';
export const shadowed = 'of one';
export default 'default of one';

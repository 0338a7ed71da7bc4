export { original as renamed, default as theDefault } from './source.ts';
export { original as default } from './source.ts';
const value = 'odd name';
export { value as 'any string' };

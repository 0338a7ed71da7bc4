export * from './one.ts';
export * as nested from './two.ts';
export const shadowed = 'local';

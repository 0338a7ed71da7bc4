import { name as right } from './right.ts';
import { log } from './shared.ts';

log('left runs');
export const name = 'left';
export const other = (): string => right;
export const twice = (n: number): number => n * 2;
export default 'default of left';

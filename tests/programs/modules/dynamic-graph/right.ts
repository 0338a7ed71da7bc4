import { name as left } from './left.ts';
import { log } from './shared.ts';

log('right runs');
export const name = 'right';
export const other = (): string => left;

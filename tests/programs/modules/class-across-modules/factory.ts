import { Base } from './base.ts';
export const make = (): Base => new Base();

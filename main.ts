import { log } from './shared.ts';
const one = await import('./left.ts');
const two = await import('./right.ts');
log(one.other(), two.other());

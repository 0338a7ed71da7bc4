// `export *` leaves out default and lets local exports win; `export * as` makes a namespace (ECMA-262 16.2.3).
import * as all from './all.ts';
import { nested, a, shadowed } from './all.ts';

console.log(Object.keys(all).join());
console.log(a, shadowed, nested.b, nested.default);
console.log('default' in all);

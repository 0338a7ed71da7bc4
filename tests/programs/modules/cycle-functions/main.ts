// Function declarations are usable across a cycle before either module has run (ECMA-262 16.2.1.7.3).
import { isEven } from './even.ts';

for (const n of [0, 1, 7, 10]) console.log(n, isEven(n));

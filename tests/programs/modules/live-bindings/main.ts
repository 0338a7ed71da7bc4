// An import is a live binding: the importer sees later assignments (ECMA-262 16.2.1.7.2).
import { count, increment, reset } from './counter.ts';

console.log(count);
increment();
increment();
console.log(count);
const snapshot = count;
reset();
console.log(snapshot, count);

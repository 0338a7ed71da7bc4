// An ES module imports CommonJS: default is module.exports, names are found in the text and have what they had when the module had run.
import whole, { first, second as renamed } from './names.cjs';
import * as ns from './names.cjs';
import Klass from './class.cjs';
import { a, b } from './literal.cjs';
import reexported, { first as again } from './reexport.cjs';
import { value as transpiled } from './transpiled.cjs';
import transpiledWhole from './transpiled.cjs';
import counter, { count, increment } from './counter.cjs';
import { onlyNames, sum } from './only-names.cjs';
import primitive from './primitive.cjs';
import fs from './dynamic-value.cjs';

console.log(whole.first, first, renamed, whole === ns.default, Object.keys(ns).join());
console.log(ns[Symbol.toStringTag], new Klass('x').greet(), Klass.name);
console.log(a, b(), reexported === whole, again);
console.log(transpiled, transpiledWhole.default, transpiledWhole.__esModule);
increment();
console.log(count, counter.count, counter.increment === increment);
console.log(onlyNames, sum(1, 2), primitive, fs.made);
const later = await import('./names.cjs');
console.log(later.default === whole, later.first);

// A namespace object is frozen in shape, sorted by name, has no prototype, and is tagged Module (ECMA-262 10.4.6).
import * as ns from './parts.ts';

const loose = ns as Record<string | symbol, unknown>;
console.log(Object.keys(ns).join());
console.log(Object.getPrototypeOf(ns), String(loose[Symbol.toStringTag]));
console.log(Object.isExtensible(ns), Reflect.has(ns, 'zebra'), 'missing' in ns);
try {
  loose['zebra'] = 1;
} catch (error) {
  console.log((error as Error).name);
}
console.log(Reflect.deleteProperty(ns, 'zebra'), Reflect.deleteProperty(ns, 'missing'));
ns.bump();
console.log(ns.zebra);

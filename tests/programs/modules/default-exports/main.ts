// Default exports: an expression is a value at that time, a declaration stays live; names come from `default`.
import anonymous from './anonymous.ts';
import { default as value, change, current } from './value.ts';
import Named, { make } from './named.ts';

console.log(anonymous.name, anonymous(2));
console.log(value, current());
change();
console.log(value, current());
console.log(Named.name, make() instanceof Named);

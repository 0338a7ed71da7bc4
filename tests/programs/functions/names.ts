// Functions are named after what they are assigned to (ECMA-262 13.2.5.5, 8.4).
const arrow = () => 0;
const named = function inner() {
  return inner.name;
};
const sym = Symbol('s');
const o = {
  method() {},
  prop: () => 0,
  ['computed' + 1]: () => 0,
  [sym]() {},
  get acc() {
    return 1;
  },
};
const { d = () => 0 } = {} as { d?: () => number };
console.log(
  arrow.name,
  named.name,
  named(),
  o.method.name,
  o.prop.name,
  (o as Record<string, unknown> as { computed1: () => number }).computed1.name,
  (o as Record<symbol, () => void>)[sym]!.name,
);
console.log(
  Object.getOwnPropertyDescriptor(o, 'acc')!.get!.name,
  d.name,
  (() => 0).name === '',
  class {}.name === '',
);
let late;
late = () => 0;
console.log(late.name, Object.keys(o).join('|'), function () {}.bind(null).name);

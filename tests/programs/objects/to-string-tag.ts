// Object.prototype.toString for each kind of value.
const tag = (x: unknown): string => Object.prototype.toString.call(x);
const all: unknown[] = [
  undefined,
  null,
  1,
  's',
  true,
  Symbol(),
  {},
  [],
  () => 0,
  new Error(),
  new Map(),
  new Set(),
  new WeakMap(),
  Promise.resolve(),
  new Uint8Array(),
  new ArrayBuffer(1),
  JSON,
  Math,
  globalThis.Symbol.prototype,
  (function* () {})(),
  class {},
  { [Symbol.toStringTag]: 'Mine' },
];
console.log(
  all
    .map(tag)
    .map((s) => s.slice(8, -1))
    .join(' '),
);
console.log(
  String({}),
  String([1, [2, 3]]),
  String(() => 1) !== '',
  `${[]}|${[null]}|${[undefined, 1]}`,
  {} + '',
);

// Primitive wrappers are objects; primitives lose properties set on them.
const n: any = new Number(5);
n.extra = 1;
console.log(typeof n, n + 1, n.extra, n == 5, n === 5, new Boolean(false) ? 'truthy' : 'falsy');
const s: any = new String('abc');
console.log(
  s.length,
  s[1],
  Object.keys(s).join(),
  s instanceof String,
  typeof s.valueOf(),
  JSON.stringify([s, n]),
);
try {
  ('abc' as any).x = 1;
} catch (e) {
  console.log((e as Error).name);
}
try {
  ('abc' as any)[0] = 'z';
} catch (e) {
  console.log((e as Error).name);
}
console.log(('abc' as any).x, (5 as any).foo, Object('x') instanceof String);
(Number.prototype as any).twice = function (this: number) {
  return this * 2;
};
console.log((21 as any).twice(), typeof Object(Symbol()));
delete (Number.prototype as any).twice;

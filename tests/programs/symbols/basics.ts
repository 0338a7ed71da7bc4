// Symbols are unique, have a description, and don't convert to strings or numbers silently.
const a: symbol = Symbol('d'),
  b: symbol = Symbol('d');
console.log(
  a === b,
  a.toString(),
  a.description,
  Symbol().description,
  Symbol('').description === '',
  typeof a,
  String(a),
  Symbol(5 as any).description,
  Symbol(null as any).toString(),
);
for (const f of [
  () => (a as any) + '',
  () => +(a as any),
  () => `${a as any}`,
  () => new (Symbol as any)(),
  () => (a as any) * 2,
]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(
  !!a,
  !a,
  (a as any) == 'Symbol(d)',
  Object(a) == a,
  typeof Object(a),
  a.valueOf() === a,
  [a].length,
  Boolean(a),
);

// Numbers, numeric strings, symbols, functions and long strings as keys.
const m = new Map<unknown, number>();
const f = (): void => {};
const s = Symbol('x');
const keys: unknown[] = [
  1,
  '1',
  1.5,
  '1.5',
  s,
  Symbol.for('x'),
  f,
  [],
  'a'.repeat(100),
  '',
  -1,
  2 ** 31,
  2 ** 53,
  Infinity,
  false,
  'false',
];
keys.forEach((k, i) => m.set(k, i));
console.log(m.size, keys.map((k) => m.get(k)).join());
console.log(
  m.get('a'.repeat(50) + 'a'.repeat(50)),
  m.get(3 / 2),
  m.get('1' + '.5'),
  m.get(Symbol.for('x')),
  m.get(Symbol('x')),
  m.get(0.5 + 0.5),
  m.get((4 / 4) | 0),
);
const counts = new Map<string, number>();
for (const w of 'a b a c b a'.split(' ')) counts.set(w, (counts.get(w) ?? 0) + 1);
console.log([...counts].sort((x, y) => y[1] - x[1]).join(' '));

// Patterns as parameters, with defaults for the whole and for the parts.
const f = (
  { a = 1, b: { c = 2 } = {} }: { a?: number; b?: { c?: number } } = {},
  [x, y = x]: [number, number?] = [7],
): string => `${a} ${c} ${x} ${y}`;
console.log(f());
console.log(f({}, [3]));
console.log(f({ a: 5, b: { c: 6 } }, [8, 9]));
console.log(f.length);
const rest = (...[first, second = 'd', ...more]: (string | undefined)[]): string =>
  `${first} ${second} ${more.length}`;
console.log(rest('a'), rest('a', undefined, 'c', 'd'));
const entries = Object.entries({ k: 1, l: 2 }).map(([k, v], i) => `${i}${k}${v}`);
console.log(entries.join());

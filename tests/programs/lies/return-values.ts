// Functions whose results are not what they say.
const parse = (s: string): number => JSON.parse(s);
const twice = (s: string): number => parse(s) * 2;
const plus = (s: string): number => parse(s) + 1;
for (const s of ['5', '"5"', 'null', 'true', '[3]', '{}', '[1,2]', '1e400'])
  console.log(twice(s), plus(s), parse(s) > 3, parse(s) === 5, ~~parse(s), parse(s) | 0);
const find = (m: Map<string, number>, k: string): number => m.get(k)!;
const m = new Map<string, number>([
  ['a', 1],
  ['b', 'x' as any],
]);
console.log(
  find(m, 'a') + 1,
  find(m, 'b') + 1,
  find(m, 'zz') + 1,
  find({ get: () => 'lie' } as any, 'q') + 1,
);
const flag = (x: unknown): boolean => x as boolean;
for (const x of [0, '', 'no', null, [], NaN]) console.log(flag(x) ? 'yes' : 'no', flag(x) === true, !flag(x));
const obj = (): { a: { b: string } } => ({ a: 'str' }) as any;
console.log(obj().a.b, (obj().a as any).length);
const never = ((x: 'a' | 'b'): number => {
  switch (x) {
    case 'a':
      return 1;
    case 'b':
      return 2;
  }
}) as any;
console.log(never('c'), never());

// Reading outside gives undefined, also for typed code; arithmetic then gives NaN.
const a: number[] = [10, 20];
let s = 0;
for (let i = -1; i < 4; i++) {
  const v = a[i];
  s += v === undefined ? 100 : v;
}
console.log(s, a[2]! + 1, a[-1], a[0.5], a[NaN], a[1e10], a[2 ** 32]);
const get = (xs: string[], i: number): string => xs[i]!;
try {
  get(['a'], 3).length;
} catch (e) {
  console.log((e as Error).message);
}
const m: number[][] = [[1]];
try {
  m[1]![0] = 5;
} catch (e) {
  console.log((e as Error).message);
}
console.log(typeof get([], 0), (a as any)['0'], (a as any)['length'], a['1' as any], `${a[5]}`);
(Array.prototype as any)[3] = 'from prototype';
console.log((a as any)[3], a.length, 3 in a, [1, 2, 3, , 5].map(String)[3]);
delete (Array.prototype as any)[3];

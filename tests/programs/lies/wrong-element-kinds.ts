// Arrays whose elements are not what they are declared to be.
const sum = (xs: number[]): number => {
  let s = 0;
  for (let i = 0; i < xs.length; i++) s += xs[i]!;
  return s;
};
console.log(
  sum([1, 2]),
  sum(['a', 1] as any),
  sum([1, , 2] as any),
  sum([null, 1] as any),
  sum([true, 2.5] as any),
  sum({ length: 2, 0: 5, 1: '6' } as any),
  sum('123' as any),
  sum(new Uint8Array([255, 1]) as any),
  sum([] as any),
  sum(5 as any),
  sum([{ valueOf: () => 4 }, 1] as any),
  sum([[2]] as any),
);
const nums: number[] = [1, 2, 3];
(nums as any[]).push('x', {}, null);
console.log(nums.map((n) => n * 2).join(), nums.sort().join('|'), Math.max(...nums));
const strs = [1, 2] as any as string[];
console.log(strs.map((s) => s + s).join(), strs.join('').length, strs.indexOf('1'));
for (const f of [() => strs[0]!.length, () => strs[0]!.charCodeAt(0)]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}
(strs as any)[5] = 'far';
console.log(strs.length, strs[3]);

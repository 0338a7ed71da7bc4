// Callbacks get value, index and array; reduce without a start; thisArg; elements added during the run are not seen.
const a = [1, 2, 3];
console.log(
  a.map((x, i, all) => x * i + all.length).join(),
  a.filter((_, i) => i !== 1).join(),
  a.reduce((s, x) => s + x),
  a.reduce((s, x, i) => `${s}${i}${x}`, ''),
  a.reduceRight((s, x) => s + x, ''),
  [7].reduce(() => 0),
  a.reduceRight((s, x) => s - x),
);
try {
  ([] as number[]).reduce((x) => x);
} catch (e) {
  console.log((e as Error).name);
}
console.log(
  [].reduce((x) => x, 'start' as any),
  a.map(String).join('+'),
  ['1', '2', '3'].map(Number).join(),
  a
    .map(
      function (this: any, x) {
        return x * this.k;
      },
      { k: 10 },
    )
    .join(),
);
const grow = [1, 2];
const out = grow.map((x) => {
  grow.push(x);
  return x;
});
console.log(out.length, grow.length);
const shrink = [1, 2, 3, 4];
const seen: number[] = [];
shrink.forEach((x) => {
  seen.push(x);
  shrink.pop();
});
console.log(seen.join());
console.log(
  a.flatMap((x) => [x, [x * 2]]).length,
  a.flatMap((x) => (x === 2 ? [] : x)).join(),
  a.forEach(() => 1),
  a.map(() => {}).length,
);

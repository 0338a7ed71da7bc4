// The ES2023 copying methods.
const a = [3, 1, 2];
console.log(
  a.with(1, 9).join(),
  a.with(-1, 8).join(),
  a.toSorted().join(),
  a.toSorted((x, y) => y - x).join(),
  a.toReversed().join(),
  a.join(),
);
for (const i of [3, -4]) {
  try {
    a.with(i, 0);
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(
  a.with('1' as any, 7).join(),
  a.with(1.7, 5).join(),
  a.with(NaN, 4).join(),
  Array.prototype.toSorted.call({ length: 2, 0: 'b', 1: 'a' }).join(),
  [...a.keys()].length,
);
try {
  a.toSorted(null as any);
} catch (e) {
  console.log((e as Error).name);
}

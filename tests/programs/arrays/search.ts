// find, findLast, indexOf, includes with NaN, -0, from-index.
const a = [5, NaN, -0, 5, 8];
console.log(
  a.indexOf(5),
  a.indexOf(5, 1),
  a.lastIndexOf(5),
  a.lastIndexOf(5, -3),
  a.indexOf(NaN),
  a.includes(NaN),
  a.indexOf(0),
  a.includes(0),
  a.indexOf(8, -1),
  a.includes(5, 4),
  a.indexOf(5, 99),
);
console.log(
  a.find((x) => x > 5),
  a.findLast((x) => x === 5),
  a.findIndex((x) => x === 5),
  a.findLastIndex((x) => x === 5),
  a.find((x) => x > 99),
  a.findLastIndex((x) => x > 99),
  a.some((x) => x !== x),
  a.every((x) => x >= 0),
  [].every(() => false),
  [].some(() => true),
);
console.log(
  ['1'].indexOf(1 as any),
  [[1]].indexOf([1]),
  [undefined].includes(undefined),
  [null].includes(undefined as any),
  a.at(-1),
  a.at(-9),
);
const log: string[] = [];
[1, 2, 3].find((x, i, arr) => {
  log.push(`${x}${i}${arr.length}`);
  return x === 2;
});
[1, 2, 3].findLast((x) => {
  log.push(`l${x}`);
  return x === 2;
});
console.log(log.join());

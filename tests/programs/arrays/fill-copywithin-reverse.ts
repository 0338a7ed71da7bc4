// fill, copyWithin, reverse with all kinds of ranges.
console.log(
  [1, 2, 3, 4].fill(0, 1, 3).join(),
  [1, 2, 3].fill(9, -1).join(),
  [1, 2, 3].fill(5, 2, 1).join(),
  Array(3).fill(undefined).length,
  new Array(2).fill([]).every((x, _, a) => x === a[0]),
  [1, 2, 3].fill(7, NaN, undefined).join(),
);
console.log(
  [1, 2, 3, 4, 5].copyWithin(0, 3).join(),
  [1, 2, 3, 4, 5].copyWithin(1, 0, 3).join(),
  [1, 2, 3, 4, 5].copyWithin(-2, -4, -3).join(),
  [1, 2, 3, 4, 5].copyWithin(0, 99).join(),
  [1, 2, 3, 4, 5].copyWithin(2, 0).join(),
  JSON.stringify([1, , 3].copyWithin(0, 1)),
);
const a = [1, 2, 3];
console.log(
  a.reverse() === a,
  a.join(),
  [].reverse().length,
  JSON.stringify([1, , 3, 4].reverse()),
  a.toReversed().join(),
  a.join(),
);

// Holes: which methods skip them, which read undefined, which keep them (ECMA-262 23.1.3).
const a: any[] = [1, , 3];
const seen: string[] = [];
a.forEach((x, i) => seen.push(`${i}:${x}`));
console.log(
  seen.join(),
  a.map((x) => x * 2).length,
  1 in a.map((x) => x),
  a.filter(() => true).length,
  a.reduce((s, x) => s + x),
  a.some((x) => x === undefined),
  a.every((x) => x > 0),
);
console.log(
  a.indexOf(undefined),
  a.includes(undefined),
  a.find((x) => x === undefined),
  a.findIndex((x) => x === undefined),
  a.join('-'),
  [...a].length,
  1 in [...a],
  Object.keys(a).join(),
);
console.log(
  1 in a.slice(),
  1 in a.concat(),
  1 in Array.from(a),
  1 in a.toSorted(),
  1 in a.flat(),
  a.flat().length,
  1 in [...a.entries()],
  JSON.stringify(a),
);
console.log(
  1 in a.slice().reverse(),
  1 in a.toReversed(),
  1 in a.with(0, 9),
  a.slice().sort().length,
  2 in [3, , 1].sort(),
  1 in [3, , 1].sort(),
  1 in a.slice().fill(0, 0, 1),
);
console.log(
  new Array(3).map(() => 1).join(),
  [, ,].length,
  [1, ,].length,
  Array(2)
    .fill(0)
    .map((_, i) => i)
    .join(),
  a.at(1),
  a.lastIndexOf(undefined),
);

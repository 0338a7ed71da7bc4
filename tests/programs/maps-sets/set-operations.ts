// Sets: union, intersection, difference by hand; duplicates; sets of sets.
const a = new Set([1, 2, 3, 4]);
const b = new Set([3, 4, 5]);
const union = new Set([...a, ...b]);
const inter = new Set([...a].filter((x) => b.has(x)));
const diff = [...a].filter((x) => !b.has(x));
console.log(
  [...union].join(),
  [...inter].join(),
  diff.join(),
  union.size,
  [...new Set('mississippi')].join(''),
  new Set([NaN, NaN, 0, -0, '0', null, undefined]).size,
  new Set([[1], [1]]).size,
  new Set('').size,
);
let n = 0;
a.forEach((v, k, s) => {
  n += v === k && s === a ? 1 : 0;
});
console.log(
  n,
  a.forEach.length,
  Object.prototype.toString.call(a),
  JSON.stringify(a),
  JSON.stringify([...a]),
);

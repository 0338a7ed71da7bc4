// The array methods that typed arrays have: numeric sort, map to the same kind, no push.
const a = new Int16Array([10, 9, 1, -3, 100]);
console.log(
  [...a].sort().join(),
  a.slice().sort().join(),
  a.toSorted((x, y) => y - x).join(),
  a.map((x) => x * 1000).join(),
  a.filter((x) => x > 5).constructor.name,
  a.indexOf(1),
  a.includes(100),
  a.join('-'),
  a.reverse().join(),
  a.with(0, 5.7)[0],
);
console.log(
  new Float64Array([3, NaN, -0, 0, -1, Infinity]).sort().join(),
  Object.is(new Float64Array([0, -0]).sort()[0], -0),
  new Float32Array([NaN]).includes(NaN),
  new Float32Array([NaN]).indexOf(NaN),
  typeof (a as any).push,
  typeof (a as any).concat,
  a.find((x) => x < 0),
  a.findLastIndex((x) => x > 5),
  a.reduce((s, x) => s + x),
  a.fill(7, 1, 3).join(),
  a.every((x) => x < 101),
);
console.log(
  Uint8Array.from('123').join(),
  Uint8Array.from({ length: 2 }, (_, i) => i + 255).join(),
  Uint8Array.of(1, 256).join(),
  [...a.entries()][1]!.join(),
  a.at(-1),
  String(new Uint8Array(2)),
  JSON.stringify(new Uint8Array([1, 2])),
  Object.prototype.toString.call(a),
  a.toString === Array.prototype.toString,
  new Uint8Array([1, 2]).toLocaleString(),
);

// toString in other bases, with fractions, and back.
console.log(
  (255).toString(16),
  (-255).toString(2),
  (0.5).toString(2),
  (35).toString(36),
  (2 ** 31).toString(8),
  (0.1).toString(3).slice(0, 20),
  (-0).toString(2),
  NaN.toString(16),
  Infinity.toString(36),
  (1e21).toString(16),
  (3.75).toString(2),
  (0xdeadbeef).toString(36),
  (-0.25).toString(4),
  (2 ** 53).toString(2).length,
);
for (const r of [1, 37, 0]) {
  try {
    (5).toString(r);
    console.log('no');
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(
  parseInt('ff', 16),
  parseInt('z', 36),
  parseInt('101', 2),
  parseInt('12', 2),
  parseInt('9', 8),
  (5).toString(undefined),
);

// toFixed, toPrecision, toExponential round the exact value; edges of their ranges (ECMA-262 21.1.3).
console.log(
  (1.005).toFixed(2),
  (1.45).toFixed(1),
  (0.5).toFixed(0),
  (1.5).toFixed(0),
  (2.5).toFixed(0),
  (-1.5).toFixed(0),
  (1e21).toFixed(2),
  (123.456).toFixed(),
  (0).toFixed(2),
  (-0.0001).toFixed(2),
  (1.23e-10).toFixed(2),
  (0.1).toFixed(20),
  (1234.5678).toFixed(10),
  NaN.toFixed(2),
  (-Infinity).toFixed(1),
  (10.235).toFixed(2),
  (1e20).toFixed(2),
);
console.log(
  (123.456).toPrecision(4),
  (0.000123).toPrecision(2),
  (1e21).toPrecision(3),
  (123456).toPrecision(2),
  (0).toPrecision(3),
  (1.25).toPrecision(2),
  (1.35).toPrecision(2),
  (99.99).toPrecision(3),
  (5).toPrecision(),
  (1e-7).toPrecision(1),
  (123).toPrecision(3),
  (0.1).toPrecision(21),
);
console.log(
  (123.456).toExponential(),
  (123.456).toExponential(1),
  (0).toExponential(2),
  (-1.5e-9).toExponential(3),
  (1e21).toExponential(),
  NaN.toExponential(),
  (0.00015).toExponential(0),
  (99.95).toExponential(2),
);
for (const f of [
  () => (1).toFixed(-1),
  () => (1).toFixed(101),
  () => (1).toPrecision(0),
  () => (1).toPrecision(101),
  () => (1).toExponential(-1),
]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}

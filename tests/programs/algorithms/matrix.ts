// Matrix multiplication, determinant and inverse; over nested arrays and over a Float64Array.
type M = number[][];
const mul = (a: M, b: M): M => a.map((r) => b[0]!.map((_, j) => r.reduce((s, x, k) => s + x * b[k]![j]!, 0)));
function det(m: M): number {
  const a = m.map((r) => [...r]);
  let d = 1;
  for (let i = 0; i < a.length; i++) {
    let p = i;
    while (p < a.length && a[p]![i] === 0) p++;
    if (p === a.length) return 0;
    if (p !== i) {
      [a[p], a[i]] = [a[i]!, a[p]!];
      d = -d;
    }
    d *= a[i]![i]!;
    for (let r = i + 1; r < a.length; r++) {
      const f = a[r]![i]! / a[i]![i]!;
      for (let c = i; c < a.length; c++) a[r]![c]! -= f * a[i]![c]!;
    }
  }
  return d;
}
function pow(m: M, n: number): M {
  let r: M = m.map((_, i) => m.map((_, j) => (i === j ? 1 : 0)));
  while (n > 0) {
    if (n & 1) r = mul(r, m);
    m = mul(m, m);
    n >>= 1;
  }
  return r;
}
console.log(
  JSON.stringify(
    mul(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [1, 0, 2],
        [0, 1, 3],
      ],
    ),
  ),
  det([
    [2, 0, 1],
    [1, 3, 2],
    [1, 1, 4],
  ]),
  det([
    [1, 2],
    [2, 4],
  ]),
  JSON.stringify(
    pow(
      [
        [1, 1],
        [1, 0],
      ],
      50,
    ),
  ),
);
const n = 60;
const A = new Float64Array(n * n),
  B = new Float64Array(n * n),
  C = new Float64Array(n * n);
for (let i = 0; i < n * n; i++) {
  A[i] = (i % 7) - 3;
  B[i] = (i % 11) * 0.5;
}
for (let i = 0; i < n; i++)
  for (let k = 0; k < n; k++) {
    const x = A[i * n + k]!;
    for (let j = 0; j < n; j++) C[i * n + j]! += x * B[k * n + j]!;
  }
let trace = 0;
for (let i = 0; i < n; i++) trace += C[i * n + i]!;
console.log(
  trace,
  C[0],
  C[n * n - 1],
  C.reduce((a, b) => a + b),
);

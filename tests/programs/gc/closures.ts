// Closures made in bulk; the kept ones still see their variables.
const kept: (() => number)[] = [];
let s = 0;
for (let i = 0; i < 1_000_000; i++) {
  let n = i;
  const f = (): number => n++;
  s += f() & 1;
  if (i % 100_000 === 0) kept.push(f);
}
console.log(s, kept.map((f) => f()).join(), kept.map((f) => f()).join());
const compose = (n: number): ((x: number) => number) => {
  let f = (x: number): number => x;
  for (let i = 0; i < n; i++) {
    const g = f;
    f = (x) => g(x) + 1;
  }
  return f;
};
let t = 0;
for (let i = 0; i < 200; i++) t += compose(200)(i);
console.log(t);

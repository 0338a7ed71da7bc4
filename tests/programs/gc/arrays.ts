// Growing arrays and typed arrays, most of them dropped.
let kept: number[][] = [];
let sum = 0;
for (let i = 0; i < 2000; i++) {
  const a: number[] = [];
  for (let j = 0; j < 1000; j++) a.push(j ^ i);
  sum += a[i % 1000]!;
  if (i % 200 === 0) kept.push(a);
}
console.log(sum, kept.map((a) => a.length + a[999]!).join());
let bytes = 0;
let last = new Uint8Array(0);
for (let i = 0; i < 500; i++) {
  const b = new Uint8Array(400_000);
  b[i] = i;
  bytes += b.length + b[i]!;
  if (i === 250) last = b.subarray(200, 300);
}
console.log(bytes, last.length, last[50]);
const big: number[] = [];
for (let i = 0; i < 1_000_000; i++) big.push(i);
while (big.length > 10) big.length = big.length >> 1;
console.log(big.length, big.at(-1));
kept = [];

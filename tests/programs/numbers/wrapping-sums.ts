// ToInt32 of sums and products: of those that doubles hold exactly, and of those that they don't.
const extremes = [-2147483648, -2147483647, -65536, -1, 0, 1, 31, 65535, 65536, 2097151, 4194303, 2147483647];

function times31(hash: number, unit: number): number {
  return (hash * 31 + unit) | 0;
}

function exact(a: number, b: number, c: number): number {
  return ((a | 0) * 4194304 + ((b | 0) - (c | 0))) | 0;
}

function rounded(a: number, b: number, c: number): number {
  return ((a | 0) * (b | 0) + (c | 0)) | 0;
}

function roundedThenAdded(a: number, b: number): number {
  return ((a | 0) * 4194305 + (b | 0) * 4194303) | 0;
}

function negativeZero(a: number): number {
  return ((a | 0) * 0 + 0 * -1) | 0;
}

let hash = 0;
for (const a of extremes) {
  for (const b of extremes) {
    hash = times31(hash ^ a, b);
    for (const c of extremes) hash = times31(hash, exact(a, b, c) ^ rounded(a, b, c));
    hash = times31(hash, roundedThenAdded(a, b));
  }
  console.log(a, hash, times31(a, -a), exact(a, a, -a), rounded(a, a, a), roundedThenAdded(a, -a), negativeZero(a), a * 31 - a * 30 >>> 0);
}

const text = 'The quick brown fox → jumps';
let units = 7;
for (let i = 0; i < text.length; i++) units = (units * 33 - text.charCodeAt(i)) >> 0;
for (let i = 0; i < text.length + 2; i++) units = (units * 5 + text.charCodeAt(i)) ^ 1;
console.log(units);

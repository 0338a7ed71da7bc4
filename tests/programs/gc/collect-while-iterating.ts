// Collections at every kind of moment inside of loops: what a loop keeps (an index, an iterator) isn't taken for a pointer.
const numbers: number[] = [];
for (let i = 0; i < 1200; i++) numbers.push(i);
let garbage: unknown[] = [];

function litter(n: number): number {
  garbage = [];
  for (let i = 0; i < 40; i++) garbage.push({ n, i, text: `${n}:${i}` });
  return garbage.length;
}

let sum = 0;
for (const n of numbers) sum += n + litter(n);
console.log(sum);

let text = '';
for (const c of 'a string with thirty-two letters'.repeat(12)) text += litter(c.charCodeAt(0)) > 0 ? c : '';
console.log(text.length, text.slice(0, 8));

const bytes = new Uint8Array(700).map((_, i) => i & 255);
let total = 0;
for (const b of bytes) total += b + litter(b);
console.log(total);

const spread = [...new Uint16Array(600), ...'spread'.repeat(100)];
console.log(spread.length, litter(spread.length));

function* pairs(): Generator<[number, string]> {
  for (const n of numbers) yield [n, `#${n}`];
}
let last = '';
for (const [n, name] of pairs()) {
  litter(n);
  last = name;
}
console.log(last);

const map = new Map<string, { value: number }>();
for (const n of numbers) map.set(`key ${n}`, { value: litter(n) + n });
let checked = 0;
for (const [key, { value }] of map) if (key === `key ${value - 40}` && litter(value) === 40) checked++;
console.log(checked);

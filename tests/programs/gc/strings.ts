// Some 200 MB of short-lived strings; a few are kept and stay whole.
const kept: string[] = [];
let total = 0;
for (let i = 0; i < 200_000; i++) {
  const s = `item ${i} `.repeat(20) + i.toString(36);
  total += s.length;
  if (i % 5000 === 0) kept.push(s.slice(0, 10) + s.slice(-4));
}
console.log(total, kept.length, kept[0], kept[39]);
let r = '';
for (let i = 0; i < 100; i++) {
  r = '';
  for (let j = 0; j < 1000; j++) r += j;
}
console.log(r.length, r.slice(-6));

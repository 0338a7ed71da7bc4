// for-of and for-in bind anew each time round, also when destructuring.
const fs: (() => string)[] = [];
for (const x of ['a', 'b']) fs.push(() => x);
for (let x of ['c', 'd']) {
  fs.push(() => x);
  x += '!';
}
for (const k in { e: 1, f: 2 }) fs.push(() => k);
for (const [k, { v }] of [
  ['g', { v: 1 }],
  ['h', { v: 2 }],
] as [string, { v: number }][])
  fs.push(() => k + v);
console.log(fs.map((f) => f()).join());

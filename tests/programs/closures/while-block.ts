// A block's let is fresh on every entry.
const fs: (() => number)[] = [];
let i = 0;
while (i < 3) {
  let j = i * 10;
  fs.push(() => j++);
  i++;
}
console.log(fs.map((f) => f() + f()).join());
do {
  const k = i;
  fs.push(() => k);
} while (i++ < 4);
console.log(fs.map((f) => f()).join());
for (let n = 0; n < 2; n++) {
  let x;
  if (n === 0) x = 'set';
  console.log(x);
}

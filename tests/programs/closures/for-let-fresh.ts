// `for (let …)` makes a fresh binding for each iteration, copied before the update (ECMA-262 14.7.4.4).
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
console.log(fs.map((f) => f()).join());
const gs: (() => number)[] = [];
for (let i = 0; i < 3; i++) {
  gs.push(() => i);
  i++;
}
console.log(gs.map((f) => f()).join());
const hs: (() => number)[] = [];
for (let i = 0, bump = () => i++; i < 3; hs.push(() => i), i++) {
  if (i === 0) bump();
  hs.push(() => i);
}
console.log(hs.map((f) => f()).join());
var vs: (() => number)[] = [];
for (var v = 0; v < 3; v++) vs.push(() => v);
console.log(vs.map((f) => f()).join());

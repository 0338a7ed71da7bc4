// for-of over an array sees elements added and removed during the loop (ECMA-262 23.1.5.2.1).
const a = [1, 2, 3];
const seen: (number | undefined)[] = [];
for (const x of a) {
  seen.push(x);
  if (x === 1) a.push(4);
  if (x === 3) a.length = 3;
}
console.log(seen.join());
const b = [1, 2, 3, 4];
for (const x of b) {
  if (x === 1) b.shift();
  seen.push(x);
}
console.log(seen.splice(0).join());
const c = [1, 2];
let n = 0;
for (const x of c) {
  if (n++ < 5) c.push(x * 10);
}
console.log(c.join(), [...[1, , 3]].join('|'), n);
const it = a[Symbol.iterator]();
it.next();
a.length = 0;
console.log(it.next().done);
a.push(1, 2, 3);
console.log(it.next().done);
a.forEach((x, i) => {
  if (i === 0) {
    a.push(9);
    a[1] = 7;
  }
  console.log(i, x);
});

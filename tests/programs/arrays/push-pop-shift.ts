// The ends of an array: results and lengths, on empty arrays too.
const a: number[] = [];
console.log(a.pop(), a.shift(), a.push(), a.push(1, 2, 3), a.unshift(-1, 0), a.unshift(), a.join());
console.log(a.pop(), a.shift(), a.join(), a.length);
const q: number[] = [];
let sum = 0;
for (let i = 0; i < 5000; i++) {
  q.push(i);
  if (i % 3 === 2) sum += q.shift()!;
}
console.log(q.length, q[0], sum);
const s: number[] = [];
for (let i = 0; i < 100; i++) {
  s.unshift(i);
  if (i % 4 === 0) s.pop();
}
console.log(s.length, s[0], s.at(-1));
const like: any = { length: 1, 0: 'x' };
Array.prototype.push.call(like, 'y');
Array.prototype.shift.call(like);
console.log(
  JSON.stringify(like),
  Array.prototype.pop.call({}),
  Array.prototype.unshift.call(like, 'z'),
  like[1],
);

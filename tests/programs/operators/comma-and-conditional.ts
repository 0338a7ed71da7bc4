// Comma takes the last, the conditional evaluates one arm, both nest.
let a = 0;
const r = ((a = 1), (a += 2), a * 10);
console.log(r, a);
const grade = (n: number): string => (n >= 90 ? 'A' : n >= 80 ? 'B' : n >= 70 ? 'C' : 'F');
console.log([95, 85, 75, 5].map(grade).join(''));
for (let i = 0, j = 10; i < j; i += 3, j -= 2) console.log(i, j);
const falsy = [0, -0, NaN, '', null, undefined, false];
const truthy: unknown[] = ['0', 'false', [], {}, -1, Infinity, () => 0, new Boolean(false), ' '];
console.log(
  falsy.map((x) => (x ? 't' : 'f')).join(''),
  truthy.map((x) => (x ? 't' : 'f')).join(''),
  !!falsy[3],
  !truthy[0],
  !!NaN,
);

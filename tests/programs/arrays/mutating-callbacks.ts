// Comparators and callbacks that change the array must not break it.
const a = [5, 3, 1, 4];
const r = a.sort((x, y) => {
  if (a.length < 10) a.push(0);
  return x - y;
});
console.log(r === a, a.slice(0, 4).sort().join().length > 0, a.length >= 4);
const b = [1, 2, 3];
console.log(
  b.reduce((s, x, i) => {
    if (i === 0 || i === 1) b[2] = 50;
    return s + x;
  }),
  b.join(),
);
const c = [1, 2, 3, 4];
console.log(
  c
    .filter((x) => {
      if (x === 1) c.splice(1, 2);
      return true;
    })
    .join(),
  c.join(),
);
const d: any[] = [
  1,
  {
    valueOf() {
      d.length = 0;
      return 1;
    },
  },
  3,
];
console.log(
  d.indexOf(3, d[1]),
  d.length,
  [1, 2, 3].some((x, i, all) => {
    all.length = 1;
    return x === 3;
  }),
);
const e = [1, 2, 3];
const it = e.entries();
e.unshift(0);
console.log([...it].join(';'));

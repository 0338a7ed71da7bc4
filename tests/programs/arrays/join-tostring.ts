// join and toString of nested, cyclic and odd elements.
const a: any[] = [1, [2, [3]], null, undefined, 'x', { toString: () => 'obj' }];
console.log(
  a.join(),
  String(a),
  a + '',
  a.join(' - '),
  [[]].join().length,
  [[], []] + '',
  [null] + '',
  [,] + '',
  [, ,] + '',
);
const cyc: any[] = [1];
cyc.push(cyc, 2);
console.log(cyc.join(), String(cyc));
console.log(
  [1.0, 1e21, -0, NaN].join('|'),
  Array.prototype.join.call({ length: 3, 1: 'm' }, '+'),
  [true, false].join(' & '),
  Array(4).join('ab'),
);

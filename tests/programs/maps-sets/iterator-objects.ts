// Map and Set iterators are iterable once, and stay done.
const m = new Map([
  [1, 'a'],
  [2, 'b'],
]);
const it = m.entries();
console.log(it.next().value!.join(), [...it].length, it.next().done, [...it].length);
m.set(3, 'c');
console.log(
  it.next().done,
  Object.prototype.toString.call(it),
  Object.prototype.toString.call(new Set().values()),
);
const e = m.entries().next().value!;
e[1] = 'changed';
console.log(m.get(1));
const [[k, v]] = m;
console.log(
  k,
  v,
  Object.fromEntries(m)[2],
  Math.max(...m.keys()),
  Array.from(m, ([x, y]) => x + y).join(),
  new Map([...m].map(([x, y]) => [y, x])).get('b'),
);

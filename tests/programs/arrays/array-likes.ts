// Array methods are generic over anything with a length.
const p: any = Array.prototype;
const o: any = { length: 3, 0: 'a', 1: 'b', 2: 'c', 3: 'beyond' };
console.log(
  p.map.call(o, (x: string) => x + x).join(),
  p.slice.call(o, 1).join(),
  p.indexOf.call(o, 'c'),
  p.join.call(o),
  p.filter.call('hello', (c: string) => c > 'h').join(''),
  p.reverse.call({ length: 2, 0: 1, 1: 2 })[0],
  p.every.call('aa', (c: string) => c === 'a'),
);
p.splice.call(o, 0, 1);
console.log(JSON.stringify(o));
p.fill.call(o, 'z', 1);
console.log(
  JSON.stringify(o),
  p.concat.call(1, 2).length,
  p.at.call(o, -1),
  p.includes.call({ length: 1 }, undefined),
);
try {
  p.push.call('abc', 1);
} catch (e) {
  console.log((e as Error).name);
}
try {
  p.map.call(null, () => 0);
} catch (e) {
  console.log((e as Error).name);
}

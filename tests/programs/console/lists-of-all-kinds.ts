// What is printed as a list: arrays, subclasses, arguments, typed arrays, buffers; with properties, nested, long, in columns.
class Stack extends Array<number> {
  label = 'stack';
}
function args(..._: unknown[]): unknown {
  // biome-ignore lint/complexity/noArguments: the point of it
  return arguments;
}
const withProps: any = [1, , 3];
withProps.extra = { deep: [[[['four']]]] };
const lists: unknown[] = [
  [], [1, 2, 3], ['a', undefined, null], [, , 1], withProps, Stack.of(4, 5), args(1, 'two'), args(),
  new Uint8Array(3), new Float32Array([0.5, -0]), new BigInt64Array(2), Buffer.from('text'), Object.freeze([1]),
  Array.from({ length: 130 }, (_, i) => i * 7), Array.from({ length: 30 }, (_, i) => 'x'.repeat(i % 9)),
  Object.create([1, 2]), Object.assign([1], { [Symbol('s')]: 2 }),
];
for (const list of lists) console.log(list);
console.log(lists.slice(0, 4), { lists: lists.slice(4, 9) });
console.log('%o %O %j', [1, [2]], args(3), [1, { a: 2 }]);

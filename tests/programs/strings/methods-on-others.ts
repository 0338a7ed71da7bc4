// String methods are generic: they convert `this`.
const p: any = String.prototype;
console.log(
  p.slice.call(12345, 1, 3),
  p.toUpperCase.call(true),
  p.split.call([1, 2], ',').length,
  p.includes.call({}, 'object'),
  p.repeat.call(7, 2),
  p.at.call(123, -1),
);
for (const v of [null, undefined]) {
  try {
    p.trim.call(v);
  } catch (e) {
    console.log((e as Error).name);
  }
}
try {
  p.toString.call(5);
} catch (e) {
  console.log((e as Error).name);
}
console.log(
  String(null),
  String(),
  String(Symbol('d')),
  new String('a') + 'b',
  String([null]),
  String({ toString: () => 'x' }),
  'abc'.localeCompare('abd') < 0,
  'a'.localeCompare('a'),
);

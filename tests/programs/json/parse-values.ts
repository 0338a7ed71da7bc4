// JSON.parse of valid texts, order of keys, duplicates, numbers, escapes, white space.
const p = (s: string): void => console.log(JSON.stringify(JSON.parse(s)), typeof JSON.parse(s));
for (const s of [
  '1',
  '-0',
  '1e3',
  '1E-2',
  '0.1',
  '"a"',
  'null',
  'true',
  '[]',
  '{}',
  ' [1 , 2 ] ',
  '{"b":1,"a":{"c":[{}]}}',
  '{"a":1,"a":2}',
  '{"2":0,"1":0,"x":0}',
  '"\\u0041\\n\\t\\"\\\\\\/\\b\\f\\r"',
  '"\\ud83d\\ude00"',
  '"\\ud83d"',
  '123456789012345678901234567890',
  '1e400',
  '"\u2028\u007f"',
  '\t\n\r 5 ',
  '[[[[[]]]]]',
])
  p(s);
const o = JSON.parse('{"__proto__":1,"constructor":2}');
console.log(
  Object.keys(o).join(),
  Object.getPrototypeOf(o) === Object.prototype,
  Object.is(JSON.parse('-0'), -0),
  JSON.parse('"x"') === 'x',
  JSON.parse(1 as any),
  JSON.parse(null as any),
  JSON.parse(['5'] as any),
);

// Indentation by number or text, clamped to ten; empty containers stay short.
const o = { a: 1, b: [1, [2, {}], []], c: {}, d: { e: null } };
console.log(JSON.stringify(o, null, 2));
console.log(JSON.stringify(o, null, '--'));
console.log(JSON.stringify([1], null, 99));
console.log(JSON.stringify([1], null, 'abcdefghijklmnop'));
console.log(
  JSON.stringify([1], null, 0),
  JSON.stringify([1], null, ''),
  JSON.stringify([1], null, -1),
  JSON.stringify([1], null, '\t'),
  JSON.stringify([1], null, 1.9),
  JSON.stringify([1], null, true as any),
  JSON.stringify([1], null, new Number(1) as any),
);

// The reviver runs from the leaves up, with the holder as this; undefined deletes (ECMA-262 25.5.1.1).
const log: string[] = [];
const r = JSON.parse('{"a":[1,{"b":2}],"c":"x"}', function (k, v) {
  log.push(`${k}:${typeof v}:${Array.isArray(this)}`);
  return typeof v === 'number' ? v * 10 : v;
});
console.log(log.join(' '), JSON.stringify(r));
console.log(
  JSON.stringify(JSON.parse('{"a":1,"b":{"c":2}}', (k, v) => (k === 'a' || k === 'c' ? undefined : v))),
  JSON.stringify(JSON.parse('[1,2,3]', (k, v) => (k === '1' ? undefined : v))),
  JSON.parse('5', () => 'replaced'),
  JSON.parse('{"a":1,"b":2}', function (this: any, k, v) {
    if (k === 'a') this.b = 99;
    return v;
  }).b,
);

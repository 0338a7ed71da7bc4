// Property names of any kind: empty, with commas, quotes and spaces. Objects with different names stay apart.
const empty = { '': 1 };
const none: Record<string, number> = {};
const comma = { 'a,b': 2 };
const two = { a: 3, b: 4 };
const quoted = { '"a"': 5, 'b c': 6, 'ü': 7 };
console.log(empty[''], none[''], comma['a,b'], two.a, two.b, quoted['"a"'], quoted['b c'], quoted['ü']);
function read(holder: Record<string, unknown>, name: string): unknown {
  return holder[name];
}
console.log(read(empty, ''), read(none, ''), read(comma, 'a,b'), read(two, 'a,b'), read(two, 'b'));
console.log(Object.keys(empty).length, Object.keys(comma).join('|'), Object.keys(two).join('|'));
console.log(JSON.stringify([empty, none, comma, two]));
const log: string[] = [];
JSON.parse('[1,{"":2}]', (key, value) => {
  log.push(`${key}:${typeof value === 'object' ? 'object' : value}`);
  return value;
});
console.log(log.join(' '));

// Keys that come from outside may be any name: `__proto__` with a plain value is ignored, setters of classes run.
const record: Record<string, unknown> = {};
for (const key of ['a', '__proto__', 'constructor', 'toString']) record[key] = 1;
console.log(Object.keys(record), Object.getPrototypeOf(record) === Object.prototype, record.a);

const bare: Record<string, unknown> = Object.create(null);
for (const key of ['a', '__proto__']) bare[key] = { key };
console.log(Object.keys(bare), JSON.stringify(bare), Object.getPrototypeOf(bare));

const parsed: Record<string, unknown> = JSON.parse('{"__proto__": {"x": 1}, "y": 2}');
for (const key of Object.keys(parsed)) parsed[key] = 3;
console.log(Object.keys(parsed), parsed['y'], Object.getPrototypeOf(parsed) === Object.prototype);

class Base {
  values: string[] = [];
  set name(value: unknown) {
    this.values.push(`name ${String(value)}`);
  }
}
class Derived extends Base {
  set size(value: unknown) {
    this.values.push(`size ${String(value)}`);
  }
  plain: unknown = 0;
}
const derived = new Derived();
for (const key of ['name', 'size', 'plain', 'other']) (derived as unknown as Record<string, unknown>)[key] = key.length;
console.log(derived.values, derived.plain, Object.keys(derived));

const inherits: Record<string, unknown> = Object.create({
  set twice(value: number) {
    console.log('twice', value * 2);
  },
});
for (const key of ['twice', 'once']) inherits[key] = 21;
console.log(Object.keys(inherits));

function query(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const part of text.split('&')) {
    const [key = '', value = ''] = part.split('=');
    result[key] = value;
  }
  return result;
}
console.log(query('a=1&__proto__=2&b=3&hasOwnProperty=4'), Object.assign({}, query('__proto__=x&c=1')));

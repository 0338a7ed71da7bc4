// What templates and String do to their parts: toString and Symbol.toPrimitive of the program, symbols, numbers of all kinds.
const any = (value: unknown): any => value;
const log: string[] = [];
const part = (name: string) => ({
  toString: () => {
    log.push(name);
    return name;
  },
  valueOf: () => 1,
});
console.log(`${part('a')}-${part('b')}`, log.join());
console.log(`${any({ [Symbol.toPrimitive]: (hint: string) => hint })}`, String(any({ [Symbol.toPrimitive]: (hint: string) => hint })));
for (const value of [Symbol('s'), Object(Symbol('t'))]) {
  try {
    console.log(`${any(value)}`);
  } catch (e) {
    console.log(String(e));
  }
  console.log(String(Symbol('u')));
}
try {
  console.log(`${any({ toString: () => ({}), valueOf: () => ({}) })}`);
} catch (e) {
  console.log(String(e));
}
const numbers = [0, -0, 7, -7, 10, 99999999, 100000000, -2147483648, 2147483648, 1.5, 1e21, NaN, -Infinity, 2 ** 53];
for (const value of numbers) console.log(`${value}`, String(value), value + '', [value].join(), `<${value}>`.length);
let length = 0;
for (let i = -1000; i < 100_000; i += 7) length += String(i).length + `${i}: ${i * 0.5}`.length;
console.log(length);
class Money {
  constructor(readonly cents: number) {}
  toString(): string {
    return `${this.cents / 100} €`;
  }
}
console.log(`${new Money(250)}`, String(new Money(5)), [new Money(1)].join());
console.log(String(), String(undefined), String(null), String(true), String(12n), String([1, [2]]), String(any(() => 1)).length > 0);
console.log([1, 2].map(String).join(), String.call(null, 5), String.apply(null, [6]), Reflect.apply(String, null, [7]), Number(), Number('8'), [' 9 ', 'x'].map(Number).join());

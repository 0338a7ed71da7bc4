// new Array(length) of every kind of length: holes, elements of later kinds, what is no length; arrays of fixed small lengths.
const count = (n: number): number => n * 1;
const shown = (list: readonly unknown[]): string => JSON.stringify(list) + Object.keys(list).join();
for (const length of [0, 1, 2, 4, 15, 16, 17, 700, 3000]) {
  const list = new Array<number | undefined>(count(length));
  console.log(list.length, 0 in list, length - 1 in list, list[0], list.indexOf(undefined), Object.keys(list).length);
  list[length] = 1;
  console.log(list.length, list[length], length - 1 in list);
}
const four = new Array<number>(4);
four[1] = 1.5;
console.log(shown(four), four.length, 0 in four, four.findIndex((x) => x === undefined));
const texts = new Array<string>(3);
texts[2] = 'c';
texts.push('d');
console.log(shown(texts));
const mixed = new Array<unknown>(3);
mixed[0] = 0.5;
mixed[1] = 'b';
console.log(shown(mixed));
const integers = new Array<number>(5).fill(7);
integers[2] = -0;
integers.push(1);
console.log(integers.join(), Object.is(integers[2], -0));
const flags = new Array<boolean>(5000).fill(true);
for (let i = 0; i < flags.length; i += 3) flags[i] = false;
console.log(flags.filter(Boolean).length, flags[0], flags[1], flags[4999]);
for (const length of [-1, 1.5, NaN, Infinity, 2 ** 32, -0, 2 ** 32 - 1.5, -2147483648, 2 ** 53]) {
  try {
    console.log(length, new Array(count(length)).length);
  } catch (e) {
    console.log(length, String(e));
  }
}
class List extends Array<number> {}
const own = new List(count(3));
console.log(own.length, own instanceof List, 1 in own, own.map(() => 1).length);
// Literals: each evaluation is a new array with storage of its own.
const pairs: number[][] = [];
for (let i = 0; i < 5; i++) pairs.push([i, i + 0.5]);
for (const pair of pairs) pair.push(pair.length);
console.log(JSON.stringify(pairs));
const longer = (x: string): string[] => [x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x];
console.log(longer('a').join(''), longer('b').length);
// fill stops nowhere, and not at what can't be written.
const holes = [1, , 3, , 5].fill(9, 1, 4);
console.log(shown(holes));
try {
  (Object.freeze([1, 2, 3]) as number[]).fill(0);
} catch (e) {
  console.log((e as Error).name);
}
const sealed = Object.seal([1, 2, 3]);
console.log(sealed.fill(4).join());
const log: string[] = [];
const watched = {
  length: 3,
  set 1(value: unknown) {
    log.push(`1=${value}`);
  },
};
Array.prototype.fill.call(watched, 'x');
console.log(log.join(), JSON.stringify(watched));

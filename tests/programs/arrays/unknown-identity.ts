// Methods of arrays that nobody can tell apart: plain ones, subclasses with methods of their own, frozen, with holes, lookalikes.
class Loud extends Array<number> {
  override push(...items: number[]): number {
    console.log('push', items.join());
    return super.push(...items);
  }
}
class Plain extends Array<number> {}
const frozen: any = Object.freeze([1, 2]);
const withOwn: any = [1, 2];
withOwn.pop = () => 'own pop';
const all: any[] = [
  [1, 2, 3],
  ['a', 'b'],
  [0.5, -0, NaN],
  [, 1, , 2],
  [],
  Loud.from([7, 8]),
  Plain.from([9]),
  frozen,
  withOwn,
  { length: 2, 0: 'x', 1: 'y' },
  new Uint8Array([1, 2]),
];
function attempt(f: () => unknown): string {
  try {
    return String(f());
  } catch (e) {
    return (e as Error).name;
  }
}
for (const x of all) console.log(attempt(() => x.push(5)), attempt(() => x.push(6, undefined)), attempt(() => x.length));
for (const x of all) console.log(attempt(() => x.pop()), attempt(() => x.pop()), attempt(() => x.length));
for (const x of all) console.log(attempt(() => x.shift()), attempt(() => x.length), attempt(() => JSON.stringify(x)));
for (const x of all) {
  if (!Array.isArray(x)) continue;
  console.log(x.length, attempt(() => x.push(x.length)), attempt(() => x.unshift('first')), attempt(() => x.indexOf('first')));
  for (const item of x) process.stdout.write(`${String(item)};`);
  console.log(attempt(() => x.map((v: any) => typeof v).join()), attempt(() => x.at(-1)));
}
function rest(...args: any[]): number {
  return args.push('more') + args.length;
}
console.log(rest(), rest(1), rest(1, 2), rest(...all).toString());
function old(): unknown {
  // biome-ignore lint/complexity/noArguments: the point of it
  const a: any = arguments;
  return attempt(() => a.push(1)) + attempt(() => Array.prototype.push.call(a, 4)) + a.length + a[2];
}
console.log((old as any)(1, 2));

// Removed by index, then used on.
const list = [1, 2, 3, 4];
delete (list as any)[1];
list.push(5);
console.log(list.length, list.shift(), list.shift(), list.pop(), list.join('/'));

// Setters for indices.
let seen = '';
const taps: any = [];
Object.setPrototypeOf(taps, Object.create(Array.prototype, { 1: { set: (v) => (seen += `1=${v};`), configurable: true } }));
taps.push('zero');
taps.push('one');
console.log(seen, taps.length, taps.hasOwnProperty('1'));

// call and apply that are no function's, and what Reflect has.
class Own {
  static call(x: number): string {
    return `call ${x}`;
  }
  static apply(x: number): string {
    return `apply ${x}`;
  }
}
console.log(Own.call(1), Own.apply(2), Reflect.apply(Math.max, undefined, [1, 5, 3]), Math.max.apply(null, [1, , 4] as any));

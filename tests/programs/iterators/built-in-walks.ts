// Sets, Maps, their iterators, arrays' iterators and generators in for…of and destructuring, while what they walk changes; `next`, `return`
// and `Symbol.iterator` of their own.
const log = (label: string, ...values: unknown[]): void => console.log(label, values.map(String).join(' '));

// Entries come and go while a Set is walked.
const numbers = new Set([1, 2, 3]);
const seen: number[] = [];
for (const n of numbers) {
  seen.push(n);
  if (n < 20) numbers.add(n + 10);
  if (n === 2) numbers.delete(3);
  if (n === 11) numbers.delete(1);
}
log('changing', ...seen);
const many = new Set<number>();
for (let i = 0; i < 6; i++) many.add(i);
const rest: number[] = [];
for (const n of many) {
  rest.push(n);
  // Rebuilt under way, with deleted entries before and behind.
  if (n === 3) {
    for (let i = 0; i < 3; i++) many.delete(i);
    for (let i = 10; i < 20; i++) many.add(i);
    many.delete(4);
  }
  if (n === 12) {
    many.clear();
    many.add(99);
  }
}
log('rebuilt', ...rest);

// Maps: entries, keys, values; a break and an exception leave them as they are.
const ages = new Map([
  ['ann', 40],
  ['bob', 50],
  ['cid', 60],
]);
for (const [name, age] of ages) {
  if (name === 'cid') break;
  ages.set(name, age + 1);
}
log('ages', ...[...ages].flat());
for (const key of ages.keys()) log('key', key);
for (const value of ages.values()) log('value', value + 1);
for (const entry of ages.entries()) log('entry', entry.length, entry[0], entry[1]);
const pairs = new Set(['x']).entries();
for (const [a, b] of pairs) log('pair', a, b);
log('exhausted', JSON.stringify(pairs.next()));

// Arrays by their iterators.
const list = ['p', 'q'];
for (const [index, text] of list.entries()) {
  log('indexed', index, text);
  if (index < 3) list.push(`${text}${index}`);
}
for (const index of list.keys()) if (index === 1) log('second', list[index]);
const values = list.values();
for (const text of values) if (text === 'q') break;
log('goes on', ...values);

// Generators: closed by break, return and exceptions; what they return is no value.
function* counting(to: number): Generator<number, string> {
  try {
    for (let i = 0; i < to; i++) yield i;
    return 'done';
  } finally {
    log('closed', to);
  }
}
for (const n of counting(3)) if (n === 1) break;
function first(): number {
  for (const n of counting(4)) return n + 100;
  return -1;
}
log('first', first());
try {
  for (const n of counting(5)) if (n === 2) throw new Error('out');
} catch (error) {
  log('caught', error);
}
let sum = 0;
for (const n of counting(6)) sum += n;
log('sum', sum);
const [zero, one] = counting(7);
log('taken', zero, one);
const [, , third = 'none'] = counting(2);
log('third', third);

// A record that lives across suspensions.
function* both(set: Set<string>, other: Iterable<string>): Generator<string> {
  for (const a of set) for (const b of other) yield a + b;
}
const letters = new Set(['a', 'b']);
const combined: string[] = [];
for (const each of both(letters, new Set(['1', '2']))) {
  combined.push(each);
  if (each === 'a2') letters.add('c');
}
log('combined', ...combined);

// A generator that walks itself, and one that is running.
function* walking(): Generator<number> {
  try {
    for (const n of itself) yield n;
  } catch (error) {
    log('running', error);
  }
}
const itself = walking();
for (const n of itself) log('never', n);

// Different kinds in one place.
function join(source: Iterable<number>): string {
  let out = '';
  for (const n of source) out += `${n},`;
  return out;
}
log('joined', join([1, 2]), join(new Set([3, 4])), join(counting(2)), join(new Map([[5, 6]]).values()));

// Classes with iterators of their own.
class Twice extends Set<number> {
  override *[Symbol.iterator](): SetIterator<number> {
    for (const n of super.values()) {
      yield n;
      yield n;
    }
  }
}
for (const n of new Twice([1, 2])) log('twice', n);
class Plain extends Set<number> {}
for (const n of new Plain([7, 8])) log('plain', n);
class Row {
  readonly cells = [1, 2, 3];
  *[Symbol.iterator](): Generator<number> {
    yield* this.cells;
  }
}
for (const cell of new Row()) log('cell', cell);
function walk(it: Set<number> | undefined): void {
  // biome-ignore lint/style/noNonNullAssertion: the error is what is looked for
  for (const n of it!) log('walked', n);
}
walk(new Set([1]));
try {
  walk(undefined);
} catch (error) {
  log('undefined', error);
}

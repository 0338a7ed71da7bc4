/**
 * What a program's code does in place where types are known: iteration without result objects, strings against constants, appending, accessors.
 * And that it doesn't where something else may happen.
 */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from './testing/emitted.ts';

const SOURCE = `
class Item { constructor(readonly size: number) {} }
function sumOfSet(items: Set<Item>): number {
  let sum = 0;
  for (const item of items) sum += item.size;
  return sum;
}
function sumOfKeys(items: Map<Item, number>): number {
  let sum = 0;
  for (const item of items.keys()) sum += item.size;
  return sum;
}
function* large(items: Set<Item>): Generator<Item> {
  for (const item of items) if (item.size > 1) yield item;
}
function sumOfGenerator(items: Set<Item>): number {
  let sum = 0;
  for (const item of large(items)) sum += item.size;
  return sum;
}
class Own {
  [Symbol.iterator](): Iterator<number> {
    let n = 0;
    return { next: () => (n < 3 ? { value: n++, done: false } : { value: undefined, done: true }) };
  }
}
function sumOfOwn(items: Own): number {
  let sum = 0;
  for (const n of items) sum += n;
  return sum;
}
function sumOfArray(items: readonly Item[]): number {
  let sum = 0;
  for (const item of items) sum += item.size;
  return sum;
}
function isSign(text: string): boolean {
  return text === '+';
}
function areSame(text: string, other: string): boolean {
  return text === other;
}
function isDigit(text: string): boolean {
  return text >= '0' && text <= '9';
}
function isBefore(text: string, other: string): boolean {
  return text < other;
}
function characterAt(text: string, index: number): string {
  return text[index];
}
function append(items: Item[], item: Item): void {
  items[items.length] = item;
}
class Items extends Array<Item> {}
function appendToItems(items: Items, item: Item): void {
  items[items.length] = item;
}
function cell(rows: (number[] | undefined)[], y: number, x: number): number | undefined {
  return rows[y]![x];
}
class Plain { area = 2; label = ''; }
class Computed {
  #label = '';
  get area(): number { return 3; }
  set label(text: string) { this.#label = text; }
  get label(): string { return this.#label; }
}
function areaOf(shape: Plain | Computed): number {
  return shape.area;
}
function rename(shape: Computed): void {
  shape.label = 'new';
}
const input = process.argv.length;
const items = new Set([new Item(input), new Item(2)]);
const list = [...items];
append(list, new Item(3));
const more = new Items();
appendToItems(more, new Item(4));
const text = String(input);
const shapes = [new Plain(), new Computed()];
rename(new Computed());
let sum = 0;
for (const shape of shapes) sum += areaOf(shape);
console.log(
  sumOfSet(items), sumOfKeys(new Map([[new Item(1), 2]])), sumOfGenerator(items), sumOfOwn(new Own()), sumOfArray(list), isSign(text),
  areSame(text, text + text), isDigit(text), isBefore(text, 'b'), isBefore('bc', text), characterAt(text, input / 2),
  cell([[1], undefined], input, 0), sum, more.length, String(new Computed().label),
);
`;

/** A program in which a `next` of its own stands in the way. */
const REPLACED = `
function sumOfSet(items: Set<number>): number {
  let sum = 0;
  for (const item of items) sum += item;
  return sum;
}
const prototype = Object.getPrototypeOf(new Set<number>().values());
const { next } = prototype;
prototype.next = function (this: unknown): unknown { return next.call(this); };
console.log(sumOfSet(new Set([process.argv.length, 2])));
`;

const texts = new Map<string, string>();

before(() => {
  texts.set('main', emitted(SOURCE).text());
  texts.set('replaced', emitted(REPLACED, 'replaced.ts').text());
});

/** The code of a function of a program. */
function code(name: string, program = 'main'): string {
  const found = new RegExp(`^define [^\\n]*${program}\\.ts[_.]${name}"?\\([^]*?^}`, 'm').exec(
    texts.get(program) ?? '',
  );
  assert.ok(found, `${name} isn't compiled`);
  return found[0];
}

const PROTOCOL = /openIterator|stepIterator|openWalk|stepWalk/;

test('Sets are walked by the indices of their entries, with a record in the frame', () => {
  const text = code('sumOfSet');
  assert.match(text, /SetGlobal\.\$nextFrom/);
  assert.match(text, /SetGlobal\.\$at/);
  assert.match(text, /alloca i64, i32 4/);
  assert.doesNotMatch(text, PROTOCOL);
  assert.doesNotMatch(text, /importos\.refill/);
});

test('what a Set gives is what was put into this one: its properties are loads', () => {
  assert.doesNotMatch(code('sumOfSet'), /getProperty/);
  assert.doesNotMatch(code('sumOfGenerator'), /getProperty/);
});

test('iterators of built-ins and generators advance without result objects', () => {
  assert.match(code('sumOfKeys'), /MapIterator\.\$advance/);
  assert.doesNotMatch(code('sumOfKeys'), PROTOCOL);
  assert.match(code('sumOfGenerator'), /GeneratorActivation\.\$advance/);
  assert.doesNotMatch(code('sumOfGenerator'), PROTOCOL);
});

test('the record of a loop in a generator is on the heap, since it lives across suspensions', () => {
  assert.doesNotMatch(code('large\\.resume'), /alloca i64, i32 4/);
});

test('a program with iterators of its own runs the protocol', () => {
  assert.match(code('sumOfOwn'), PROTOCOL);
});

test('a next that the program replaces is called, ECMA-262 7.4.4', () => {
  assert.match(code('sumOfSet', 'replaced'), PROTOCOL);
});

test('arrays are walked by index without anything on the heap', () => {
  assert.match(code('sumOfArray'), /alloca i64, i32 4/);
  assert.doesNotMatch(code('sumOfArray'), /importos\.refill|call [^\n]*openIterator/);
});

test('a string is compared with a constant by its address, where it is a name', () => {
  const text = code('isSign');
  assert.match(text, /icmp eq ptr %\S+, @str\./);
  assert.match(text, /and i32 %\S+, 1\b/);
  assert.doesNotMatch(code('areSame'), /icmp eq ptr %\S+, @str\./);
});

test('the order of a text and one character is that of the first unit; two texts are compared by the run time', () => {
  assert.match(code('isDigit'), /icmp slt i32 %\S+, 48/);
  assert.doesNotMatch(code('isDigit'), /compare\.ts_compare/);
  assert.match(code('isBefore'), /compare\.ts_compare/);
});

test('a character at an index that is a number, though no int32 for sure, is read in place', () => {
  assert.match(code('characterAt'), /unitAt/);
});

test('an element behind the last is stored in place where there is room, and the run time makes room', () => {
  const text = code('append');
  assert.match(text, /icmp ult i32 %\S+, %\S+/);
  assert.match(text, /icmp eq i32 %\S+, ptrtoint \(ptr @\S+ to i32\)/);
  assert.match(text, /storeIndexed/);
});

test("arrays of a class of the program are appended to by the run time: their prototypes are the program's", () => {
  assert.doesNotMatch(code('appendToItems'), /icmp eq i32 %\S+, ptrtoint \(ptr @\S+ to i32\)/);
  assert.match(code('appendToItems'), /storeIndexed/);
});

test("an array that may be missing is read in place behind a test; what isn't one goes to the run time", () => {
  const text = code('cell');
  assert.match(text, /load double|load i32/);
  assert.match(text, /getElement/);
});

test('a property that is a slot of some and a getter of others is told apart by shape', () => {
  const text = code('areaOf');
  assert.match(text, /Computed\.get_area/);
  assert.doesNotMatch(text, /getProperty/);
});

test('a setter of a known object is called straight', () => {
  assert.match(code('rename'), /Computed\.set_label/);
  assert.doesNotMatch(code('rename'), /setProperty/);
});

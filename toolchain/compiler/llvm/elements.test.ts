/**
 * Elements and storage of arrays: storage of a known length is made in place, and loops over typed arrays have nothing in them that keeps
 * LLVM from taking length and address out of them.
 */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { FREE_LISTS_SYMBOL } from '../layout/heap.ts';
import { emitted } from './testing/emitted.ts';

const SOURCE = `
const any = (value: unknown): any => value;
const small = Number(process.argv[2] ?? '3') | 0;
function known(first: string): (string | undefined)[] {
  const list = new Array<string | undefined>(4);
  list[0] = first;
  return list;
}
function long(first: string): (string | undefined)[] {
  const list = new Array<string | undefined>(1000);
  list[0] = first;
  return list;
}
function counted(count: number, first: string): (string | undefined)[] {
  const list = new Array<string | undefined>(count | 0);
  list[0] = first;
  return list;
}
function fraction(first: string): (string | undefined)[] {
  const list = new Array<string | undefined>(1.5);
  list[0] = first;
  return list;
}
function triple(value: string): string[] {
  return [value, value, value];
}
function lines(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10) count++;
  return count;
}
function unlike(a: Uint8Array, b: Uint8Array, at: number): boolean {
  return a[at | 0] !== b[at | 0];
}
function unlikeDoubles(a: Float64Array, b: Uint8Array, at: number): boolean {
  return a[at | 0] !== b[at | 0];
}
function put(bytes: Uint8Array, at: number, value: number): void {
  bytes[at | 0] = value | 0;
}
function putAny(bytes: Uint8Array, at: number, value: any): void {
  bytes[at | 0] = value;
}
function total(list: number[]): number {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += list[i] ?? 0;
  return sum;
}
function walked(list: number[]): number {
  let sum = 0;
  for (const x of list) sum += x;
  return sum;
}
class Row {
  #cells: number[] = [1, 2];
  total(): number {
    let sum = 0;
    for (let i = 0; i < this.#cells.length; i++) sum += this.#cells[i] ?? 0;
    return sum;
  }
  moved(): number {
    let sum = 0;
    for (let i = 0; i < this.#cells.length; i++) {
      sum += this.#cells[i] ?? 0;
      this.#cells = [sum];
    }
    return sum;
  }
}
function calling(list: number[]): number {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += total(list);
  return sum;
}
function filled(at: number): number {
  const list = new Array<number>(9).fill(7);
  return list[at | 0] ?? 0;
}
function sortedOne(at: number): number {
  const list: unknown[] = at > 3 ? texts().split('') : [at, at > 2 ? 'two' : {}];
  list.sort();
  return list.length;
}
function pairs(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i] ?? 0;
  return sum;
}
function rest(a: number, b: number): number {
  return (a | 0) % (b | 0);
}
function restOfDoubles(a: number, b: number): number {
  return a % b;
}
function truths(list: boolean[]): number {
  let count = 0;
  for (let i = 0; i < list.length; i++) if (list[i]) count++;
  return count;
}
function anyIndex(list: boolean[], at: number): boolean {
  return list[at / 2];
}
function cleared(list: boolean[]): void {
  for (let i = 0; i < 7; i++) list[i] = false;
}
function truthsOrTexts(list: (boolean | string)[]): number {
  let count = 0;
  for (let i = 0; i < list.length; i++) if (list[i]) count++;
  return count;
}
function texts(): string {
  return String(small | 0) + String();
}
function arrows(text: string): number {
  let count = 0;
  for (const character of text) if (character === '→') count++;
  return count;
}
function same(text: string, value: any): boolean {
  return text === value;
}
const bytes = new Uint8Array([1, 2, small]);
put(bytes, small, small);
putAny(bytes, small, any({ valueOf: () => small }));
console.log(String(known('a').length), String(long('a').length), String(counted(small, 'a').length), String(triple('a').length));
const row = new Row();
const flags = new Array<boolean>(9);
const said: (boolean | string)[] = [true, small > 2, 'text' + small];
flags[1] = small > 2;
cleared(flags);
console.log(String(truths(flags)), String(anyIndex(flags, small)), String(truthsOrTexts(said)));
console.log(String(filled(small)), String(sortedOne(small)));
console.log(String(total([small, 2])), String(walked([small, 3])), String(row.total()), String(row.moved()), String(calling([small])));
console.log(String(unlike(bytes, bytes.slice(1), small)), String(unlikeDoubles(new Float64Array([1, small]), bytes, small)));
console.log(String(lines(bytes)), String(pairs(bytes)), String(rest(small, small)), String(restOfDoubles(small / 2, small / 3)));
console.log(texts(), String(arrows('a→' + small)), String(same('a' + small, JSON.parse(String(small)))));
if (small > 100) fraction('a');
`;

let llvm = '';

before(() => {
  llvm = emitted(SOURCE).text();
});

/** The LLVM IR of a function of the program. */
function code(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.ts_${name}"?\\([^]*?^}`, 'm').exec(llvm);
  assert.ok(found, name);
  return found[0];
}

/** How many cells a function takes from free lists. */
function cells(name: string): number {
  return code(name).match(new RegExp(`load ptr, ptr .*@${FREE_LISTS_SYMBOL}`, 'g'))?.length ?? 0;
}

test('an array of a small known length is made in place with its storage, by new Array and by a literal', () => {
  for (const name of ['known', 'triple']) {
    assert.equal(cells(name), 2, name);
    assert.doesNotMatch(code(name), /giveLength|giveCount|arrayReserve/, name);
  }
});

test('the storage of a long one, of a length that is not known, and of one that is no length is made by the run time', () => {
  for (const name of ['long', 'counted']) {
    assert.equal(cells(name), 1, name);
    assert.match(code(name), /give(Length|Count)\(/, name);
  }
  assert.match(code('fraction'), /giveLength\(/);
});

test('a loop over a typed array calls nothing and counts in integers', () => {
  assert.doesNotMatch(code('lines'), /call [^\n]*(Element|llvm\.x86|truncate)/);
  assert.match(code('lines'), /phi i32 \[ 0/);
});

test('beyond the end of a typed array a number is ignored in place; anything else is converted first, by the run time', () => {
  assert.doesNotMatch(code('put'), /setElement/);
  assert.match(code('putAny'), /setElement/);
});

test('the address of elements is read before the index is compared', () => {
  const body = code('put');
  const address = body.indexOf('load ptr');
  const compared = body.search(/br i1 %\w+, label %\w+, label %(slow|behind)/);
  assert.ok(address >= 0 && address < compared && compared < body.indexOf('store i8'));
});

test('a counter that may leave the int32s is counted as an integer', () => {
  assert.match(code('pairs'), /add nsw i64 %\w+, 2/);
  assert.doesNotMatch(code('pairs'), /fptosi|truncate/);
});

test('the remainder of int32s is an integer division unless it may be -0 or NaN; of doubles it is not', () => {
  assert.match(code('rest'), /urem i32/);
  assert.match(code('rest'), /remainderOfNumbers/);
  assert.doesNotMatch(code('restOfDoubles'), /urem i32/);
});

test('String of one value takes no list of arguments, without one it does', () => {
  assert.match(code('texts'), /int32ToString|\$call\$1/);
  assert.match(code('texts'), /StringGlobal\.\$call"?\(/);
});

test('a character of for…of is compared as a string; what may be anything is not', () => {
  assert.match(code('arrows'), /compare\.ts_equal\(/);
  assert.doesNotMatch(code('arrows'), /strictEqual/);
  assert.match(code('same'), /strictEqual/);
});

test('what a loop needs of its arrays is read before it, and behind the calls in it', () => {
  for (const name of ['total', 'walked', 'Row.total']) {
    const text = code(name);
    const calls = text.match(/call preserve_mostcc/g)?.length ?? 0;
    assert.equal(text.match(/store ptr %\w+, ptr %s\d+/g)?.length, 1 + calls, name);
    assert.match(text, /load ptr, ptr %s\d+/, name);
  }
});

test('a field that the loop writes to is read in each round, and so are arrays of a loop that calls', () => {
  assert.doesNotMatch(code('Row.moved'), /load ptr, ptr %s\d+/);
  assert.doesNotMatch(code('calling'), /load i32, ptr %s\d+/);
});

test('who fills an array is known not to keep it', () => {
  assert.match(code('filled'), /load (i32|double), ptr/);
  assert.doesNotMatch(code('filled'), /array kind/);
});

test('arrays that a call of a method tells apart have shapes of their own, others share one', () => {
  assert.match(code('sortedOne'), /icmp eq i32 %\w+, ptrtoint \(ptr @shape\.\d+ to i32\)/);
  assert.doesNotMatch(code('sortedOne'), /icmp eq i32 %\w+, ptrtoint \(ptr @shape\.array/);
  assert.match(code('triple'), /@shape\.array\./);
});

test('booleans and holes take a byte each, of which a test asks for one bit; beside strings they are words', () => {
  assert.match(code('truths'), /load i8, ptr/);
  assert.match(code('truths'), /trunc i64 %\w+ to i1/);
  assert.match(code('cleared'), /store i8 /);
  assert.doesNotMatch(code('truthsOrTexts'), /load i8, ptr/);
});

test('behind the end of an array the run time only asks the prototypes; of what may be something else it looks for all', () => {
  assert.match(code('truths'), /elementBehind/);
  assert.doesNotMatch(code('truths'), /getElement/);
  assert.match(code('anyIndex'), /getElement/);
});

test('a loop that stores asks before it whether the array is frozen, and again where it may have changed; a store elsewhere asks each time', () => {
  const text = code('cleared');
  const asked = text.match(/select i1 %\w+, i64 %\w+, i64 0[,\n]/g)?.length ?? 0;
  assert.ok(asked > 1 && asked === text.match(/store ptr %\w+, ptr %s\d+/g)?.length, `${asked} times`);
  assert.match(text, /load i64, ptr %s\d+[^\n]*\n[^\n]*zext[^\n]*\n[^\n]*icmp ult i64/);
  assert.match(code('known'), /store i64 /);
  assert.doesNotMatch(code('known'), /select i1 %\w+, i64 %\w+, i64 0[,\n]/);
});

test('elements of typed arrays, or undefined beyond the end, are compared as integers; not where one may be a double', () => {
  assert.match(code('unlike'), /icmp eq i64/);
  assert.doesNotMatch(code('unlike'), /fcmp/);
  assert.match(code('unlikeDoubles'), /fcmp|strictEqual/);
});

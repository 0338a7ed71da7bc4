/**
 * Integers beyond int32s, numbers among which undefined is, and calls out of cold places: what they are held in, and where they aren't.
 */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from './testing/emitted.ts';

const SOURCE = `
const small = Number(process.argv[2] ?? '3') | 0;
function depth(n: number): number {
  return n === 0 ? 0 : depth(n - 1) + 1;
}
function halves(n: number): number {
  return n <= 0 ? 0 : halves(n - 0.5) + 1;
}
function leaps(n: number): number {
  return n === 7 ? 0 : leaps(n - 1_000_000) + 1;
}
function doubled(n: number): number {
  return n > 1e9 ? n : doubled(n + n);
}
class Counter {
  count = 0;
  sum = 0;
  step(by: number): void {
    this.count++;
    this.sum += by;
  }
}
class Queue {
  items: string[] = [];
  last = 0;
  add(item: string): void {
    this.items[this.last] = item;
    this.last++;
  }
  all(): string {
    let text = '';
    for (let i = 0; i < this.last; i += 1) text += this.items[i];
    return text;
  }
  after(n: number): number {
    let found = 0;
    for (let i = n; i < this.last; i += 0.5) found = i;
    return found;
  }
}
function elementAt(list: readonly string[], n: number): string | undefined {
  let at = n;
  for (; list[at] !== 'end'; at++) if (list[at] === 'here') return list[at];
  return undefined;
}
function swap(list: number[], i: number, j: number): void {
  const first = list[i | 0];
  list[i | 0] = list[j | 0];
  list[j | 0] = first;
}
function swapNames(list: (string | undefined)[], i: number, j: number): void {
  const first = list[i | 0];
  list[i | 0] = list[j | 0];
  list[j | 0] = first;
}
type Side = 'left' | 'right';
class Tree {
  left: Tree | null = null;
  right: Tree | null = null;
  get up(): Tree | null {
    return this.right;
  }
}
function child(tree: Tree, side: Side): Tree | null {
  return tree[side];
}
function hang(tree: Tree, side: Side, below: Tree): void {
  tree[side] = below;
}
function anyOf(tree: Tree, side: Side | 'up'): Tree | null {
  return tree[side];
}
function lengths(x: number, y: number): number {
  return Math.sqrt(x * x + y * y) + Math.abs(x) + Math.floor(y);
}
function rounded(x: number): number {
  return Math.round(x);
}
const tree = new Tree();
hang(tree, small > 100 ? 'left' : 'right', new Tree());
console.log(child(tree, small > 50 ? 'left' : 'right') === anyOf(tree, small > 50 ? 'left' : 'up'));
console.log(lengths(small / 2, small / 3), rounded(small / 7));
const names = ['a', 'here', 'end'];
const numbers = [1, 2, small];
swap(numbers, 0, small);
swapNames(['a', 'b'], 0, small);
const queue = new Queue();
for (const name of names) queue.add(name);
console.log(queue.all(), queue.after(small));
const counter = new Counter();
counter.step(small);
console.log(depth(small), halves(small), leaps(small), doubled(small), counter, elementAt(names, small), numbers);
`;

let llvm = '';

before(() => {
  llvm = emitted(SOURCE).text();
});

/** The LLVM IR of a function of the program. */
function textOf(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.ts_${name}"?\\([^]*?^}`, 'm').exec(llvm);
  assert.ok(found, name);
  return found[0];
}

test('what goes down by one is an integer in 64 bits, whatever bounds it', () => {
  assert.match(textOf('depth'), /\(i64 %p0\)/);
  assert.doesNotMatch(textOf('depth'), /double/);
  assert.match(textOf('depth'), /add nsw i64/);
});

test('what goes by fractions, in large steps, or grows by itself is a double', () => {
  assert.match(textOf('halves'), /\(double %p0\)/);
  assert.match(textOf('leaps'), /\(double %p0\)/);
  assert.match(textOf('doubled'), /\(double %p0\)/);
});

test('a field that is counted up is an integer, a sum is a double', () => {
  const step = textOf('Counter.step');
  assert.match(step, /add nsw i64 %t\d+, 1/);
  assert.match(step, /fadd double/);
});

test('what counts up to a counter is an integer, unless its steps are none', () => {
  assert.match(textOf('Queue.all'), /phi i64/);
  assert.doesNotMatch(textOf('Queue.all'), /phi double|fadd/);
  assert.match(textOf('Queue.after'), /fadd double/);
});

test('an index beyond int32s is compared as it is', () => {
  const text = textOf('elementAt');
  assert.match(text, /icmp ult i64/);
  assert.doesNotMatch(text, /truncate|fptosi/);
});

test('numbers that are swapped, perhaps with what is beyond the end, stay doubles', () => {
  const text = textOf('swap');
  assert.match(text, /load double/);
  assert.match(text, /store double/);
  assert.doesNotMatch(text, /store i64 %t\d+, ptr %t\d+, !alias/);
});

test('names beside undefined are boxed', () => {
  assert.doesNotMatch(textOf('swapNames'), /load double|store double/);
});

test('the slow path of an access keeps the registers of its function', () => {
  assert.match(textOf('swap'), /call preserve_mostcc \{ i64, i64 \} @"?aside\.[^(]*elementBehind/);
  const aside = /^define [^\n]*@"?aside\.[^(\n]*elementBehind[^\n]*/m.exec(llvm)?.[0] ?? '';
  assert.match(aside, /define internal preserve_mostcc \{ i64, i64 \} .* noinline cold/);
});

test('what throws is called as usual, and so is what is called on the usual way', () => {
  assert.match(llvm, /call [^(\n]*(throwTypeError|throwRangeError|stackOverflow)/);
  assert.doesNotMatch(llvm, /aside\.[^(\n]*(throwTypeError|throwRangeError|stackOverflow)/);
});

test('an element whose key is one of a few names is their slots; with an accessor among them it is not', () => {
  assert.match(textOf('child'), /icmp eq ptr %p1, @str\./);
  assert.match(textOf('child'), /getElement/);
  assert.match(textOf('hang'), /icmp eq ptr %p1, @str\./);
  assert.doesNotMatch(textOf('anyOf'), /icmp eq ptr %p1, @str\./);
});

test('roots, absolute values and what is rounded to one side are instructions; rounding to the nearest is not', () => {
  const text = textOf('lengths');
  for (const name of ['sqrt', 'fabs', 'floor']) assert.match(text, new RegExp(`llvm\\.${name}\\.f64`), name);
  assert.match(textOf('rounded'), /MathGlobal\.round/);
  assert.doesNotMatch(textOf('rounded'), /llvm\.(round|floor)/);
});

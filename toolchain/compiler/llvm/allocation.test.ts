/**
 * Objects of a known size are made where they are needed, from the heap's free lists; and what compiled code believes of the heap is what
 * the heap does.
 */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import '../../../os/memory/testing/on-node.ts';
import {
  CLASS_COUNT,
  COLLECT_AT_ONCE,
  COLLECT_STEPS,
  FREE_LISTS_SYMBOL,
  SMALL_MAX,
  sizeClassOf,
} from '../layout/heap.ts';
import { emitted } from './testing/emitted.ts';

const { cellBytesOf, classOf } = await import('../../../os/memory/blocks.ts');

const SOURCE = `
class Point {
  x: number;
  y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}
function point(x: number): Point {
  return new Point(x, 0.5);
}
function literal(x: number): { x: number; next: Point } {
  return { x, next: point(x) };
}
function counter(): () => number {
  let n = 0;
  return () => n++;
}
class Node {
  next: Node | undefined;
  weight: number;
  isLeaf: boolean | undefined;
  constructor(next: Node | undefined) {
    this.next = next;
    this.weight = 1;
    this.isLeaf = undefined;
  }
  hang(next: Node | undefined): void {
    this.next = next;
  }
  weigh(weight: number): void {
    this.weight = weight;
    this.isLeaf = weight > 1;
  }
}
class Twice {
  next: Node | undefined;
  constructor(a: Node, b: Node) {
    this.next = a;
    if (a.weight > 0) this.next = b;
  }
}
class Leaky {
  next: Node | undefined;
  constructor(next: Node) {
    all.push(this);
    this.next = next;
  }
}
const all: Leaky[] = [];
let latest: Node | undefined;
function remember(node: Node): void {
  latest = node;
}
let total = 0;
function count(): void {
  total = total + 1;
}
function put(list: (Node | undefined)[], at: number, node: Node): void {
  list[at | 0] = node;
}
function putNumber(list: Float64Array, at: number, value: number): void {
  list[at | 0] = value;
}
function pair(node: Node): Node[] {
  return [node, node];
}
function variable(node: Node): (other: Node) => Node {
  let held = node;
  return (other) => {
    const before = held;
    held = other;
    return before;
  };
}
const node = new Node(undefined);
node.hang(new Node(node));
node.weigh(Math.random());
remember(new Leaky(node).next ?? new Twice(node, node).next ?? node);
count();
const nodes: (Node | undefined)[] = [node];
put(nodes, Math.random(), node);
const numbers = new Float64Array(1);
putNumber(numbers, Math.random(), 1);
console.log(String(variable(node)(pair(node)[0] ?? node).weight), String(latest?.weight), String(total), String(nodes.length));
console.log(String(numbers[0]), String(node.isLeaf), String(all.length));
console.log(String(literal(Math.random()).next.x), String(counter()()));
`;

let llvm = '';

/** The program as LLVM IR, for a way to collect. */
function compiled(collection: number): string {
  return emitted(SOURCE, 'main.ts', collection).text();
}

before(() => {
  llvm = compiled(COLLECT_STEPS);
});

/** The LLVM IR of a function of the program. */
function code(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.ts_${name.replaceAll('.', '\\.')}"?\\([^]*?^}`, 'm').exec(
    llvm,
  );
  assert.ok(found, name);
  return found[0];
}

test('an instance, a literal, a cell and a closure are taken from a free list; only an empty one is a call', () => {
  for (const [name, count] of [
    ['point', 1],
    ['literal', 1],
    ['counter', 2],
  ] as const) {
    assert.equal(
      code(name).match(new RegExp(`load ptr, ptr .*@${FREE_LISTS_SYMBOL}`, 'g'))?.length,
      count,
      name,
    );
    assert.equal(code(name).match(/call preserve_mostcc i64 @importos\.refill/g)?.length, count, name);
    assert.doesNotMatch(code(name), /heap\.ts_allocate/);
  }
});

test('the rest of a new object is cleared before anything else can run', () => {
  const body = code('point');
  const taken = body.indexOf('phi ptr');
  const constructor = body.indexOf('call', taken);
  assert.equal(body.slice(taken, constructor).match(/store i64 0,/g)?.length, 2);
});

/** Barriers in a function of the program. */
function barriers(name: string): number {
  return code(name).match(/call preserve_mostcc void @importos\.keep/g)?.length ?? 0;
}

test('a pointer that may be overwritten has a barrier: in a field, an element, a variable of a module or of a closure', () => {
  for (const name of ['Node.hang', 'put', 'remember', 'variable._function_'])
    assert.equal(barriers(name), 1, name);
});

test('numbers and booleans have none', () => {
  for (const name of ['Node.weigh', 'count', 'putNumber']) assert.equal(barriers(name), 0, name);
});

test('what a new object begins with has none; what a constructor replaces, or assigns when others may have, has one', () => {
  for (const name of ['point', 'literal', 'counter', 'pair', 'variable'])
    assert.equal(barriers(name), 0, name);
  assert.equal(barriers('Node.constructor'), 0);
  assert.equal(barriers('Twice.constructor'), 1);
  assert.equal(barriers('Leaky.constructor'), 1);
});

test('an image that is collected at once has no barriers at all', () => {
  assert.doesNotMatch(compiled(COLLECT_AT_ONCE), /importos\.(keep|guard)/);
});

test('code that is optimised for size calls the heap', () => {
  assert.match(llvm, /call preserve_mostcc void @importos\.guard\(ptr /);
  assert.match(llvm, /call i64 @f\d+\.os_memory_heap\.ts_allocate\(/);
});

test('the size classes of the compiler are those of the heap', () => {
  for (let sizeBytes = 1; sizeBytes <= SMALL_MAX; sizeBytes++) {
    assert.equal(sizeClassOf(sizeBytes), classOf(sizeBytes), `${sizeBytes} bytes`);
    assert.ok(cellBytesOf(sizeClassOf(sizeBytes)) >= sizeBytes);
  }
  assert.equal(sizeClassOf(SMALL_MAX), CLASS_COUNT - 1);
});

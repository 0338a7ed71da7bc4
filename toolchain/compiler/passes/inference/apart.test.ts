/**
 * Which containers of JavaScript are kept apart, and which aren't: programs compiled with the system as it is; types are read from the printed
 * IR.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { emitted } from '../../llvm/testing/emitted.ts';

/** The printed IR of a program, with the types that inference gives its values. */
function typed(source: string, name = 'main.mjs'): string {
  return emitted(source, name).printIr();
}

/** The types that the instances of a function of the program return, each once. */
function results(ir: string, name: string): readonly string[] {
  const found = ir.matchAll(new RegExp(`^; \\d+ main\\.m[jt]s:${name} [^]*?;   result: (.*)$`, 'gm'));
  return [...new Set([...found].map((match) => (match[1] ?? '').replaceAll(/<>@[\d.]+/g, '')))].sort();
}

const STACK = `
class Stack {
  constructor(size) { this.items = size === undefined ? [] : new Array(size); this.count = 0; }
  push(value) { this.items[this.count] = value; this.count += 1; }
  top() { return this.items[this.count - 1]; }
}
class Task { constructor(name) { this.name = name; } }
`;

test('one class that holds numbers here and tasks there is two', () => {
  const ir = typed(`${STACK}
function numbers() { const s = new Stack(); s.push(1); return s.top(); }
function tasks() { const s = new Stack(); s.push(new Task('a')); return s.top(); }
console.log(numbers(), tasks().name);
`);
  assert.deepEqual(results(ir, 'numbers'), ['1 | undefined']);
  assert.deepEqual(results(ir, 'tasks'), ['undefined | instance main.mjs:Task']);
});

test('what a container makes for itself, and functions make for their callers, is apart with it', () => {
  const ir = typed(`${STACK}
class Bag { constructor() { this.stack = new Stack(); } add(value) { this.stack.push(value); } any() { return this.stack.top(); } }
function bag() { const b = new Bag(); return b; }
function numbers() { const b = bag(); b.add(1); return b.any(); }
function tasks() { const b = bag(); b.add(new Task('a')); return b.any(); }
console.log(numbers(), tasks().name);
`);
  assert.deepEqual(results(ir, 'numbers'), ['1 | undefined']);
  assert.deepEqual(results(ir, 'tasks'), ['undefined | instance main.mjs:Task']);
});

test('what meets in arrays before they are told apart may be an index of one', () => {
  const ir = typed(`
class Task { constructor(id) { this.id = id; } }
class Packet {
  constructor() { this.at = 0; this.data = new Array(4).fill(0); }
  step(other) { other.at = this.data[this.at]; this.data[this.at] = this.at + 1; return this.data[0]; }
}
class Table {
  constructor() { this.tasks = new Array(4).fill(null); }
  put(task) { this.tasks[task.id] = task; return this; }
  take(id) { return this.tasks[id]; }
}
const packets = [new Packet(), new Packet()];
function numbers() { return packets[0].step(packets[1]); }
function tasks() { return new Table().put(new Task(1)).take(1); }
console.log(numbers(), tasks().id);
`);
  assert.deepEqual(results(ir, 'tasks'), ['undefined | null | instance main.mjs:Task']);
  assert.ok(
    results(ir, 'numbers').every((type) => !/function|some object/.test(type)),
    results(ir, 'numbers').join(),
  );
});

test('arrays of one module that hold several kinds are apart by their places', () => {
  const ir = typed(`
function numbers(n) { const a = new Array(n); a[0] = 1; return a[0]; }
function names(n) { const a = new Array(n); a[0] = 'one'; return a[0]; }
console.log(numbers(2), names(2));
`);
  assert.deepEqual(results(ir, 'numbers'), ['1 | undefined']);
  assert.deepEqual(results(ir, 'names'), ['undefined | string']);
});

test('containers that turn out to be alike are one, with one copy of each method', () => {
  const ir = typed(`${STACK}
function first() { const s = new Stack(); s.push(1); return s.top(); }
function second() { const s = new Stack(); s.push(1); return s.top(); }
function tasks() { const s = new Stack(); s.push(new Task('a')); return s.top(); }
console.log(first(), second(), tasks().name);
`);
  const copies = [...ir.matchAll(/^; \d+ main\.mjs:Stack\.push /gm)];
  assert.equal(copies.length, 2);
});

test('a list whose nodes make nodes ends', () => {
  const ir = typed(`
class Node { constructor(value) { this.value = value; this.next = null; } append(value) { const n = new Node(value); this.next = n; return n; } }
class Task { constructor(name) { this.name = name; } }
function tasks() { return new Node(new Task('a')).append(new Task('b')).append(new Task('c')).value; }
function names() { return new Node('a').append('b').append('c').value; }
console.log(tasks().name, names());
`);
  assert.deepEqual(results(ir, 'names'), ['string']);
  assert.deepEqual(results(ir, 'tasks'), ['instance main.mjs:Task']);
  assert.equal([...ir.matchAll(/^; \d+ main\.mjs:Node\.append /gm)].length, 2);
});

test('containers that meet stay what they are: what is read where both may be is of both kinds', () => {
  const ir = typed(`${STACK}
function filled(value) { const s = new Stack(); s.push(value); return s; }
function either(s) { return s.top(); }
console.log(either(filled(1)), either(filled('one')));
`);
  assert.deepEqual(results(ir, 'either'), ['1 | undefined | string']);
});

test('TypeScript is taken at its word: what is mixed there is one', () => {
  const ir = typed(
    `
class Stack { items: unknown[] = []; push(value: unknown): void { this.items.push(value); } top(): unknown { return this.items[0]; } }
function numbers(): unknown { const s = new Stack(); s.push(1); return s.top(); }
function names(): unknown { const s = new Stack(); s.push('one'); return s.top(); }
console.log(numbers(), names());
`,
    'main.mts',
  );
  assert.deepEqual(results(ir, 'numbers'), results(ir, 'names'));
});

test('what a constructor assigns behind a choice that leaves the object alone has a place from the beginning', () => {
  const laidOut = typed(`
class Box { constructor(size) { this.size = size === undefined ? 10 : size; this.used = 0; } use() { return this.used + this.size; } }
console.log(new Box().use(), new Box(2).use());
`);
  assert.deepEqual(results(laidOut, 'Box\\.use'), ['0..10']);
  const open = typed(`
class Box { constructor(size) { if (size !== undefined) this.size = size; this.used = 0; } use() { return this.size; } }
console.log(new Box().use(), new Box(2).use());
`);
  assert.deepEqual(results(open, 'Box\\.use'), ['2 | undefined']);
});

test('who reads a field before its constructor was looked at waits for it; who may run before sees undefined', () => {
  const ir = typed(`
class Ball { constructor(x) { this.x = x * 2; } where() { return this.x; } }
const balls = new Array(2);
for (let i = 0; i < 2; i++) balls[i] = new Ball(i);
for (const ball of balls) console.log(ball.where());
`);
  assert.deepEqual(results(ir, 'Ball\\.where'), ['0..2']);
  const early = typed(`
class Ball { constructor(x) { this.show(); this.x = x * 2; } show() { console.log(this.where()); } where() { return this.x; } }
console.log(new Ball(1).where());
`);
  assert.match(results(early, 'Ball\\.where')[0] ?? '', /undefined/);
});

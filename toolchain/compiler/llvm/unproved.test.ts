/** What a program's code does in place where types are not proved, and that it doesn't where nothing may be taken for granted. */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from './testing/emitted.ts';

const SOURCE = `
class Few { constructor(x) { this.x = x; } get() { return this.x; } }
class Other { constructor(x) { this.pad = 1; this.x = x; } get() { return this.x; } }
class Getter { get x() { return this.y; } get() { return 1; } }
function add(a, b) { return a + b; }
function less(a, b) { return a < b; }
function same(a, b) { return a === b; }
function power(a, b) { return a ** b; }
function readX(o) { return o.x; }
function writeX(o, value) { o.x = value; }
function callGet(o) { return o.get(); }
function callIt(f) { return f(1); }
function element(list, at) { return list[at]; }
function walk(list) { let n = 0; for (const x of list) n += x.length; return n; }
function readMany(o) { return o.many; }
class Many0 { constructor() { this.many = 0; } }
class Many1 { constructor() { this.a = 0; this.many = 0; } }
class Many2 { constructor() { this.a = 0; this.b = 0; this.many = 0; } }
class Many3 { constructor() { this.a = 0; this.b = 0; this.c = 0; this.many = 0; } }
class Many4 { constructor() { this.a = 0; this.b = 0; this.c = 0; this.d = 0; this.many = 0; } }
const any = JSON.parse(process.argv[2] ?? '[1,"a",null]');
const values = [any, new Few(any), new Other(any), new Getter(), 1, 'a', [any], () => any, JSON, new Many0(), new Many1(), new Many2(), new Many3(), new Many4()];
const out = [];
globalThis.shown = out;
for (const a of values) for (const b of values) {
  try {
    out.push(add(a, b), less(a, b), same(a, b), power(a, 1), readX(a), writeX(a, b), callGet(a), callIt(a), element(a, Math.random()), walk(a), readMany(a));
  } catch (error) {
    out.push(error);
  }
}
console.log(out.length, out);
`;

/** Three kinds of objects, all known, that have a property at different places. */
const CLOSED = `
class Few { constructor(x) { this.x = x; } }
class Other { constructor(x) { this.pad = 1; this.x = x; } }
class Accessor { set x(value) { this.stored = value; } get x() { return this.stored; } }
function writeX(o, value) { o.x = value; return value; }
let sum = 0;
for (const o of [new Few(1), new Other(2), new Accessor()]) sum += writeX(o, 3);
console.log(String(sum));
`;

/** Two kinds of objects that get properties nobody knows the names of. */
const OPENED = `
class Few { constructor(x) { this.x = x; } }
class Other { constructor(x) { this.pad = 1; this.x = x; } }
function writeX(o, value) { o.x = value; return value; }
let sum = 0;
for (const o of [new Few(1), new Other(2)]) {
  o[process.argv[2] ?? 'y'] = 1;
  sum += writeX(o, 3);
}
console.log(String(sum));
`;

let llvm = '';

/** A program as LLVM IR. */
function compiled(source: string): string {
  return emitted(source, 'main.mjs').text();
}

before(() => {
  llvm = compiled(SOURCE);
});

/** The LLVM IR of a function of the program. */
function code(name: string, text: string = llvm): string {
  const found = new RegExp(`^define [^\\n]*main\\.mjs_${name}"?\\([^]*?^}`, 'm').exec(text);
  assert.ok(found, name);
  return found[0];
}

test('numbers are added and compared in place, and everything else still goes through the run time', () => {
  assert.match(code('add'), /fadd double/);
  assert.match(code('add'), /call .*core_operators\.ts_add/);
  assert.match(code('less'), /fcmp olt double/);
  assert.match(code('less'), /lessThan/);
  assert.match(code('same'), /fcmp oeq double/);
  assert.match(code('same'), /strictEqual/);
});

test("powers, of which no instruction is the operator, are the run time's", () => {
  assert.doesNotMatch(code('power'), /fmul|llvm\.pow/);
  assert.match(code('power'), /core_operators\.ts_power/);
});

test('a property of few shapes is read behind a comparison of shapes, with the generic path for others', () => {
  assert.match(code('readX'), /icmp eq i32 %\w+, ptrtoint \(ptr @"?shape\.\d+/);
  assert.match(code('readX'), /getProperty/);
});

test('a write compares shapes too, and none of an object whose property is an accessor', () => {
  const write = code('writeX', compiled(CLOSED));
  assert.equal(new Set(write.match(/@"?shape\.\d+/g) ?? []).size, 2);
  assert.match(write, /setProperty/);
});

test('a write to objects that others may have changed goes through a cell, which a frozen one never passes', () => {
  const write = code('writeX', compiled(OPENED));
  assert.match(write, /@ic\.\d+\.\d+/);
  assert.match(write, /setPropertyNoting/);
});

test('a property of more shapes than are compared has a cell', () => {
  assert.match(code('readMany'), /@ic\.\d+\.\d+/);
  assert.match(code('readMany'), /getProperty/);
});

test('a function value is called without asking the run time for its code', () => {
  assert.match(code('callIt'), /inttoptr i64 %\w+ to ptr/);
  assert.match(code('callIt'), /callableCode/);
});

test('an element by index is read in place, whatever its array holds', () => {
  assert.match(code('element'), /load i32, ptr/);
  assert.match(code('element'), /load double|bitcast i64/);
  assert.match(code('element'), /getElement/);
});

test('arrays are walked by index, others by their iterators', () => {
  assert.match(code('walk'), /openWalk/);
  assert.match(code('walk'), /stepWalk/);
});

test("the system's own code has none of it: it is small instead", () => {
  const system = llvm
    .split(/^define /m)
    .filter((text) => /os_runtime_core_operators/.test(text.slice(0, 200)));
  assert.ok(system.length > 0);
  for (const text of system) assert.doesNotMatch(text, /@ic\./);
});

/** What a program's code does in place where types are not proved, and that it doesn't where nothing may be taken for granted. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { COLLECT_STEPS } from '../layout/heap.ts';
import { loadProgram } from '../program/load.ts';
import { emitProgram } from './emit.ts';

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
const made = [];
for (let n = 0; n < 6; n++) made.push(class { constructor() { this['p' + n] = 0; this.many = n; } });
const any = JSON.parse(process.argv[2] ?? '[1,"a",null]');
const values = [any, new Few(any), new Other(any), new Getter(), 1, 'a', [any], () => any, JSON, ...made.map((Make) => new Make())];
const out = [];
globalThis.shown = out;
for (const a of values) for (const b of values) {
  try {
    out.push(add(a, b), less(a, b), same(a, b), power(a, 1), readX(a), writeX(a, b), callGet(a), callIt(a), element(a, b), walk(a), readMany(a));
  } catch (error) {
    out.push(error);
  }
}
console.log(out.length, out);
`;

const directory = mkdtempSync(join(tmpdir(), 'importos-unproved-'));
let llvm = '';

before(() => {
  const entry = join(directory, 'main.mjs');
  writeFileSync(entry, SOURCE);
  const { program } = loadProgram(entry, { target: 'linux' });
  assert.ok(program);
  const heap = { collection: COLLECT_STEPS, boundBytes: 0 };
  llvm = emitProgram(program, 'x86_64-unknown-none-elf', { verifies: false, heap }).text;
});

after(() => rmSync(directory, { recursive: true }));

/** The LLVM IR of a function of the program. */
function code(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.mjs_${name}"?\\([^]*?^}`, 'm').exec(llvm);
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
});

test('a property of few shapes is read behind a comparison of shapes, with the generic path for others', () => {
  assert.match(code('readX'), /icmp eq i32 %\w+, ptrtoint \(ptr @"?shape\.\d+/);
  assert.match(code('readX'), /getProperty/);
});

test('a write compares shapes too, and none of an object whose property is an accessor', () => {
  const shapes = new Set(code('writeX').match(/@"?shape\.\d+/g) ?? []);
  assert.ok(shapes.size > 0 || /@ic\./.test(code('writeX')));
  assert.match(code('writeX'), /setProperty/);
});

test('a property of more shapes than are compared has a cell', () => {
  assert.match(code('readMany'), /@ic\.\d+\.\d+|shape\.\d+/);
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

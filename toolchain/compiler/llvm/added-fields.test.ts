/**
 * Which objects keep known slots though their class's constructor doesn't lay all out, and which must not; and calls of one of a few known
 * functions. Read from the LLVM IR of programs.
 */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from './testing/emitted.ts';

const SOURCE = `
class Node {
  init(a, b) { this.a = a; this.b = b; }
  sum() { return this.a === undefined ? 0 : this.a + this.b; }
}
class Leaf extends Node {
  constructor() { super(); this.leaf = 1; }
  both() { return this.leaf + this.sum(); }
}
const nodes = [new Node(), new Leaf()];
for (const n of nodes) { n.init(1, 2); console.log(n.sum()); }
console.log(new Leaf().both());

class Many {
  add(k) { this.p = k; this.q = k; this.r = k; this.s = k; this.t = k; this.u = k; this.v = k; }
  sumMany() { return this.p + this.v; }
}
const many = new Many();
many.add(1);
console.log(many.sumMany());

class Computed {
  add(k) { this.p = 1; this[k] = 2; }
  sumComputed() { return this.p; }
}
const computed = new Computed();
computed.add(process.argv[2] ?? 'p');
console.log(computed.sumComputed());

class Removed {
  add() { this.p = 1; }
  remove() { delete this.p; }
  sumRemoved() { return this.p; }
}
const removed = new Removed();
removed.add();
removed.remove();
console.log(removed.sumRemoved());

class Late {
  constructor() { this.start(); this.last = 1; }
  start() { this.early = 2; }
  sumLate() { return this.last + this.early; }
}
console.log(new Late().sumLate(), Object.keys(new Late()));

class Methods { named(name) { return name; } }
class Kept extends Methods {
  constructor() { super(); this.kept = 1; }
  sumKept() { return this.kept; }
}
class Grown extends Methods {
  constructor() { super(); this.grown = 1; }
  add(k) { this.p = k; this.q = k; this.r = k; this.s = k; this.t = k; this.u = k; this.v = k; }
  sumGrown() { return this.grown; }
}
class GrownMore extends Grown { sumMore() { return this.grown; } }
for (const m of [new Grown(), new GrownMore()]) { m.add(1); console.log(m.sumGrown()); }
console.log(new Kept().sumKept(), new GrownMore().sumMore());

function Point(x) { this.x = x; this.y = 1.5; }
function sumOfPoint(p) { return p.x + p.y; }
console.log(sumOfPoint(new Point(2)));

function Replaced(x) { this.x = x; }
Replaced.prototype = { inherited: 1 };
function readReplaced(p) { return p.x; }
console.log(readReplaced(new Replaced(2)));

class Task {
  constructor(fn) { this.run = fn; }
  go(n) { return this.run(n); }
}
console.log([new Task((n) => n + 1), new Task((n) => n * 2)].map((t) => t.go(3)));
const any = JSON.parse(process.argv[2] ?? '[1]');
const callees = [(n) => n + 1, (n) => n - 1, any[0]];
function callAny(f, n) { return f(n); }
for (const f of callees) if (typeof f === 'function') console.log(callAny(f, 1)); else try { callAny(f, 2); } catch (error) { console.log(error.message); }
`;

let llvm = '';

before(() => {
  llvm = emitted(SOURCE, 'main.mjs').text();
});

/** The LLVM IR of all instances of a function of the program. */
function code(name: string): string {
  const found = llvm.match(new RegExp(`^define [^\\n]*main\\.mjs_${name}"?\\([^]*?^}`, 'gm'));
  assert.ok(found !== null, name);
  return found.join('\n');
}

const LOOKS_UP = /getProperty|@ic\.|findOwn/;

test('a property that a method adds has a slot, in instances of derived classes, too', () => {
  assert.doesNotMatch(code('Node\\.sum'), LOOKS_UP);
  assert.doesNotMatch(code('Leaf\\.both'), LOOKS_UP);
});

test('what is added in the order of the numbers is added in place, everything else by the run time', () => {
  const init = code('Node\\.init');
  assert.match(init, /store i32 268435456/);
  assert.match(init, /store i32 536870912/);
  assert.match(init, /setProperty/);
});

test('more names than can be told in order, computed names and removal leave a class open', () => {
  assert.match(code('Many\\.sumMany'), LOOKS_UP);
  assert.match(code('Computed\\.sumComputed'), LOOKS_UP);
  assert.match(code('Removed\\.sumRemoved'), LOOKS_UP);
});

test('so does a method of the object that runs before its constructor has laid out the rest', () => {
  assert.match(code('Late\\.sumLate'), LOOKS_UP);
});

test('a branch of a tree whose root has only methods is open alone, with what is derived from it', () => {
  assert.doesNotMatch(code('Kept\\.sumKept'), LOOKS_UP);
  assert.match(code('Grown\\.sumGrown'), LOOKS_UP);
  assert.match(code('GrownMore\\.sumMore'), LOOKS_UP);
});

test('an instance of a constructor function is read as that of a class', () => {
  assert.doesNotMatch(code('sumOfPoint'), LOOKS_UP);
  assert.match(code('sumOfPoint'), /load double/);
});

test('not when the function has another prototype', () => {
  assert.match(code('readReplaced'), LOOKS_UP);
});

test('a call of one of two known functions goes straight to each', () => {
  const go = code('Task\\.go');
  assert.doesNotMatch(go, /callableCode|getProperty/);
  assert.equal(go.match(/icmp eq ptr %\w+, @"?info\./g)?.length, 1);
});

test('a callee that may be anything is asked whether it can be called', () => {
  assert.match(code('callAny'), /callableCode/);
});

/** Where `new` of a function asks for its `prototype`, and that it doesn't where nobody may have replaced that. */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from './testing/emitted.ts';

/** Two constructor functions, of which one gets another prototype. */
const SOURCE = `
function Kept(x) { this.x = x; }
Kept.prototype.get = function () { return this.x; };
function Replaced(x) { this.x = x; }
Replaced.prototype = { get() { return this.x; } };
function keep(n) { return new Kept(n); }
function replace(n) { return new Replaced(n); }
console.log(String(keep(1).get() + replace(2).get()));
`;

/** The same without that, and a class that extends one. */
const KEPT = `
function Kept(x) { this.x = x; }
Kept.prototype.get = function () { return this.x; };
class Derived extends Kept { twice() { return super.get() * 2; } }
console.log(String(new Kept(1).get() + new Derived(2).twice()));
`;

let replacing = '';
let keeping = '';

before(() => {
  replacing = emitted(SOURCE, 'main.js').text();
  keeping = emitted(KEPT, 'main.js').text();
});

/** The LLVM IR of a function of a program. */
function code(llvm: string, name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.js[_:.]${name}[^(]*\\([^]*?^}`, 'm').exec(llvm);
  assert.ok(found, name);
  return found[0];
}

test('new asks a function for its prototype when the program replaces that', () => {
  assert.match(code(replacing, 'replace'), /takePrototype/);
});

test('new of another function in the same program does not', () => {
  assert.doesNotMatch(code(replacing, 'keep'), /takePrototype/);
});

test('nothing of it is in a program that replaces no prototype, and super is known there', () => {
  assert.doesNotMatch(keeping, /takePrototype|extendPrototype/);
  assert.doesNotMatch(code(keeping, 'Derived.twice'), /prototypeOf/);
});

/** Calls of methods that are looked up: through a cell, and straight to what inference knows there. Read from the LLVM IR of programs. */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from './testing/emitted.ts';

const SOURCE = `
function Point(x) { this.x = x; }
Point.prototype.double = function double() { return this.x * 2; };
class Known { constructor(x) { this.x = x; } double() { return this.x * 2; } }
function assigned(n) { return new Point(n).double(); }
function declared(n) { return new Known(n).double(); }
const any = JSON.parse(process.argv[2] ?? '{}');
function unknown(o) { return o.double(); }
console.log(assigned(1), declared(1));
try { console.log(unknown(any)); } catch (error) { console.log(error.message); }
`;

let llvm = '';

before(() => {
  llvm = emitted(SOURCE, 'main.mjs').text();
});

function code(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.mjs_${name}"?\\([^]*?^}`, 'm').exec(llvm);
  assert.ok(found, name);
  return found[0];
}

test('a method of a constructor function is found in a cell while nothing has changed, and called straight', () => {
  const text = code('assigned');
  assert.match(text, /@method\.\d+\.\d+/);
  assert.match(text, /load i32, ptr @importos_epoch/);
  assert.match(text, /call [^\n]*Point\.double|call [^\n]*main\.mjs_double/);
  assert.match(text, /getMethodNoting/);
});

test('a method of a class needs none', () => {
  assert.doesNotMatch(code('declared'), /@method\.|getMethodNoting|importos_epoch/);
});

test('a method of an object that nobody knows has a cell, and what is found there is asked whether it can be called', () => {
  assert.match(code('unknown'), /@method\.\d+\.\d+/);
  assert.match(code('unknown'), /callableCode/);
});

/**
 * What inference knows turns calls of the run time into instructions, and stays out of the way where it doesn't know: one program,
 * compiled with the system as it is, and looked at function by function.
 */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from '../../llvm/testing/emitted.ts';

const SOURCE = `
function units(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  return sum;
}
function unitsOfOther(text: string, other: string): number {
  let sum = 0;
  for (let i = 0; i < other.length; i++) sum += text.charCodeAt(i);
  return sum;
}
function isText(x: unknown): boolean {
  return typeof x === 'string';
}
function word(x: unknown): string {
  return typeof x;
}
function least(a: number, b: number): number {
  return Math.min(a | 0, b | 0);
}
function leastOfAny(a: number, b: number): number {
  return Math.min(a / 2, b);
}
function lengthOfList(x: unknown): number {
  return Array.isArray(x) ? x.length : -1;
}
function lengthOfAny(x: any): number {
  return x.length;
}
function byte(bytes: Uint8Array, i: number): number {
  return bytes[i] | 0;
}
class Sure {
  #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  get value(): number {
    return this.#value;
  }
}
class Unsure {
  #value: number | undefined;
  constructor(value: number) {
    this.show();
    this.#value = value;
  }
  show(): unknown {
    return this.#value;
  }
}
function read(sure: Sure): number {
  return sure.value;
}
const given: any[] = JSON.parse('[[1], "text", 2]');
const text = String(given[1]);
const n = Number(given[2]);
console.log(String(units(text)), String(unitsOfOther('a', text)), isText(given[0]), word(given[0]), String(least(n, n + 1)));
console.log(String(leastOfAny(n, 0.5)), String(lengthOfList(given[0])), String(lengthOfAny(given[0])));
console.log(String(byte(new Uint8Array(2), n | 0)), String(read(new Sure(n))), String(new Unsure(n).show()));
`;

let ir = '';
let llvm = '';

before(() => {
  const made = emitted(SOURCE);
  ir = made.printIr();
  llvm = made.text();
});

/** The LLVM IR of a function of the program. */
function code(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.ts[_.]${name}"?\\([^]*?^}`, 'm').exec(llvm);
  assert.ok(found, name);
  return found[0];
}

/** The typed IR of a function of the program. */
function typed(name: string): string {
  const found = new RegExp(`^[a-z]+ main\\.ts:${name}\\([^]*?^}`, 'm').exec(ir);
  assert.ok(found, name);
  return found[0];
}

test('a unit at an index below the length of the same text is an integer, of another text perhaps NaN', () => {
  assert.match(typed('units'), /name=charCodeAt .*; 0\.\.65535$/m);
  assert.match(typed('unitsOfOther'), /name=charCodeAt .*; number$/m);
});

test('typeof compared with a word is a test; elsewhere it is a word', () => {
  assert.doesNotMatch(code('isText'), /typeofValue|strictEqual|equalStrings/);
  assert.match(code('word'), /typeofValue/);
});

test('the least of integers is an instruction, of any numbers a call', () => {
  assert.match(code('least'), /@llvm\.smin\.i32/);
  assert.match(typed('least'), /name=min .*; -2147483648\.\.2147483647$/m);
  assert.match(code('leastOfAny'), /MathGlobal\.min/);
});

test('what Array.isArray has seen has its length at a known place', () => {
  assert.doesNotMatch(code('lengthOfList'), /getProperty|getLength/);
  assert.match(code('lengthOfAny'), /getLength/);
});

test('a byte beyond the end needs no call', () => {
  assert.doesNotMatch(code('byte'), /getElement/);
});

test('a getter of a known class is a call of it, and a field that the constructor assigns was never undefined', () => {
  assert.doesNotMatch(code('read'), /getProperty/);
  assert.match(typed('Sure\\.get value'), /private\.get .*name=#value@\w+ .*; number$/m);
  assert.match(typed('Unsure\\.show'), /private\.get .*name=#value@\w+ .*undefined/m);
});

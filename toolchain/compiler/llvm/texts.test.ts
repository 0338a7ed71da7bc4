/** Texts that are put together, and methods of strings, where the compiler knows what they are given; and where it mustn't. */
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { emitted } from './testing/emitted.ts';

const SOURCE = `
function label(name: string, count: number): string {
  return \`\${name}: \${count} of \${count + 1}\`;
}
function sum(name: string, count: number): string {
  return 'a' + name + count + 'b';
}
function pair(name: string, other: string): string {
  return name + other;
}
function kept(name: string, count: number): number {
  const head = name + count;
  return (head + 'b').length + head.length;
}
function between(name: string, run: () => string): string {
  return name + 'a' + run();
}
function find(text: string, from: number): number {
  return text.indexOf(' ', from);
}
function cut(text: string, from: number): string {
  return text.slice(from, from + 2) + text.substring(1);
}
function isSpace(text: string, at: number): boolean {
  return text[at] === ' ' || '→' !== text[at + 1];
}
function named(text: string, at: number): boolean {
  const character = text[at];
  return character === ' ' || character === 'x';
}
function isPair(text: string, at: number): boolean {
  return text[at] === 'ab';
}
function half(name: string, count: number): string {
  return \`\${name}: \${count / 2}\`;
}
const input = process.argv.length;
const text = String(input);
console.log(
  isSpace(text, input), named(text, input), isPair(text, input), half(text, input),
  label(text, input), sum(text, input), pair(text, text + text), kept(text, input), between(text, () => String(input)),
  find(text, input / 2), cut(text, input / 2),
);
`;

const OTHER = `
function converted(name: string, value: { toString(): string }): string {
  return \`\${name}\${value}\`;
}
function findUnknown(text: string, needle: unknown): number {
  return text.indexOf(needle as string);
}
const text = String(process.argv.length);
console.log(converted(text, { toString: () => text }), findUnknown(text, JSON.parse(text)));
`;

let all = '';

before(() => {
  all = emitted(SOURCE).text() + emitted(OTHER).text();
});

function code(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.ts[_.]${name}"?\\([^]*?^}`, 'm').exec(all);
  assert.ok(found, `${name} isn't compiled`);
  return found[0];
}

function calls(name: string, callee: RegExp): number {
  return [...code(name).matchAll(/ call [^\n]*/g)].filter(([line]) => callee.test(line)).length;
}

test('a template is one call, which numbers go into as they are', () => {
  assert.equal(calls('label', /concatAll/), 1);
  assert.equal(calls('label', /ToString|concat\(/), 0);
});

test('so is a sum of texts and numbers; two strings are put together as such', () => {
  assert.equal(calls('sum', /concatAll/), 1);
  assert.equal(calls('sum', /ToString|ts_add|ts_concat\(/), 0);
  assert.equal(calls('pair', /ts_concat\(/), 1);
});

test('a text that somebody else uses is made by itself', () => {
  assert.equal(calls('kept', /concatAll|ts_concat\(/), 2);
});

test('what runs between two sums finds the first one made, and objects are converted where they stand', () => {
  assert.equal(calls('between', /ts_concat\(/), 2);
  assert.ok(calls('converted', /toStringValue/) > 0);
});

test('methods of strings with strings and numbers go to the core, with indices as int32s', () => {
  assert.equal(calls('find', /search\.ts_indexOfString/), 1);
  assert.equal(calls('find', /StringGlobal/), 0);
  assert.match(code('find'), /fptosi\.sat/);
  assert.equal(calls('cut', /primitives\.ts_slice/), 2);
});

test('with anything else nothing is decided at the place of the call', () => {
  assert.equal(calls('findUnknown', /ts_indexOfString/), 0);
});

test('int32s are parts as they are, other numbers as boxed doubles', () => {
  assert.match(code('label'), /or i64 [^\n]*, -281474976710656/);
  assert.doesNotMatch(code('half'), /or i64 [^\n]*, -281474976710656/);
});

test('of a character that is compared with others the unit is read, and no string', () => {
  assert.equal(calls('isSpace', /ts_stringOfUnit/), 0);
  assert.match(code('isSpace'), /icmp eq i32 [^\n]*, 32\b/);
  assert.match(code('isSpace'), /icmp eq i32 [^\n]*, 8594\b/);
});

test('of one with a name, and where it is compared with a longer text, the string', () => {
  assert.equal(calls('named', /ts_stringOfUnit/), 1);
  assert.equal(calls('isPair', /ts_stringOfUnit/), 1);
});

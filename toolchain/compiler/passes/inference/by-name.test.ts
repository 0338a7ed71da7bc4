/**
 * What a value of unknown origin says of what is reached through it by names, and what defining and copying of properties say of the others:
 * programs compiled with the system as it is; the types are read from the printed IR.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { emitted } from '../../llvm/testing/emitted.ts';

/** The printed IR of a program, with the types that inference gives its values. */
function typed(source: string): string {
  return emitted(source, 'main.mjs').printIr();
}

/** The type that a function of the program returns. */
function result(ir: string, name: string): string {
  const found = new RegExp(`^; \\d+ main\\.mjs:${name} [^]*?;   result: (.*)$`, 'm').exec(ir);
  assert.ok(found, name);
  return found[1] ?? '';
}

/** What is thrown may be caught anywhere: a caught value may be any object that escaped. */
const UNKNOWN = `
function unknown(value) { try { throw value; } catch (error) { return error; } }
`;

test('a property of an unknown object is what some object that escaped has under the name', () => {
  const ir = typed(`${UNKNOWN}
class Point { constructor() { this.xOfPoint = 1; this.yOfPoint = 'one'; } }
function x(p) { return p.xOfPoint; }
function y(p) { return p.yOfPoint; }
console.log(x(unknown(new Point())), y(unknown(new Point())));
`);
  assert.equal(result(ir, 'x'), '1 | undefined');
  assert.equal(result(ir, 'y'), 'undefined | string');
});

test('a method of an unknown object gets what is passed by its name, and gives what it returns', () => {
  const ir = typed(`${UNKNOWN}
class Point { twice(n) { return n * 2; } }
class Other { twice(n) { return [n]; } }
function twice(p) { return p.twice(21); }
console.log(twice(unknown(new Point())), twice(unknown(new Other())));
`);
  assert.equal(result(ir, 'Point.twice'), '42');
  assert.equal(result(ir, 'twice'), '42 | array any in main.mjs');
});

test('what is written by the name to some unknown object, or under any name, is read, too', () => {
  const ir = typed(`${UNKNOWN}
class Point { constructor() { this.xOfPoint = 1; } }
function write(p) { p.xOfPoint = 'written'; p.other = true; }
function x(p) { return p.xOfPoint; }
function other(p) { return p.other; }
write(unknown(new Point()));
console.log(x(unknown(new Point())), other(unknown(new Point())));
`);
  assert.equal(result(ir, 'x'), '1 | undefined | string');
  assert.equal(result(ir, 'other'), 'undefined | boolean');
  const anyName = typed(`${UNKNOWN}
class Point { constructor() { this.xOfPoint = 1; } }
function write(p, name) { p[name] = null; }
function x(p) { return p.xOfPoint; }
write(unknown(new Point()), process.argv[2]);
console.log(x(unknown(new Point())));
`);
  assert.match(result(anyName, 'x'), /null/);
});

test('accessors of unknown objects run with the object as receiver', () => {
  const ir = typed(`${UNKNOWN}
class Point { constructor() { this.stored = 1; } get shown() { return this.stored; } }
function shown(p) { return p.shown; }
console.log(shown(unknown(new Point())));
`);
  assert.equal(result(ir, 'shown'), '1 | undefined');
});

test('a property that is defined by a descriptor is that property only', () => {
  const ir = typed(`
class Point { constructor() { this.x = 1; this.y = 2; } }
function defined() {
  const point = new Point();
  Object.defineProperty(point, 'y', { get() { return 'y'; } });
  return point;
}
function x(p) { return p.x; }
function y(p) { return p.y; }
const point = defined();
console.log(x(point), y(point));
`);
  assert.equal(result(ir, 'x'), '1');
  assert.match(result(ir, 'y'), /string/);
  const anyName = typed(`
class Point { constructor() { this.x = 1; } }
function x(p) { return p.x; }
const point = Object.defineProperty(new Point(), process.argv[2] ?? 'x', { get() { return 'y'; } });
console.log(x(point));
`);
  assert.match(result(anyName, 'x'), /some object/);
});

test('Object.assign and spread copy what the source has under its names', () => {
  const ir = typed(`
function assigned() { return Object.assign({ a: 1 }, { b: 'b' }); }
function a(o) { return o.a; }
function b(o) { return o.b; }
console.log(a(assigned()), b(assigned()));
`);
  assert.match(result(ir, 'a'), /^1( \| undefined)?$/);
  assert.equal(result(ir, 'b'), 'undefined | string');
});

test('a computed key of few known names reads and writes those', () => {
  const ir = typed(`
class Node { constructor() { this.left = null; this.right = null; this.key = 1; } }
function other(side) { return side === 'left' ? 'right' : 'left'; }
function link(node, side, child) { node[side] = child; }
function child(node, side) { return node[side]; }
function key(node) { return node.key; }
const root = new Node();
for (const side of ['left', 'right']) link(root, side, new Node());
console.log(child(root, other('left')), key(root));
`);
  assert.equal(result(ir, 'child'), 'null | instance main.mjs:Node');
  assert.equal(result(ir, 'key'), '1');
});

test('any other computed key may be any of them', () => {
  const ir = typed(`
class Node { constructor() { this.left = null; this.key = 1; } }
function link(node, side, child) { node[side] = child; }
function key(node) { return node.key; }
const root = new Node();
link(root, process.argv[2] ?? 'left', 'child');
console.log(key(root));
`);
  assert.match(result(ir, 'key'), /1 \| .*string/);
});

test('generators give what is yielded', () => {
  const ir = typed(`
function* numbers() { yield 1; yield 2; }
function* texts() { yield 'a'; }
function sum() { let n = 0; for (const x of numbers()) n += x; return n; }
function joined() { let s; for (const x of texts()) s = x; return s; }
console.log(sum(), joined());
`);
  assert.match(result(ir, 'joined'), /string/);
  for (const name of ['sum', 'joined']) assert.doesNotMatch(result(ir, name), /some object/);
});

/**
 * JavaScript's early errors (ECMA-262), a row for each rule: each is reported with its place, as a CommonJS module, an ES module or both. And beside them
 * code that is legal, of which nothing may be said.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import type { Diagnostic } from '../api.ts';
import { loadProgram } from './load.ts';

/** Whether a row is for CommonJS (`c`), ES modules (`m`) or both (`b`); its rule; a program. */
type Row = readonly [kind: 'c' | 'm' | 'b', rule: string, source: string];

const ERRORS: readonly Row[] = [
  ['b', 'let twice', 'let a; let a;'],
  ['b', 'let var', 'let a; var a;'],
  ['b', 'var let', 'var a; let a;'],
  ['b', 'const const', 'const a = 1; const a = 2;'],
  ['b', 'let function', 'let a; function a() {}'],
  ['b', 'class class', 'class A {} class A {}'],
  ['b', 'let in block', '{ let a; let a; }'],
  ['b', 'let in function', 'function f() { let a; let a; } f();'],
  ['b', 'param let', 'function f(a) { let a; } f();'],
  ['b', 'catch let', 'try {} catch (e) { let e; }'],
  ['b', 'catch pattern var', 'try {} catch ([e]) { var e; }'],
  ['b', 'catch pattern twice', 'try {} catch ([e, e]) {}'],
  ['b', 'for let var', 'for (let i = 0; i < 1; i++) { var i; }'],
  ['b', 'for let twice', 'for (let [a, a] of [[1, 2]]) {}'],
  ['b', 'switch let', 'switch (1) { case 0: let a; case 1: let a; }'],
  ['b', 'block var over let', '{ let a; { var a; } }'],
  ['m', 'function twice in block', '{ function a() {} function a() {} }'],
  ['m', 'function twice in module', 'function a() {} function a() {}'],
  ['m', 'var function in module', 'var a; function a() {}'],
  ['b', 'generator twice in block', '{ function* a() {} function* a() {} }'],
  ['b', 'let function in block', '{ let a; function a() {} }'],
  ['m', 'import twice', 'import a from "node:util"; import a from "node:util";'],
  ['m', 'import let', 'import a from "node:util"; let a;'],
  ['m', 'import var', 'import a from "node:util"; var a;'],
  ['m', 'import function', 'import a from "node:util"; function a() {}'],
  ['m', 'export twice', 'let a; export { a }; export { a };'],
  ['m', 'export as twice', 'let a, b; export { a as c, b as c };'],
  ['m', 'export default twice', 'export default 1; export default 2;'],
  ['m', 'export function and list', 'export function a() {} export { a };'],
  ['m', 'export undeclared', 'export { nothing };'],
  ['m', 'export default and as default', 'let a; export default 1; export { a as default };'],
  ['m', 'return in module', 'return 1;'],
  ['m', 'return in a block of a module', 'if (1) { return; }'],
  ['b', 'await outside', 'function f() { await 1; } f();'],
  ['b', 'for await outside', 'function f() { for await (const x of []) {} } f();'],
  ['c', 'top-level await in CommonJS', 'await 1;'],
  ['m', 'await name in module', 'let await = 1;'],
  ['b', 'await name in async', 'async function f() { let await = 1; } f();'],
  ['b', 'await in parameters of async', 'async function f(a = await 1) {} f();'],
  ['b', 'yield outside', 'function f() { "use strict"; yield 1; } f();'],
  ['b', 'yield name in generator', 'function* f() { let yield = 1; } f();'],
  ['b', 'yield in parameters of generator', 'function* f(a = yield) {} f();'],
  ['m', 'yield name in module', 'let yield = 1;'],
  ['b', 'label twice', 'a: a: for (;;) break;'],
  ['b', 'break nowhere', 'break;'],
  ['b', 'break label nowhere', 'for (;;) { break a; }'],
  ['b', 'break across function', 'a: for (;;) { (function () { break a; })(); break; }'],
  ['b', 'continue nowhere', 'continue;'],
  ['b', 'continue label of no loop', 'a: { continue a; }'],
  ['b', 'continue in switch', 'switch (1) { case 1: continue; }'],
  ['b', 'continue unknown', 'for (;;) { continue b; }'],
  ['m', 'parameters twice', 'function f(a, a) {} f();'],
  ['c', 'parameters twice strict', '"use strict"; function f(a, a) {} f();'],
  ['b', 'parameters twice arrow', 'const f = (a, a) => 1; f();'],
  ['b', 'parameters twice default', 'function f(a, a = 1) {} f();'],
  ['b', 'parameters twice rest', 'function f(a, ...a) {} f();'],
  ['b', 'parameters twice pattern', 'function f([a, a]) {} f([1]);'],
  ['b', 'parameters twice method', '({ m(a, a) {} });'],
  ['b', 'parameters twice, use strict in function', 'function f(a, a) { "use strict"; } f();'],
  ['b', 'use strict with default', 'function f(a = 1) { "use strict"; } f();'],
  ['m', 'delete name', 'let x; delete x;'],
  ['c', 'delete name strict', '"use strict"; let x; delete x;'],
  ['m', 'delete name in parens', 'let x; delete (x);'],
  ['b', 'delete private', 'class A { #x; m() { delete this.#x; } } new A();'],
  ['m', 'octal', '010;'],
  ['c', 'octal strict', '"use strict"; 010;'],
  ['m', 'octal like', '08;'],
  ['c', 'octal like strict', '"use strict"; 09;'],
  ['m', 'octal escape', '"\\010";'],
  ['c', 'octal escape strict', '"use strict"; "\\010";'],
  ['m', 'escape 8', '"\\8";'],
  ['b', 'octal escape in template', '`\\010`;'],
  ['c', 'octal escape before use strict', 'function f() { "\\010"; "use strict"; } f();'],
  ['b', 'octal bigint', '010n;'],
  ['m', 'with', 'with ({}) {}'],
  ['m', 'eval assigned', 'eval = 1;'],
  ['m', 'arguments assigned', 'function f() { arguments = 1; } f();'],
  ['m', 'eval declared', 'let eval = 1;'],
  ['m', 'arguments parameter', 'function f(arguments) {} f();'],
  ['m', 'eval updated', 'eval++;'],
  ['m', 'reserved name', 'let interface = 1;'],
  ['c', 'reserved name strict', '"use strict"; let package = 1;'],
  ['m', 'static name', 'let static = 1;'],
  ['b', 'let named let', 'let let = 1;'],
  ['b', 'enum name', 'let enum = 1;'],
  ['b', 'class named let', 'class let {}'],
  ['b', 'assign to call', 'function f() {} f() = 1;'],
  ['b', 'assign to literal', '1 = 2;'],
  ['b', 'assign to this', 'this = 1;'],
  ['b', 'assign to sum', 'let a, b; a + b = 1;'],
  ['b', 'assign to optional chain', 'let a; a?.b = 1;'],
  ['b', 'update optional chain', 'let a; a?.b++;'],
  ['b', 'update literal', '1++;'],
  ['b', 'prefix literal', '++1;'],
  ['b', 'for in call', 'function f() {} for (f() of []) {}'],
  ['b', 'destructuring call', 'function f() {} [f()] = [];'],
  ['b', 'destructuring literal', '({ a: 1 } = {});'],
  ['b', 'arrow assigned', '(() => 1) = 1;'],
  ['b', 'new.target assigned', 'function f() { new.target = 1; } f();'],
  ['m', 'import.meta assigned', 'import.meta = 1;'],
  ['b', 'compound pattern', 'let a; [a] += 1;'],
  ['b', 'logical assign to call', 'function f() {} f() ??= 1;'],
  ['b', '__proto__ twice', '({ __proto__: null, __proto__: null });'],
  ['b', '__proto__ twice quoted', '({ __proto__: null, "__proto__": null });'],
  ['b', 'shorthand initialiser', '({ a = 1 });'],
  ['b', 'constructor twice', 'class A { constructor() {} constructor() {} }'],
  ['b', 'constructor getter', 'class A { get constructor() { return 1; } }'],
  ['b', 'constructor generator', 'class A { *constructor() {} }'],
  ['b', 'constructor async', 'class A { async constructor() {} }'],
  ['b', 'constructor field', 'class A { constructor = 1; }'],
  ['b', 'private constructor', 'class A { #constructor; }'],
  ['b', 'static prototype', 'class A { static prototype() {} }'],
  ['b', 'static prototype field', 'class A { static prototype = 1; }'],
  ['b', 'private twice', 'class A { #x; #x; }'],
  ['b', 'private method and field', 'class A { #x; #x() {} }'],
  ['b', 'private getter twice', 'class A { get #x() { return 1; } get #x() { return 1; } }'],
  ['b', 'private static and not', 'class A { static get #x() { return 1; } set #x(v) {} }'],
  ['b', 'private outside', 'class A { #x; } new A().#x;'],
  ['b', 'private undeclared', 'class A { m() { return this.#y; } } new A().m();'],
  ['b', 'private outside of any class', 'const o = {}; o.#x;'],
  ['b', 'private in outside', 'const o = {}; #x in o;'],
  ['b', 'private in without in', 'class A { #x; m() { #x; } }'],
  ['b', 'private in object literal', '({ #x: 1 });'],
  ['b', 'super outside', 'super.x;'],
  ['b', 'super call outside', 'super();'],
  ['b', 'super in function', 'function f() { super.x; } f();'],
  ['b', 'super call in method', 'class A { m() { super(); } }'],
  ['b', 'super call without extends', 'class A { constructor() { super(); } }'],
  [
    'b',
    'super call in a function in a constructor',
    'class A extends Object { constructor() { super(); function f() { super(); } f(); } }',
  ],
  ['b', 'super call in field', 'class A extends Object { x = super(); }'],
  ['b', 'super call in object method', '({ m() { super(); } });'],
  ['b', 'super alone', 'class A { m() { super; } }'],
  ['m', 'new.target outside', 'new.target;'],
  ['m', 'new.target in arrow outside', '(() => new.target)();'],
  ['b', 'new.foo', 'function f() { new.foo; } f();'],
  ['c', 'import.meta in CommonJS', 'import.meta;'],
  ['c', 'import in CommonJS', 'import a from "node:util";'],
  ['c', 'export in CommonJS', 'export let a;'],
  ['m', 'import in block', '{ import a from "node:util"; }'],
  ['m', 'export in block', '{ export let a; }'],
  ['b', 'const without value', 'const a;'],
  ['b', 'const without value in for', 'for (const a;;) {}'],
  ['b', 'pattern without value', 'let [a];'],
  ['b', 'for of initialiser', 'for (let a = 1 of []) {}'],
  ['b', 'for in initialiser', 'for (let a = 1 in {}) {}'],
  ['b', 'for of two', 'for (let a, b of []) {}'],
  ['b', 'for of async', 'var async; for (async of []) {}'],
  ['b', 'let let', 'for (let let of []) {}'],
  ['b', 'lexical in if', 'if (1) let a = 1;'],
  ['b', 'const in if', 'if (1) const a = 1;'],
  ['b', 'class in if', 'if (1) class A {}'],
  ['m', 'function in if strict', 'if (1) function f() {}'],
  ['b', 'function in while', 'while (0) function f() {}'],
  ['b', 'generator in if', 'if (1) function* f() {}'],
  ['b', 'labelled function in loop', 'while (0) a: function f() {}'],
  ['m', 'labelled function strict', 'a: function f() {}'],
  ['b', 'labelled class', 'a: class A {}'],
  ['b', 'getter with parameter', '({ get a(b) { return 1; } });'],
  ['b', 'setter without parameter', '({ set a() {} });'],
  ['b', 'setter with rest', '({ set a(...b) {} });'],
  ['b', 'rest not last', 'function f(...a, b) {} f();'],
  ['b', 'rest with default', 'function f(...a = []) {} f();'],
  ['b', 'rest in pattern not last', 'let [...a, b] = [];'],
  ['b', 'rest comma', 'let [...a,] = [];'],
  ['b', 'object rest pattern', 'let { ...{ a } } = {};'],
  ['b', 'default twice in switch', 'switch (1) { default: default: }'],
  ['b', 'try alone', 'try {}'],
  ['b', 'throw newline', 'throw\n1;'],
  ['b', 'new optional chain', 'let a; new a?.b();'],
  ['b', 'template on optional chain', 'let a; a?.b`x`;'],
  ['b', '?? with ||', 'let a, b, c; a ?? b || c;'],
  ['b', 'unary power', '-1 ** 2;'],
  ['b', 'arrow newline', 'let f = ()\n=> 1;'],
  ['b', 'numeric separator at end', '1_;'],
  ['b', 'identifier after number', '3in [];'],
  ['b', 'bad escape', '"\\u{110000}";'],
  ['b', 'bad identifier escape', 'var \\u0031a;'],
  ['b', 'escaped keyword', 'v\\u0061r a;'],
  ['b', 'class field arguments', 'class A { x = arguments; }'],
  ['b', 'static block await', 'class A { static { await 1; } }'],
  ['b', 'static block return', 'class A { static { return; } }'],
  ['b', 'static block arguments', 'class A { static { arguments; } }'],
  ['b', 'static block lexical twice', 'class A { static { let a; let a; } }'],
  ['b', 'async arrow parameters twice', 'const f = async (a, a) => 1; f();'],
  ['b', 'import call without argument', 'import();'],
  ['b', 'new import', 'new import("x");'],
  ['m', 'import duplicate names', 'import { inspect, inspect } from "node:util";'],
  ['b', 'derived class body strict', 'class A { m() { delete A; } }'],
  ['b', 'class body with', 'class A { m() { with ({}) {} } }'],
  ['b', 'class body octal', 'class A { m() { return 010; } }'],
  ['b', 'unterminated string', '"abc'],
  ['b', 'unbalanced', 'function f() {'],
];

const LEGAL: readonly Row[] = [
  ['c', 'parameters twice sloppy', 'function f(a, a) { return a; } console.log(f(1, 2));'],
  ['c', 'delete name sloppy', 'var x = 1; console.log(delete x);'],
  ['c', 'octal sloppy', 'console.log(010, 0777, 08, 09.5);'],
  ['c', 'octal escape sloppy', 'console.log("\\010\\x41\\101\\0\\8");'],
  ['c', 'arguments name', 'var arguments; console.log(typeof arguments);'],
  ['c', 'arguments in function', 'function f() { var arguments = 1; return arguments; } console.log(f());'],
  ['c', 'eval name', 'function f(eval) { return eval; } console.log(f(1));'],
  ['c', 'yield name', 'var yield = 1; console.log(yield);'],
  ['c', 'let name', 'var let = 1; console.log(let);'],
  [
    'c',
    'static name',
    'var static = 1, interface = 2, package = 3; console.log(static, interface, package);',
  ],
  ['c', 'await name', 'var await = 1; console.log(await);'],
  ['c', 'async name', 'var async = 1, of = 2, get = 3; console.log(async, of, get);'],
  ['c', 'return at top', 'console.log(1); return;'],
  ['c', 'function twice', 'function a() { return 1; } function a() { return 2; } console.log(a());'],
  ['c', 'var twice', 'var a = 1; var a = 2; console.log(a);'],
  ['c', 'var function', 'var a; function a() {} console.log(typeof a);'],
  [
    'c',
    'function twice in block',
    '{ function a() { return 1; } function a() { return 2; } console.log(a()); }',
  ],
  ['c', 'function in if', 'if (1) function f() { return 1; } console.log(f());'],
  ['c', 'labelled function', 'a: function f() { return 1; } console.log(f());'],
  ['c', 'this at top', 'console.log(this === module.exports);'],
  ['c', 'new.target at top of CommonJS', 'console.log(new.target);'],
  ['b', 'param var', 'function f(a) { var a; return a; } console.log(f(1));'],
  ['b', 'catch var', 'try { throw 1; } catch (e) { var e = 2; } console.log(e);'],
  ['b', 'shadowing', 'let a = 1; { let a = 2; console.log(a); } console.log(a);'],
  [
    'b',
    'function parameter function',
    'function f(a) { function a() {} return typeof a; } console.log(f(1));',
  ],
  ['b', 'for shadow', 'for (let i = 0; i < 1; i++) { let i = 5; console.log(i); }'],
  [
    'b',
    'switch blocks',
    'switch (1) { case 1: { let a = 1; console.log(a); } case 2: { let a = 2; console.log(a); } }',
  ],
  ['b', 'var twice', 'var a = 1; var a = 2; console.log(a);'],
  ['b', 'label again', 'a: for (;;) break a; a: for (;;) break a; console.log(1);'],
  ['b', 'label in function', 'a: { (function () { a: { break a; } })(); } console.log(1);'],
  ['b', 'break block', 'a: { break a; } console.log(1);'],
  ['b', 'duplicate keys', 'console.log({ a: 1, a: 2 }.a);'],
  ['b', '__proto__ shorthand', 'const __proto__ = null; console.log({ __proto__, __proto__: null }.x);'],
  ['b', '__proto__ method', 'console.log(typeof { __proto__: null, __proto__() {} }.__proto__);'],
  [
    'b',
    'getter and setter',
    'class A { get x() { return 1; } set x(v) {} static get x() { return 2; } } console.log(new A().x, A.x);',
  ],
  [
    'b',
    'private pair',
    'class A { get #x() { return 1; } set #x(v) {} m() { return this.#x; } } console.log(new A().m());',
  ],
  [
    'b',
    'private in nested class',
    'class A { #x = 1; m() { const a = this; return new (class { k() { return a.#x; } })().k(); } } console.log(new A().m());',
  ],
  [
    'b',
    'private in',
    'class A { #x; static is(o) { return #x in o; } } console.log(A.is(new A()), A.is({}));',
  ],
  ['b', 'methods twice', 'class A { m() { return 1; } m() { return 2; } } console.log(new A().m());'],
  ['b', 'fields twice', 'class A { x = 1; x = 2; } console.log(new A().x);'],
  ['b', 'super in object method', 'const o = { m() { return typeof super.toString; } }; console.log(o.m());'],
  [
    'b',
    'super in arrow',
    'class A extends Object { constructor() { const f = () => super(); f(); } } console.log(new A() instanceof Object);',
  ],
  ['b', 'super in field', 'class A extends Object { x = typeof super.toString; } console.log(new A().x);'],
  ['b', 'super in static', 'class A { static m() { return typeof super.toString; } } console.log(A.m());'],
  ['b', 'new.target in function', 'function f() { return new.target === undefined; } console.log(f());'],
  [
    'b',
    'new.target in arrow',
    'function f() { return (() => new.target === undefined)(); } console.log(f());',
  ],
  ['b', 'await as property', 'console.log({ await: 1, yield: 2, let: 3, enum: 4 }.await);'],
  [
    'b',
    'await in nested async',
    'async function f() { return (async () => await 1)(); } f().then(console.log);',
  ],
  ['m', 'top-level await', 'console.log(await 1);'],
  ['m', 'for await at the top', 'for await (const x of [1]) console.log(x);'],
  [
    'b',
    'assignment patterns',
    'let a, b; [a, ...b] = [1, 2, 3]; ({ a, b: b[0] } = { a: 5, b: 6 }); console.log(a, b.join());',
  ],
  ['b', 'parenthesised targets', 'let a; (a) = 1; [(a)] = [2]; console.log(a);'],
  ['b', 'delete property', 'const o = { a: 1 }; console.log(delete o.a, delete o["b"], delete 1);'],
  ['b', 'number methods', 'console.log(1..toFixed(1), 0.5.toFixed(1), 0o10, 0b11, 1_000);'],
  ['b', 'regular expression text', 'console.log("a/b".length, 4 / 2 / 1);'],
  [
    'b',
    'default parameters',
    'function f(a, b = a, { c } = { c: 1 }, ...d) { return [a, b, c, d.length].join(); } console.log(f(1));',
  ],
  ['b', 'use strict', 'function f(a) { "use strict"; return this === undefined; } console.log(f());'],
  ['b', 'catch without name', 'try { throw 1; } catch { console.log(1); }'],
  ['b', 'const in for of', 'for (const a of [1, 2]) console.log(a);'],
  ['b', 'function named as parameter of itself', 'const f = function g(g) { return g; }; console.log(f(1));'],
  [
    'b',
    'class named in itself',
    'const A = class B { static m() { let B = 1; return B; } }; console.log(A.m());',
  ],
  [
    'b',
    'continue from switch in loop',
    'for (const x of [1, 2]) { switch (x) { case 1: continue; } console.log(x); }',
  ],
  [
    'b',
    'types that differ',
    'let a = 1; a = "s"; a.x = 1; function f(b) { return b; } console.log(f(1, 2, 3), typeof a);',
  ],
  ['b', 'unknown globals and properties', 'console.log(typeof nothing, ({}).nothing, [].nothing);'],
  ['b', 'unreachable', 'function f() { return 1; console.log(2); } console.log(f());'],
  ['b', 'unused label and comma', 'unused: for (const a of [1]) { (1, console.log)(a); }'],
  [
    'b',
    'const assigned in code that does not run',
    'const a = 1; if (a > 1) { try { a = 2; } catch {} } console.log(a);',
  ],
  ['b', 'used before defined', 'function f() { return a; } let a = 1; console.log(f());'],
  ['m', 'export aliases', 'let a = 1; export { a, a as b, a as "a string" }; console.log(a);'],
  ['m', 'export function after use', 'console.log(f()); export function f() { return 1; }'],
  ['m', 'import used as type of nothing', 'import * as u from "node:util"; console.log(typeof u.inspect);'],
];

const directory = mkdtempSync(join(tmpdir(), 'importos-early-errors-'));
after(() => rmSync(directory, { recursive: true }));
const declarations = new Map();
let count = 0;

function errorsOf(source: string, extension: string): readonly Diagnostic[] {
  const entry = join(directory, `row${count++}.${extension}`);
  writeFileSync(entry, source);
  return loadProgram(entry, { target: 'linux', declarations }).diagnostics.filter(
    ({ severity }) => severity === 'error',
  );
}

function extensionsOf([kind]: Row): readonly string[] {
  return kind === 'b' ? ['cjs', 'mjs'] : [kind === 'c' ? 'cjs' : 'mjs'];
}

function shown(found: readonly Diagnostic[]): string {
  return found.map(({ code, line, column, message }) => `${code} at ${line}:${column} ${message}`).join('; ');
}

test('each early error of JavaScript is reported where it is', () => {
  for (const row of ERRORS) {
    const [, rule, source] = row;
    for (const extension of extensionsOf(row)) {
      const found = errorsOf(source, extension);
      assert.ok(found.length > 0, `${rule} in .${extension}: ${source}`);
      for (const { file, line, column } of found)
        assert.ok(file !== undefined && (line ?? 0) > 0 && (column ?? 0) > 0, `${rule}: ${shown(found)}`);
    }
  }
});

test('code beside them that is legal is taken as it is', () => {
  for (const row of LEGAL) {
    const [, rule, source] = row;
    for (const extension of extensionsOf(row))
      assert.equal(shown(errorsOf(source, extension)), '', `${rule} in .${extension}: ${source}`);
  }
});

test('a name that is declared twice is named, at its second place', () => {
  const [found, ...others] = errorsOf('let a = 1;\n{\n  let b = 2, a = 3;\n  let b = a;\n}\n', 'mjs');
  assert.equal(others.length, 0);
  assert.deepEqual([found?.line, found?.column, found?.message], [4, 7, "'b' has already been declared."]);
});

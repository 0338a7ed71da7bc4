/** CommonJS modules: which `require` is linked as an import is, and that the others go through the object. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadTree, type Tree } from '../testing/program-tree.ts';

const A = `
  class A { hi() { return 'hi'; } }
  exports.A = A;
  exports.one = () => 1;
  exports.self = function () { return this; };
`;

/** A program of CommonJS modules; `a.cjs` is A unless given. */
function commonJs(main: string, others: Readonly<Record<string, string>> = {}): Tree {
  return loadTree({ 'a.cjs': A, 'main.cjs': main, ...others }, 'main.cjs');
}

/** Are the exports of './a.cjs' bindings, so that the module makes no object? */
function isLinked(tree: Tree): boolean {
  return !/ = object/.test(tree.print('a.cjs:<module>'));
}

const LINKED = [
  `const { A, one: uno } = require('./a.cjs'); console.log(new A().hi(), uno());`,
  `const a = require('./a.cjs'); console.log(new a.A().hi(), a.one());`,
  `var A = require('./a.cjs').A; console.log(new A().hi());`,
  `const { A } = require('./a.cjs'); function f() { return new A(); } console.log(f().hi());`,
  `const { A } = require('./a.cjs'); class B extends A {} console.log(new B().hi());`,
  `console.log(new (require('./a.cjs').A)().hi());`,
  `require('./a.cjs'); console.log(typeof require);`,
];

const NOT_LINKED = {
  'the object is passed on': `const a = require('./a.cjs'); console.log(Object.keys(a).length);`,
  'a name is assigned from outside': `const a = require('./a.cjs'); a.one = 2; console.log(a.one);`,
  'a method asks for this': `const a = require('./a.cjs'); console.log(a.self() === a);`,
  'the variable is assigned': `let a = require('./a.cjs'); a = { one: () => 3 }; console.log(a.one());`,
  'a function may run before': `console.log(f()); const { one } = require('./a.cjs'); function f() { try { return one; } catch { return 'early'; } }`,
  'a name has a default': `const { nope = 5 } = require('./a.cjs'); console.log(nope);`,
  'not at the top level': `function f() { const { one } = require('./a.cjs'); return one(); } console.log(f());`,
  'a name that objects have anyway': `const a = require('./a.cjs'); console.log(a.hasOwnProperty('A'));`,
  'the cache shows it': `const { one } = require('./a.cjs'); console.log(typeof require.cache);`,
  'a computed name may mean it': `for (const n of ['a']) console.log(typeof require('./' + n + '.cjs').one);`,
};

test('links names that are taken at the top level: no object, and classes are known', async () => {
  for (const main of LINKED) {
    const tree = commonJs(main);
    assert.ok(isLinked(tree), main);
    assert.doesNotMatch(await tree.run(), /undefined/, main);
  }
  const main = commonJs(LINKED[0] ?? '').print('main.cjs:<module>');
  assert.match(main, /class\.ref class=a\.cjs:A/);
  assert.match(main, /call\.direct .* fn=a\.cjs:<function> hint=number/);
});

test('goes through the object wherever somebody could tell the difference', () => {
  for (const [reason, main] of Object.entries(NOT_LINKED)) assert.ok(!isLinked(commonJs(main)), reason);
});

test('gives the same either way', async () => {
  const printed: Readonly<Record<string, string>> = {
    'the object is passed on': '3\n',
    'a name is assigned from outside': '2\n',
    'a method asks for this': 'true\n',
    'the variable is assigned': '3\n',
    'a function may run before': 'early\n',
    'a name has a default': '5\n',
    'not at the top level': '1\n',
    'a name that objects have anyway': 'true\n',
  };
  for (const [reason, text] of Object.entries(printed)) {
    const main = NOT_LINKED[reason as keyof typeof NOT_LINKED];
    assert.equal(await commonJs(main).run(), text, reason);
  }
});

test("doesn't link a module whose own text lets its exports change", () => {
  const main = `const { one } = require('./a.cjs'); console.log(one);`;
  const others = {
    twice: 'exports.one = 1; exports.one = 2;',
    'under a condition': 'if (Math) exports.one = 1;',
    'in a function': 'function set() { exports.one = 1; } set();',
    computed: `exports['o' + 'ne'] = 1;`,
    'passed on': 'exports.one = 1; (function (e) { e.two = 2; })(exports);',
    this: 'exports.one = 1; this.two = 2;',
    'left early': 'if (Math) return; exports.one = 1;',
    deleted: 'exports.one = 1; delete exports.one;',
    replaced: 'exports.one = 1; module.exports = { one: 2 };',
    getter: `Object.defineProperty(exports, 'one', { get: () => 1 });`,
  };
  for (const [reason, text] of Object.entries(others))
    assert.ok(!isLinked(commonJs(main, { 'a.cjs': text })), reason);
  const cycle = { 'a.cjs': `exports.one = 1; require('./main.cjs');` };
  assert.ok(!isLinked(commonJs(main, cycle)), 'a cycle');
});

test('links what transpilers write, and literals and values that are given to module.exports', async () => {
  const transpiled = `'use strict'; Object.defineProperty(exports, '__esModule', { value: true });
    exports.f = exports.X = void 0; class X {} exports.X = X; exports.f = f; function f() { return 'f'; }`;
  const forms: Readonly<Record<string, string>> = {
    [transpiled]: `const a_1 = require('./a.cjs'); console.log(new a_1.X() instanceof a_1.X, (0, a_1.f)());`,
    [`function f() { return 'f'; } class X {} module.exports = { f, X };`]: `const { X, f } = require('./a.cjs'); console.log(new X() instanceof X, f());`,
    [`var X = (exports.X = class {}), f = exports.f = () => 'f';`]: `const a = require('./a.cjs'); console.log(new a.X() instanceof a.X, a.f());`,
    [`module.exports = { X: class {}, f: () => 'f' };`]: `const a = require('./a.cjs'); console.log(new a.X() instanceof a.X, a.f());`,
  };
  for (const [text, main] of Object.entries(forms)) {
    const tree = commonJs(main, { 'a.cjs': text });
    assert.ok(isLinked(tree), text);
    assert.equal(await tree.run(), 'true f\n', text);
  }
  const value = commonJs(`const X = require('./a.cjs'); class Y extends X {} console.log(new Y().hi());`, {
    'a.cjs': `class X { hi() { return 'hi'; } } module.exports = X;`,
  });
  assert.match(value.print('main.cjs:<module>'), /= class\.ref class=a\.cjs:X/);
  assert.doesNotMatch(value.print('main.cjs:<module>'), /global\.get @a\.cjs/);
  assert.equal(await value.run(), 'hi\n');
});

test('links what is passed on from module to module', async () => {
  const others = {
    'x.cjs': `module.exports = class X { hi() { return 'hi'; } };`,
    'index.cjs': `exports.X = require('./x.cjs'); const { A } = require('./a.cjs'); exports.A = A;`,
    'whole.cjs': `module.exports = require('./x.cjs');`,
  };
  const main = `const { X, A } = require('./index.cjs'); const W = require('./whole.cjs');
    class Y extends W {} console.log(new X().hi(), new A().hi(), new Y().hi(), W === X);`;
  const tree = commonJs(main, others);
  assert.ok(isLinked(tree));
  assert.doesNotMatch(tree.print('main.cjs:<module>'), /prop\.get .*name=X/);
  assert.equal(await tree.run(), 'hi hi hi true\n');
});

test('runs a module at its first require, once, and again when it has thrown', async () => {
  const tree = commonJs(
    `console.log('main'); const load = () => require('./b.cjs');
     for (let i = 0; i < 3; i++) try { console.log(load().tries); } catch (error) { console.log(error.message); }
     console.log(load() === load(), require.main === module);`,
    {
      'b.cjs': `const state = require('./state.cjs'); state.tries++; console.log('b runs', require.main === module);
        if (state.tries < 2) throw new Error('not yet'); exports.tries = state.tries; exports.state = state;`,
      'state.cjs': 'exports.tries = 0;',
    },
  );
  assert.equal(await tree.run(), 'main\nb runs false\nnot yet\nb runs false\n2\n2\ntrue true\n');
});

test('gives what a module has exported so far to those that it requires', async () => {
  const tree = commonJs(
    `exports.early = 1; const b = require('./b.cjs'); exports.late = 2; console.log(b.seen, b.now());`,
    {
      'b.cjs': `const main = require('./main.cjs'); exports.seen = Object.keys(main).join(); exports.now = () => main.late;`,
    },
  );
  assert.equal(await tree.run(), 'early 2\n');
});

test('reports a missing module: an error where it is surely reached, else a warning', () => {
  const codes = (main: string): string =>
    commonJs(main)
      .diagnostics.map(({ code, severity }) => `${code} ${severity}`)
      .join();
  assert.equal(codes(`require('./nope.cjs');`), '9002 error');
  assert.equal(codes(`try { require('./nope.cjs'); } catch {}`), '9006 warning');
  assert.equal(codes(`function f() { return require('nope'); }`), '9006 warning');
  assert.equal(codes(`require('inspector');`), '9003 error');
  assert.equal(codes(`if (Math) require('node:inspector');`), '9008 warning');
  assert.equal(codes(`import './a.cjs'; exports.a = 1;`), '9018 error');
  assert.equal(codes(`const name = [].join(); require(name);`), '9015 warning');
});

test('brings the global object only for plain calls that may be meant', () => {
  const hasGlobalObject = (main: string): boolean =>
    commonJs(main).functions.some(({ key }) => key === '<global object>');
  assert.ok(hasGlobalObject(`function f() { return this; } console.log(f() === globalThis);`));
  assert.ok(!hasGlobalObject(`function F() { this.x = 1; } console.log(new F().x);`));
  assert.ok(!hasGlobalObject(`const o = {}; o.m = function () { return this; }; console.log(o.m() === o);`));
  assert.ok(!hasGlobalObject(`'use strict'; function f() { return this; } console.log(f());`));
});

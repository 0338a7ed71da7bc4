import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { exportNames } from './names.ts';

const OTHER = 'exports.fromOther = 1;';

/** What the file exports, by us: names of './other.cjs' where it is re-exported. */
function ours(text: string): string[] {
  const file = ts.createSourceFile('a.cjs', text, ts.ScriptTarget.ES2024, true);
  const { names, reexports } = exportNames(file);
  const all = new Set([...names, ...(reexports.length > 0 ? ['fromOther'] : [])]);
  return [...all].filter((name) => name !== 'default').sort();
}

/** The same by Node, which runs it. */
async function nodes(directory: string, text: string, index: number): Promise<string[]> {
  const path = join(directory, `module-${index}.cjs`);
  writeFileSync(path, text);
  const namespace: object = await import(pathToFileURL(path).href);
  return Object.keys(namespace)
    .filter((name) => name !== 'default' && name !== 'module.exports')
    .sort();
}

const SOURCES = [
  `exports.a = 1; module.exports.b = 2; exports['c'] = 3; module.exports['d-e'] = 4;`,
  `if (false) exports.a = 1; function f() { exports.b = 2; }`,
  `exports.a = exports.b = void 0; exports.c += 1; exports.d++; exports.e;`,
  `module.exports = { a, b: a, 'c': a, d: 1, e: a }; var a;`,
  `module.exports = { a, b() {}, c: a }; var a;`,
  `module.exports = { a: 'x', b: 1 };`,
  `var a = {}; module.exports = { a: a.b, c: a };`,
  `module.exports = { a, ...b, c: a }; var a, b;`,
  `module.exports = { a, ...{}, c: a }; var a;`,
  `module.exports = { ...require('./other.cjs'), a }; var a;`,
  `exports = module.exports = { a }; var a;`,
  `module.exports = exports = { a }; var a;`,
  `module.exports = require('./other.cjs');`,
  `exports.a = 1; module.exports = require('./other.cjs'); module.exports.b = 2;`,
  `module.exports = require('./other.cjs'); module.exports = { a }; var a;`,
  `__exportStar(require('./other.cjs'), exports); function __exportStar() {}`,
  `const t = { __exportStar() {} }; t.__exportStar(require('./other.cjs'), exports);`,
  `__export(require('./other.cjs')); function __export() {}`,
  `Object.defineProperty(exports, '__esModule', { value: true });`,
  `Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return q.p; } }); var q = {};`,
  `Object.defineProperty(exports, 'a', { enumerable: true, get() { return q; } }); var q = {};`,
  `Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return f(); } }); function f() {}`,
  `Object.defineProperty(exports, 'a', { enumerable: true, value: 1 });`,
  `Object.defineProperty(exports, 'a', { get() { return 1; } });`,
  `(function (e) { e.a = 1; })(exports);`,
  `module.exports = function () {}; module.exports.a = 1;`,
];

test('finds the names that Node lets ES modules import from a CommonJS module', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'names-'));
  try {
    writeFileSync(join(directory, 'other.cjs'), OTHER);
    for (const [index, text] of SOURCES.entries())
      assert.deepEqual(ours(text), await nodes(directory, text, index), text);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

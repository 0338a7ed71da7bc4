import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
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

const SCRIPT = `
  const [directory, count] = process.argv.slice(2);
  const found = [];
  for (let index = 0; index < Number(count); index++)
    found.push(Object.keys(await import(directory + '/module-' + index + '.cjs')));
  process.stdout.write(JSON.stringify(found));
`;

/** The same of several files by Node, which runs them without a loader between. */
function nodes(texts: readonly string[]): string[][] {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'names-')));
  try {
    writeFileSync(join(directory, 'other.cjs'), OTHER);
    writeFileSync(join(directory, 'script.mjs'), SCRIPT);
    for (const [index, text] of texts.entries()) writeFileSync(join(directory, `module-${index}.cjs`), text);
    const words = [join(directory, 'script.mjs'), directory, `${texts.length}`];
    const env = { ...process.env, NODE_OPTIONS: '' };
    const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
    assert.equal(status, 0, stderr);
    const found: string[][] = JSON.parse(stdout);
    return found.map((names) =>
      names.filter((name) => name !== 'default' && name !== 'module.exports').sort(),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
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

test('finds the names that Node lets ES modules import from a CommonJS module', () => {
  const expected = nodes(SOURCES);
  for (const [index, text] of SOURCES.entries()) assert.deepEqual(ours(text), expected[index], text);
});

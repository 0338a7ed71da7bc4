import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import { analyze } from '../analyze.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { WRAPPERS } from './syntax.ts';

const FILES = [
  'plugins/a.js',
  'plugins/b.json',
  'plugins/deep/index.js',
  'plugins/node_modules/x.js',
  'plugin.js',
  'notes.txt',
];

/** A place in a template that isn't known. */
const N = '${' + 'n}';

/** The candidates of the last `require` of a file beside FILES, relative to it. */
function candidates(text: string): Candidates {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'candidates-')));
  try {
    for (const path of FILES) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    const file = ts.createSourceFile(join(root, 'main.cjs'), text, ts.ScriptTarget.ES2024, true);
    let argument: ts.Expression | undefined;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'require') argument = node.arguments[0];
      ts.forEachChild(node, visit);
    };
    visit(file);
    assert.ok(argument);
    const found = candidatesOf(argument, file.fileName, analyze(file, false, WRAPPERS));
    return { ...found, specifiers: found.specifiers.map((path) => path.replace(`${root}/`, '')).sort() };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('takes the files below the directory that a template or concatenation begins with', () => {
  const all = ['plugins/a.js', 'plugins/b.json', 'plugins/deep/index.js'];
  for (const argument of [
    `\`./plugins/${N}\``,
    `'./plugins/' + n`,
    `__dirname + '/plugins/' + n`,
    `\`${'$'}{__dirname}/plugins/${N}\``,
  ])
    assert.deepEqual(candidates(`require(${argument})`), { specifiers: all, isUnknown: false });
});

test('takes only names that end as the argument does, with or without extension', () => {
  assert.deepEqual(candidates(`require(\`./plugins/${N}.js\`)`).specifiers, [
    'plugins/a.js',
    'plugins/deep/index.js',
  ]);
  assert.deepEqual(candidates(`require('./plug' + n)`).specifiers, [
    'plugin.js',
    'plugins/a.js',
    'plugins/b.json',
    'plugins/deep/index.js',
  ]);
  assert.deepEqual(candidates(`require(\`./plugins/${N}/index\`)`).specifiers, ['plugins/deep/index.js']);
});

test('follows choices between literals, and constants', () => {
  assert.deepEqual(candidates(`const name = x ? './a' : 'b'; require(name)`), {
    specifiers: ['./a', 'b'],
    isUnknown: false,
  });
  assert.equal(candidates(`let name = './a'; require(name)`).isUnknown, true);
});

test('of anything else knows the relative paths that the file has in strings', () => {
  assert.deepEqual(candidates(`const names = ['./a', '../b', 'c']; for (const n of names) require(n)`), {
    specifiers: ['../b', './a'],
    isUnknown: true,
  });
  assert.deepEqual(candidates(`require(\`${N}/x\`)`), { specifiers: [], isUnknown: true });
});

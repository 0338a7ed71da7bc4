import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { resolveExports, resolveImports } from './package-exports.ts';
import { Resolver } from './resolve.ts';

test('takes the first condition that holds, importos before node', () => {
  assert.equal(resolveExports({ types: './a.d.ts', node: './n.js', importos: './i.js' }, '.'), './n.js');
  assert.equal(resolveExports({ importos: './i.js', node: './n.js' }, '.'), './i.js');
  assert.equal(resolveExports({ '.': { require: './c.cjs', default: './d.js' } }, '.'), './d.js');
  assert.equal(resolveExports('./only.js', './other'), undefined);
});

test('matches the most specific pattern, and hides what is null', () => {
  const table = { './*': './src/*.js', './deep/*': './deep/*.mjs', './deep/private/*': null };
  assert.equal(resolveExports(table, './a'), './src/a.js');
  assert.equal(resolveExports(table, './deep/b'), './deep/b.mjs');
  assert.equal(resolveExports(table, './deep/private/c'), undefined);
  assert.equal(resolveImports({ '#x': { node: './x.js' } }, '#x'), './x.js');
});

test('finds files, packages, node: modules and the machine', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resolve-')));
  const files = {
    'src/a.ts': '',
    'src/lib/index.ts': '',
    'node_modules/p/package.json': '{ "name": "p", "exports": { ".": "./main.js" } }',
    'node_modules/p/main.js': '',
    'node_modules/old/index.js': '',
    'os/node/path.ts': '',
    'os/machine/linux/machine.ts': '',
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const resolver = new Resolver(join(root, 'os'), 'linux');
    const from = join(root, 'src/main.ts');
    const resolve = (specifier: string): string => {
      const found = resolver.resolve(specifier, from);
      return found.kind === 'file' ? found.path.slice(root.length + 1) : found.kind;
    };
    assert.equal(resolve('./a.js'), 'src/a.ts');
    assert.equal(resolve('./lib'), 'src/lib/index.ts');
    assert.equal(resolve('p'), 'node_modules/p/main.js');
    assert.equal(resolve('p/hidden'), 'missing');
    assert.equal(resolve('old'), 'node_modules/old/index.js');
    assert.equal(resolve('node:path'), 'os/node/path.ts');
    assert.equal(resolve('path'), 'os/node/path.ts');
    assert.equal(resolve('node:cluster'), 'unsupported');
    assert.equal(resolve('#machine'), 'os/machine/linux/machine.ts');
    assert.equal(resolve('./none.ts'), 'missing');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('resolves for require as Node does: its conditions, .js before .json, directories with a main', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resolve-')));
  const files = {
    'node_modules/both/package.json': '{ "exports": { "import": "./esm.mjs", "require": "./cjs.cjs" } }',
    'node_modules/both/esm.mjs': '',
    'node_modules/both/cjs.cjs': '',
    'node_modules/main/package.json': '{ "main": "lib/entry" }',
    'node_modules/main/lib/entry.js': '',
    'lib/package.json': '{ "main": "./start.js" }',
    'lib/start.js': '',
    'lib/index.js': '',
    'lib.js': '',
    'two.json': '',
    'two.js': '',
    'two.ts': '',
    'only.json': '',
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const resolver = new Resolver(join(root, 'os'), 'linux');
    const resolve = (specifier: string, kind: 'import' | 'require'): string => {
      const found = resolver.resolve(specifier, join(root, 'main.js'), kind);
      return found.kind === 'file' ? found.path.slice(root.length + 1) : found.kind;
    };
    assert.equal(resolve('both', 'require'), 'node_modules/both/cjs.cjs');
    assert.equal(resolve('both', 'import'), 'node_modules/both/esm.mjs');
    assert.equal(resolve('main', 'require'), 'node_modules/main/lib/entry.js');
    assert.equal(resolve('./lib', 'require'), 'lib.js');
    assert.equal(resolve('./lib/', 'require'), 'lib/start.js');
    assert.equal(resolve('./two', 'require'), 'two.js');
    assert.equal(resolve('./two', 'import'), 'two.ts');
    assert.equal(resolve('./only', 'require'), 'only.json');
    assert.equal(resolve('./none', 'require'), 'missing');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('knows CommonJS by extension and package; without a word in the package the syntax decides', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resolve-')));
  try {
    for (const type of ['module', 'commonjs', undefined]) {
      mkdirSync(join(root, `${type}`));
      writeFileSync(join(root, `${type}/package.json`), JSON.stringify({ type }));
    }
    const resolver = new Resolver(join(root, 'os'), 'linux');
    const kinds = (directory: string): string[] =>
      ['a.js', 'a.cjs', 'a.mjs', 'a.ts', 'a.cts'].map((name) =>
        resolver.moduleKind(join(root, directory, name)),
      );
    assert.deepEqual(kinds('module'), ['esm', 'commonjs', 'esm', 'esm', 'commonjs']);
    assert.deepEqual(kinds('commonjs'), ['commonjs', 'commonjs', 'esm', 'esm', 'commonjs']);
    assert.deepEqual(kinds('undefined'), ['by syntax', 'commonjs', 'esm', 'esm', 'commonjs']);
  } finally {
    rmSync(root, { recursive: true });
  }
});

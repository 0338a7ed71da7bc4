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

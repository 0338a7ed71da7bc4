import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { repositoryFile } from '../../targets/target.ts';
import { SUPPORTED_NODE_MODULES } from './node-modules.ts';

test('the README names the modules of Node that there are', () => {
  const readme = readFileSync(repositoryFile('README.md'), 'utf8');
  const list = /of Node's modules there are ([^;]*?)\n-/s.exec(readme)?.[1] ?? '';
  const named = [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  const there = [...SUPPORTED_NODE_MODULES].filter((name) =>
    existsSync(repositoryFile(`os/node/${name}.ts`)),
  );
  assert.deepEqual(named, there.sort());
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { COLLECT_IDLE, COLLECT_STEPS } from '../compiler/layout/heap.ts';
import { checkConfig, findConfig, loadConfig } from './config-file.ts';
import { programName, resolveEntry } from './entry.ts';
import { chooseEnv, chooseHeap, chooseMemory, chooseNetwork, chooseTarget, findProject } from './settings.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'importos-test-')));
after(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
/** A directory with these files. */
function tree(files: Readonly<Record<string, string>>): string {
  const dir = join(root, `p${count++}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

test('a directory is entered by "main", else by the usual names in order', () => {
  const named = tree({ 'package.json': '{"main":"app.ts"}', 'app.ts': '', 'src/main.ts': '' });
  assert.equal(resolveEntry(named), join(named, 'app.ts'));
  const usual = tree({ 'package.json': '{}', 'index.ts': '', 'src/main.ts': '', 'main.ts': '' });
  assert.equal(resolveEntry(usual), join(usual, 'src/main.ts'));
  const last = tree({ 'index.ts': '' });
  assert.equal(resolveEntry(last), join(last, 'index.ts'));
});

test('what is no program is refused with where was looked', () => {
  const empty = tree({ 'readme.txt': 'x', 'package.json': '{"main":"gone.ts"}' });
  assert.throws(() => resolveEntry(empty), { message: join(empty, 'gone.ts') + ' is not there' });
  assert.throws(() => resolveEntry(tree({ 'x.txt': '' })), { help: /src\/main\.ts, main\.ts/ });
  assert.throws(() => resolveEntry(join(empty, 'readme.txt')), /neither TypeScript/);
  assert.throws(() => resolveEntry(tree({ 'package.json': '{' })), /is not JSON/);
  const near = tree({ 'hello.ts': '' });
  assert.throws(() => resolveEntry(join(near, 'hello')), {
    help: `did you mean '${join(near, 'hello.ts')}'?`,
  });
});

test('a program is called like its file, or like its directory when the file has a usual name', () => {
  assert.equal(programName('/a/hello.ts'), 'hello');
  assert.equal(programName('/a/shop/src/main.ts'), 'shop');
  assert.equal(programName('/main.ts'), 'program');
});

test('a configuration is found in the project, not beyond its package.json', () => {
  const dir = tree({
    'importos.config.ts': '',
    'inner/package.json': '{}',
    'inner/x.ts': '',
    'other/y.ts': '',
  });
  assert.equal(findConfig(join(dir, 'other')), join(dir, 'importos.config.ts'));
  assert.equal(findConfig(join(dir, 'inner')), undefined);
});

test('a configuration imports its type from importos and is loaded as TypeScript', async () => {
  const dir = tree({
    'package.json': '{"type":"module"}',
    'importos.config.ts': `import { defineConfig } from 'importos';
      const memory: string = '8M';
      export default defineConfig({ entry: 'start.ts', target: 'linux', memory, env: { A: '1' } });`,
    'start.ts': '',
    'other.ts': '',
  });
  assert.deepEqual(await loadConfig(join(dir, 'importos.config.ts')), {
    entry: 'start.ts',
    target: 'linux',
    memory: '8M',
    env: { A: '1' },
  });
  assert.equal((await findProject(undefined, dir)).entry, join(dir, 'start.ts'));
  assert.equal((await findProject('other.ts', dir)).entry, join(dir, 'other.ts'));
  assert.equal((await findProject('other.ts', dir)).config.memory, '8M');
});

test('a wrong configuration says which setting and what instead', async () => {
  const check = (value: unknown) => (): unknown => checkConfig(value, 'c.ts');
  assert.throws(check({ memroy: '8M' }), {
    message: "c.ts: unknown setting 'memroy'",
    help: "did you mean 'memory'?",
  });
  assert.throws(check({ network: { port: [] } }), { help: "did you mean 'network.ports'?" });
  assert.throws(check({ network: { ports: [80] } }), /'network.ports' must be a list of strings/);
  assert.throws(check({ memory: 8 }), { message: "c.ts: 'memory' must be a string" });
  assert.throws(check({ heap: { colection: 'idle' } }), { help: "did you mean 'heap.collection'?" });
  assert.throws(check({ heap: { collection: 'never' } }), {
    message: "c.ts: 'heap.collection' must be one of 'incremental', 'idle', 'stop-the-world'",
  });
  assert.throws(check({ env: { A: 1 } }), /'env' must be an object of strings/);
  assert.throws(check(undefined), { help: 'export default defineConfig({ … })' });
  const dir = tree({ 'importos.config.ts': 'export default {' });
  await assert.rejects(loadConfig(join(dir, 'importos.config.ts')), { message: /can't be loaded/ });
});

test('typed words win over the configuration, that over the default', () => {
  assert.equal(chooseTarget({}, {}).name, 'microvm');
  assert.equal(chooseTarget({}, { target: 'linux' }).name, 'linux');
  assert.equal(chooseTarget({ target: 'x86_64', machine: 'q35' }, { target: 'linux' }).name, 'q35');
  const port = { protocol: 'tcp', hostPort: 1, guestPort: 2 } as const;
  assert.deepEqual(chooseNetwork({ port: [port] }, { network: { tap: 'tap0' } }), { ports: [port] });
  assert.deepEqual(chooseNetwork({}, { network: { ports: ['1:2'] } }), { ports: [port] });
  assert.deepEqual(
    [...chooseEnv({ env: new Map([['A', '2']]) }, { env: { A: '1', B: '1' } })],
    [
      ['A', '2'],
      ['B', '1'],
    ],
  );
});

test('the heap is collected in steps and takes what there is, unless the configuration says otherwise', () => {
  assert.deepEqual(chooseHeap({}), { collection: COLLECT_STEPS, boundBytes: 0 });
  assert.deepEqual(chooseHeap({ heap: { collection: 'idle', max: '8M' } }), {
    collection: COLLECT_IDLE,
    boundBytes: 8 << 20,
  });
  assert.throws(() => chooseHeap({ heap: { max: '64K' } }), { help: 'at least 512 KB' });
});

test('contradictions are errors that say what to leave out', () => {
  assert.throws(() => chooseNetwork({ tap: 'tap0', port: [] }, {}), /contradict each other/);
  assert.throws(
    () => chooseTarget({ target: 'linux', accel: 'kvm' }, {}),
    /'--accel' is for a virtual machine/,
  );
  assert.throws(
    () => chooseTarget({ machine: 'q35' }, { target: 'linux' }),
    /'--machine' is for a virtual machine/,
  );
  assert.throws(
    () => chooseTarget({ target: 'linux' }, {}, 'x86_64'),
    /the image is for x86_64, not for linux/,
  );
  assert.equal(chooseMemory({}, { memory: '2049.5K' }, chooseTarget({}, {})), 2052 << 10);
  assert.throws(() => chooseMemory({ memory: 4096 }, {}, chooseTarget({}, {})), {
    message: '4 KB of memory is too little for x86_64',
    help: 'at least 2 MB',
  });
});

/**
 * A build server, which `--quick` leaves behind for the builds after it, makes to the byte the images and says what a process makes and says that
 * begins anew, whatever was edited since.
 */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { type Outcome, runCommand } from './support/child-process.ts';

const timeoutMs = 60_000;
const SOCKETS = repositoryFile('.importos/server');

const dir = mkdtempSync(join(tmpdir(), 'importos-served-'));
// A server for these tests alone: one with other programs in its path.
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:${dir}`, IMPORTOS_SERVER: undefined };
const before = new Set(sockets());
after(() => {
  // A server whose socket is gone ends.
  for (const name of sockets()) if (!before.has(name)) rmSync(join(SOCKETS, name), { force: true });
  rmSync(dir, { recursive: true });
});

function sockets(): readonly string[] {
  return existsSync(SOCKETS) ? readdirSync(SOCKETS) : [];
}

interface Built extends Pick<Outcome, 'stdout' | 'stderr' | 'exitCode'> {
  readonly files: readonly Buffer[];
}

async function build(place: string, ...words: readonly string[]): Promise<Built> {
  const output = join(dir, place, 'image');
  for (const path of [output, `${output}.debug`]) rmSync(path, { force: true });
  mkdirSync(join(dir, place), { recursive: true });
  const all = ['build', join(dir, 'main.ts'), '--target', 'linux', '-o', output, ...words];
  const { stdout, stderr, exitCode } = await runCommand(repositoryFile('importos'), all, { timeoutMs, env });
  const files = [output, `${output}.debug`].filter(existsSync).map((path) => readFileSync(path));
  return { stdout: stdout.replace(`/${place}/`, '/'), stderr, exitCode, files };
}

const MAIN = `import { Shop } from './shop.ts';
const shop = new Shop('tea');
console.log(shop.offer(3));
`;
const SHOP = `export class Shop {
  constructor(readonly goods: string) {}
  offer(count: number): string { return \`\${count} \${this.goods}\`; }
}
`;

const EDITS: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['the first build, which starts it', { 'main.ts': MAIN, 'shop.ts': SHOP }, ['--quick']],
  ['another body', { 'shop.ts': SHOP.replace('count}', 'count + 1}') }, ['--quick']],
  ['an error of syntax', { 'main.ts': `${MAIN}const = 1;\n` }, ['--quick']],
  [
    'which is mended, with a new class and a new import',
    {
      'more.ts':
        "import { Shop } from './shop.ts';\nexport class More extends Shop { last = new Map([[1, 'x']]); }\n",
      'main.ts': MAIN.replaceAll('Shop', 'More').replaceAll('./shop.ts', './more.ts'),
    },
    ['--quick'],
  ],
  ['the same, optimised', {}, []],
  ['the same, with debug information', {}, ['--debug']],
  ['another type', { 'shop.ts': SHOP.replace('): string', '): any'), 'main.ts': MAIN }, ['--quick']],
];

test('a build server makes what a new process makes, after each edit', async () => {
  for (const [what, files, words] of EDITS) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    const served = await build('served', ...words);
    const alone = await build('alone', ...words, '--no-server');
    assert.deepEqual({ ...served, files: 0 }, { ...alone, files: 0 }, what);
    assert.equal(served.exitCode, what.includes('error') ? 1 : 0, what);
    assert.equal(served.files.length, alone.files.length, what);
    for (const [n, file] of served.files.entries()) assert.ok(alone.files[n]?.equals(file), what);
    assert.equal(sockets().filter((name) => !before.has(name)).length, 1, what);
  }
});

/**
 * The examples as images, built and started by ./importos, and driven from outside.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { type Outcome, runCommand } from './support/child-process.ts';

/** Longer than any build and boot should take: a hang is a failure. */
const timeoutMs = 60_000;

function importos(...words: readonly string[]): Promise<Outcome> {
  return runCommand(repositoryFile('importos'), words, { timeoutMs });
}

for (const target of ['linux', 'x86_64']) {
  test(`hello prints its line: ${target}`, async () => {
    const outcome = await importos('run', repositoryFile('examples/hello'), '--target', target);
    assert.deepEqual(
      { stdout: outcome.stdout, exitCode: outcome.exitCode },
      { stdout: 'Hello from ImportOS\n', exitCode: 0 },
    );
  });
}

test("the README's first program prints what the README says", async (t) => {
  const readme = readFileSync(repositoryFile('README.md'), 'utf8');
  const program = /```ts\n(const squares[\s\S]*?)```/.exec(readme)?.[1];
  const output = /\$ \.\/importos run hello\n((?: {4}.*\n)+)/.exec(readme)?.[1];
  assert.ok(program !== undefined && output !== undefined);
  const dir = mkdtempSync(join(tmpdir(), 'importos-readme-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const entry = join(dir, 'main.ts');
  writeFileSync(entry, program);
  const outcome = await importos('run', entry);
  assert.deepEqual(
    { stdout: outcome.stdout, exitCode: outcome.exitCode },
    { stdout: output.replaceAll(/^ {4}/gm, ''), exitCode: 0 },
  );
});

test("what isn't what Node's API declares is a TypeError, and no wrong access", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'importos-receivers-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const entry = join(dir, 'main.ts');
  writeFileSync(
    entry,
    `import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';

const attempts: (() => unknown)[] = [
  () => EventEmitter.prototype.on.call(7 as never, 'x', () => {}),
  () => Readable.prototype.read.call(new EventEmitter() as Readable),
  () => {
    const source = new Readable({ read() {} });
    (source as unknown as { _readableState: number })._readableState = 5;
    return source.push('x');
  },
  () => new EventEmitter().on('x', () => {}).emit('x'),
];
for (const attempt of attempts) {
  try {
    console.log(String(attempt()));
  } catch (error) {
    console.log((error as Error).name);
  }
}
`,
  );
  const outcome = await importos('run', entry, '--target', 'linux');
  const output = 'TypeError\nTypeError\nTypeError\ntrue\n';
  assert.deepEqual({ stdout: outcome.stdout, exitCode: outcome.exitCode }, { stdout: output, exitCode: 0 });
});

test('with --watch a program is built and started again when it changes', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'importos-watch-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const entry = join(dir, 'main.ts');
  writeFileSync(entry, "console.log('first');\nsetInterval(() => {}, 1000);\n");
  const words = ['run', entry, '--target', 'linux', '--quick', '--watch'];
  const child = spawn(repositoryFile('importos'), words, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  assert.equal((await lines.next()).value, 'first');
  writeFileSync(entry, "console.log('second');\nsetInterval(() => {}, 1000);\n");
  assert.equal((await lines.next()).value, 'second');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [128 + 15, null]);
});

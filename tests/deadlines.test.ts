/**
 * The mode for deadlines: `heap.collection: 'idle'` and `heap.max` of importos.config.ts, in an image that ./importos builds.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { type Outcome, runCommand } from './support/child-process.ts';

/** Longer than any build and boot should take: a hang is a failure. */
const timeoutMs = 120_000;

const CONFIG = `import { defineConfig } from 'importos';
export default defineConfig({ heap: { collection: 'idle', max: '4M' } });
`;

/** Makes some megabytes of garbage in short turns with waits between, then in one turn with calls of gc, then in one without. */
const PROGRAM = `
const kept: number[][] = [];
let turns = 0;
function garbage(count: number): void {
  for (let i = 0; i < count; i++) kept[i % 100] = [i, i + 1, i + 2];
}
function turn(): void {
  garbage(10_000);
  turns += 1;
  if (turns < 30) setTimeout(turn, 20);
  else end();
}
function end(): void {
  console.log('waited', turns);
  for (let i = 0; i < 30; i++) {
    garbage(10_000);
    globalThis.gc?.();
  }
  console.log('called');
  garbage(1_000_000);
  console.log('not reached');
}
setTimeout(turn, 1);
`;

function run(target: string, config: string): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), 'importos-deadlines-'));
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(dir, 'importos.config.ts'), config);
  writeFileSync(join(dir, 'main.ts'), PROGRAM);
  const words = ['run', join(dir, 'main.ts'), '--target', target];
  return runCommand(repositoryFile('importos'), words, { timeoutMs }).finally(() =>
    rmSync(dir, { recursive: true }),
  );
}

for (const target of ['linux', 'x86_64']) {
  test(`collected only while waiting and by gc(), and a clear error at the bound of the heap: ${target}`, async () => {
    const { stdout, stderr, exitCode } = await run(target, CONFIG);
    const printed = stdout + stderr;
    assert.match(printed, /^waited 30\r?\ncalled\r?\n/);
    assert.doesNotMatch(printed, /not reached/);
    assert.match(printed, /out of memory: the heap has reached heap\.max of importos\.config\.ts.*gc\(\)/);
    assert.notEqual(exitCode, 0);
  });
}

test('the same program in the same bound needs neither when it is collected in steps', async () => {
  const { stdout, exitCode } = await run('linux', CONFIG.replace("collection: 'idle', ", ''));
  assert.equal(stdout, 'waited 30\ncalled\nnot reached\n');
  assert.equal(exitCode, 0);
});

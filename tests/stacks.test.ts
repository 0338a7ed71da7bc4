/**
 * Stacks of tests/services/faults.ts, built with optimisation for both targets: functions, files, lines and columns. The
 * lines are those of the comments `@ name` in the sources.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { type Outcome, runCommand } from './support/child-process.ts';

/** Longer than a build and boot should take: a hang is a failure. */
const timeoutMs = 120_000;
const FILES = { main: 'tests/services/faults.ts', door: 'tests/services/faults/door.ts' };

const dir = mkdtempSync(join(tmpdir(), 'importos-stacks-'));
after(() => rmSync(dir, { recursive: true }));

function importos(...words: readonly string[]): Promise<Outcome> {
  return runCommand(repositoryFile('importos'), words, { timeoutMs });
}

/** The line that a comment `@ mark` stands on, and the column of `word` in it, as a stack has them. */
function place(file: keyof typeof FILES, mark: string, word: string): string {
  const lines = readFileSync(repositoryFile(FILES[file]), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.endsWith(`// @ ${mark}`));
  assert.ok(index >= 0, `no line is marked ${mark}`);
  const column = lines[index]?.indexOf(word) ?? -1;
  assert.ok(column >= 0, `no ${word} in the line marked ${mark}`);
  return `:${index + 1}:${column + 1}`;
}

/** The first lines of the last stack in a text: as many as there are in `expected`, paths by their last part. */
function assertStack(text: string, message: RegExp, expected: readonly string[]): void {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => message.test(line));
  assert.ok(first >= 0, `${message} isn't in ${text}`);
  const start = lines.findIndex((line, index) => index > first && line.startsWith('    at '));
  const frames = lines.slice(start, start + expected.length);
  assert.deepEqual(
    frames.map((line) => line.replace(/(?<= |\()[^ (]*\//, '').replace('    at ', '')),
    expected,
  );
}

const unlock = `Door.unlock (door.ts${place('door', 'Door.unlock', 'new')})`;
const caught = `Door.unlock (door.ts${place('door', 'caught', 'new')})`;
const open = `Door.open (door.ts${place('door', 'Door.open', 'unlock')})`;
const make = `Report.make (faults.ts${place('main', 'make', 'fail')})`;

for (const target of ['linux', 'x86_64']) {
  test(`stacks have functions, files, lines and columns: ${target}`, async (t) => {
    const image = join(dir, target);
    const built = await importos('build', repositoryFile(FILES.main), '--target', target, '-o', image);
    assert.equal(built.exitCode, 0, built.stderr);
    // A virtual machine has one console.
    const run = async (way: string): Promise<{ readonly text: string; readonly exitCode: number | null }> => {
      const { stdout, stderr, exitCode } = await importos('run', image, '--env', `WAY=${way}`);
      return { text: stdout + stderr, exitCode };
    };
    /** The address of the function `fail` in a report. */
    let address = '';

    await t.test(
      'error.stack, without the constructors of the error, through functions that were inlined',
      async () => {
        const { text } = await run('uncaught');
        assertStack(text, /^Error: no key caught$/, [
          caught,
          open,
          `faults.ts${place('main', 'module', 'open')}`,
        ]);
      },
    );

    await t.test('an uncaught error in an async function ends with 1', async () => {
      const { text, exitCode } = await run('uncaught');
      assert.equal(exitCode, 1);
      const arrow = `open (faults.ts${place('main', 'open', 'open(way)')})`;
      const fail = `fail (faults.ts${place('main', 'fail', 'open')})`;
      assertStack(text, /^\w*Error: no key uncaught/, [unlock, open, arrow, fail, make]);
    });

    await t.test('a panic ends with 134', async () => {
      const { text, exitCode } = await run('panic');
      assert.equal(exitCode, 134);
      const [own] = /\(importos:machine\/panic\.ts:\d+\)/.exec(text) ?? [];
      assert.ok(own !== undefined, text);
      const fail = `fail (faults.ts${place('main', 'panic', "panic('")})`;
      assertStack(text, /^panic: asked for$/, [`panic (${own.slice(own.lastIndexOf('/') + 1)}`, fail, make]);
      address = /addresses 0x[\da-f]+ (0x[\da-f]+)/.exec(text)?.[1] ?? '';
    });

    await t.test('a fault of the processor', async () => {
      const { text, exitCode } = await run('fault');
      assert.equal(exitCode, 134);
      // What accesses the null page is inlined or not.
      const shown = text.replace(/^ {4}at captureFrames \(importos:machine\/frames\.ts:\d+\)\n/m, '');
      assertStack(shown, /^panic: (segmentation|page) fault/, [
        `fail (faults.ts${place('main', 'fault', 'captureFrames')})`,
        make,
      ]);
    });

    await t.test('the side file names the same line', () => {
      const words = [
        '--output-style=JSON',
        `--obj=${image}.debug`,
        `0x${(Number(address) - 1).toString(16)}`,
      ];
      const { stdout } = spawnSync('llvm-symbolizer-19', words, { encoding: 'utf8' });
      const [found] = JSON.parse(stdout) as {
        Symbol: { FunctionName: string; FileName: string; Line: number }[];
      }[];
      const symbol = found?.Symbol[0];
      assert.equal(symbol?.FunctionName, 'fail');
      assert.match(symbol.FileName, /faults\.ts$/);
      assert.match(place('main', 'panic', "panic('"), new RegExp(`^:${symbol.Line}:`));
    });
  });
}

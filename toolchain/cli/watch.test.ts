/** `--watch` builds again when a file of the program changes, and what ran before runs until the next is ready. */
import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompileResult } from '../compiler/api.ts';
import { Problem } from '../problem.ts';
import type { Context } from './context.ts';
import { watch } from './watch.ts';

const cwd = mkdtempSync(join(tmpdir(), 'importos-watch-test-'));
after(() => rmSync(cwd, { recursive: true, force: true }));

const main = join(cwd, 'main.ts');
const other = join(cwd, 'other.ts');
const bystander = join(cwd, 'bystander.ts');
const ERROR = { code: 1, severity: 'error', message: 'no' } as const;

interface Watching {
  readonly events: string[];
  /** Waits until there are as many events. */
  until(count: number): Promise<void>;
  end(): Promise<number>;
}

/** Watches a program of two files; `results` says what comes of each build, `ends` which run ends by itself. */
function start(t: TestContext, results: readonly ('built' | 'error')[], ends?: number | Problem): Watching {
  for (const path of [main, other, bystander]) writeFileSync(path, '');
  const events: string[] = [];
  let builds = 0;
  const context: Context = {
    cwd,
    out: () => {},
    err: (text) => void events.push(text.trim()),
    isTerminal: false,
    loadCompiler: async () => (): CompileResult => ({
      diagnostics: results[builds] === 'error' ? [ERROR] : [],
      read: [main, other],
      usesNetwork: false,
    }),
    ensure: () => {},
  };
  const ended = watch(context, {
    build: async (own) => {
      const compile = await own.loadCompiler();
      const options = { entry: main, target: 'linux', debug: false, optimize: true, outDir: cwd };
      const { diagnostics } = await compile(options);
      builds++;
      events.push(`build ${builds}`);
      return diagnostics.length === 0 ? builds : undefined;
    },
    run: async (built, stop) => {
      events.push(`run ${built}`);
      if (ends instanceof Problem) throw ends;
      if (ends !== undefined) return ends;
      await new Promise((resolve) => stop.addEventListener('abort', resolve));
      events.push(`stop ${built}`);
      return 0;
    },
  });
  const until = async (count: number): Promise<void> => {
    const deadline = performance.now() + 5000;
    while (events.length < count && performance.now() < deadline) await sleep(5);
    assert.ok(events.length >= count, events.join('; '));
  };
  const end = (): Promise<number> => {
    process.emit('SIGTERM', 'SIGTERM');
    return ended;
  };
  t.after(end);
  return { events, until, end };
}

test('a change of a file that was read replaces what runs; another file changes nothing', async (t) => {
  const { events, until, end } = start(t, ['built', 'built']);
  await until(2);
  writeFileSync(bystander, 'x');
  await sleep(100);
  assert.deepEqual(events, ['build 1', 'run 1']);
  writeFileSync(other, 'x');
  await until(6);
  assert.deepEqual(events.slice(2), ['importos: other.ts has changed', 'build 2', 'stop 1', 'run 2']);
  assert.equal(await end(), 128 + 15);
  assert.equal(events.at(-1), 'stop 2');
});

test('a file that an editor puts in the place of the old one has changed', async (t) => {
  const { events, until } = start(t, ['built', 'built']);
  await until(2);
  writeFileSync(join(cwd, 'main.ts.tmp'), 'x');
  renameSync(join(cwd, 'main.ts.tmp'), main);
  await until(4);
  assert.equal(events[2], 'importos: main.ts has changed');
});

test('a program with errors replaces nothing, and a new file may mend it', async (t) => {
  const { events, until } = start(t, ['built', 'error', 'built']);
  await until(2);
  writeFileSync(main, 'x');
  await until(4);
  writeFileSync(join(cwd, 'missing.ts'), 'x');
  await until(8);
  assert.deepEqual(events.slice(2), [
    'importos: main.ts has changed',
    'build 2',
    'importos: missing.ts has changed',
    'build 3',
    'stop 1',
    'run 3',
  ]);
});

test('what ends by itself is told, and so is what does not start; both wait for a change', async (t) => {
  const ended = start(t, ['built', 'built'], 3);
  await ended.until(3);
  assert.match(ended.events[2] ?? '', /ended with status 3; waiting for a change/);
  assert.equal(await ended.end(), 143);
  const failed = start(t, ['built', 'built'], new Problem('port 80 is in use'));
  await failed.until(3);
  assert.match(failed.events[2] ?? '', /port 80 is in use/);
  writeFileSync(main, 'y');
  await failed.until(6);
  assert.deepEqual(failed.events.slice(3, 6), ['importos: main.ts has changed', 'build 2', 'run 2']);
});

/** A build server makes what it is asked for, says when it can't, and ends when it should. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { Compile, Diagnostic } from '../compiler/api.ts';
import type { MakeInput } from '../image/build.ts';
import { Problem } from '../problem.ts';
import { targetNamed } from '../targets/table.ts';
import { serverAt } from './ask.ts';
import { type Place, serverPlace } from './place.ts';
import { serve } from './serve.ts';

const REFUSED: Diagnostic = { code: 1, severity: 'error', message: 'no' };
const refuse: Compile = () => ({ diagnostics: [REFUSED], usesNetwork: false });
const never = (): never => assert.fail('there is a server');
const starting = { hasEnded: () => false };

function placeIn(t: TestContext): Place {
  const directory = mkdtempSync(join(tmpdir(), 'importos-server-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return { directory, path: join(directory, 'now-here'), prefix: 'now-' };
}

function inputIn({ directory }: Place): MakeInput {
  const [entry, target] = [join(directory, 'main.ts'), targetNamed('linux')];
  return { entry, target, debug: false, quick: true, workDir: directory, name: 'image' };
}

interface Times {
  readonly idleMs?: number;
  readonly lookMs?: number;
}

/** Starts a server, which has ended when the test has. */
async function start(
  t: TestContext,
  place: Place,
  compile: Compile,
  times: Times = {},
): Promise<{ ended: Promise<void> }> {
  const before = statSync(place.path, { throwIfNoEntry: false })?.ino;
  const ended = serve({ place, loadCompiler: async () => compile, lookMs: 5, ...times });
  t.after(async () => {
    rmSync(place.path, { force: true });
    await ended;
  });
  const isThere = (): boolean => (statSync(place.path, { throwIfNoEntry: false })?.ino ?? before) !== before;
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 2));
  return { ended };
}

test('gives back what its compiler says, with the steps before', async (t) => {
  const place = placeIn(t);
  const asked: unknown[] = [];
  const { entry, ...rest } = inputIn(place);
  await start(t, place, (options) => {
    asked.push([options.entry, options.target, options.optimize, options.debug, options.heap]);
    return refuse(options);
  });
  const steps: string[] = [];
  const heap = { collection: 1, boundBytes: 4096 };
  const input = { entry, ...rest, heap, onStep: (step: string) => void steps.push(step) };
  assert.deepEqual(await serverAt(place, never)(input, true), { diagnostics: [REFUSED] });
  assert.deepEqual([asked, steps], [[[entry, 'linux', false, false, heap]], ['compiling']]);
});

test('where none is there is no answer, unless one is started', async (t) => {
  const place = placeIn(t);
  const ask = serverAt(place, () => {
    void start(t, place, refuse);
    return starting;
  });
  // One that ends at once, since it can't make a socket, isn't waited for.
  assert.equal(await serverAt(place, () => ({ hasEnded: () => true }))(inputIn(place), true), undefined);
  assert.equal(await ask(inputIn(place), false), undefined);
  assert.equal((await ask(inputIn(place), true))?.diagnostics.length, 1);
  assert.equal((await ask(inputIn(place), false))?.diagnostics.length, 1);
});

test('has no time for a second one while it builds', async (t) => {
  const place = placeIn(t);
  let finish = (): void => {};
  const begun = new Promise<void>((begin) => {
    const compile: Compile = async (options) => {
      begin();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return refuse(options);
    };
    void start(t, place, compile);
  });
  const first = serverAt(place, () => starting)(inputIn(place), true);
  await begun;
  assert.equal(await serverAt(place, never)(inputIn(place), true), undefined);
  finish();
  assert.equal((await first)?.diagnostics.length, 1);
});

test('nobody waits for one that says nothing', async (t) => {
  const place = placeIn(t);
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(place.path, resolve));
  t.after(() => silent.close());
  assert.equal(await serverAt(place, never)(inputIn(place), true), undefined);
});

test('a Problem arrives as one; what is our bug is told, and the server ends', async (t) => {
  const place = placeIn(t);
  let error: Error = new Problem('clang-19 is not installed', 'install it', 3);
  const { ended } = await start(t, place, () => {
    throw error;
  });
  const ask = serverAt(place, never);
  const isSame = (found: unknown): boolean =>
    found instanceof Problem && found.help === 'install it' && found.exitStatus === 3;
  await assert.rejects(() => ask(inputIn(place), false), isSame);
  assert.equal(existsSync(place.path), true);
  error = new Error('a bug of ours');
  await assert.rejects(() => ask(inputIn(place), false), /build server failed:\nError: a bug of ours/);
  await ended;
  assert.equal(existsSync(place.path), false);
});

test('ends when nobody asks, and when its socket is gone', async (t) => {
  const idle = placeIn(t);
  await (await start(t, idle, refuse, { idleMs: 20 })).ended;
  assert.equal(existsSync(idle.path), false);
  const removed = placeIn(t);
  const { ended } = await start(t, removed, refuse);
  rmSync(removed.path);
  await ended;
});

test('one that begins takes the place of the one before, and of those with another compiler', async (t) => {
  const place = placeIn(t);
  const other = { ...place, path: join(place.directory, 'before-here'), prefix: 'before-' };
  const around = { ...place, path: join(place.directory, 'now-elsewhere') };
  const [first, old] = [await start(t, place, refuse), await start(t, other, refuse)];
  await start(t, around, refuse);
  await start(t, place, refuse);
  await Promise.all([first.ended, old.ended]);
  assert.deepEqual([existsSync(other.path), existsSync(around.path)], [false, true]);
  assert.equal((await serverAt(place, never)(inputIn(place), true))?.diagnostics.length, 1);
});

test('another compiler, or other programs, have a place of their own; a path that is too long has none', () => {
  const bundle = (name: string) => `/repository/.importos/toolchain/${name}/main.js`;
  const place = serverPlace(bundle('bundle-1'), { PATH: '/bin' });
  assert.equal(place?.directory, '/repository/.importos/server');
  assert.ok(place.path.startsWith(join(place.directory, place.prefix)));
  assert.deepEqual(serverPlace(bundle('bundle-1'), { PATH: '/bin' }), place);
  assert.notEqual(serverPlace(bundle('bundle-2'), { PATH: '/bin' })?.prefix, place.prefix);
  const around = serverPlace(bundle('bundle-1'), { PATH: '/usr/bin' });
  assert.equal(around?.prefix, place.prefix);
  assert.notEqual(around.path, place.path);
  assert.equal(serverPlace(`/${'long'.repeat(20)}${bundle('bundle-1')}`, {}), undefined);
});

test('what lies about as a socket is nobody', async (t) => {
  const place = placeIn(t);
  writeFileSync(place.path, '');
  assert.equal(await serverAt(place, never)(inputIn(place), false), undefined);
});

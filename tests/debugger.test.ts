/**
 * `importos debug` on tests/services/debugging.ts: gdb, driven by a file of commands, stops at lines, steps, shows parameters,
 * variables, values and the stack, on a Linux process and through QEMU's stub, in debug builds and in optimised ones.
 * And perf, which knows functions by the side file's symbols.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { runCommand } from './support/child-process.ts';
import { builtImage } from './support/running-image.ts';

/** Longer than a build and a session take on a busy machine. */
const timeoutMs = 180_000;
const PROGRAM = 'tests/services/debugging.ts';
const FILES = { main: PROGRAM, store: 'tests/services/debugging/store.ts' };

const dir = mkdtempSync(join(tmpdir(), 'importos-debugger-'));
after(() => rmSync(dir, { recursive: true }));

/** `file.ts:12` of the line that a comment `@ mark` stands on. */
function at(file: keyof typeof FILES, mark: string): string {
  const path = FILES[file];
  const lines = readFileSync(repositoryFile(path), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.endsWith(`// @ ${mark}`));
  assert.ok(index >= 0, `no line is marked ${mark}`);
  return `${path.slice(path.lastIndexOf('/') + 1)}:${index + 1}`;
}

/** What gdb prints for each command, one after the other. */
async function session(words: readonly string[], commands: readonly string[]): Promise<readonly string[]> {
  const script = join(dir, `commands-${Math.random()}.gdb`);
  const marked = commands.flatMap((command, index) => [`echo \\n<${index}>\\n`, command]);
  writeFileSync(script, `set width 0\n${marked.join('\n')}\n`);
  const { stdout, stderr, abnormal } = await runCommand(
    repositoryFile('importos'),
    ['debug', ...words, '--commands', script],
    { timeoutMs, cwd: repositoryFile('tests/services') },
  );
  assert.equal(abnormal, undefined, `${stderr}${stdout}`);
  const parts = stdout.split(/^<\d+>\n/m).slice(1);
  assert.equal(parts.length, commands.length, `${stdout}\n${stderr}`);
  return parts.map((part) => part.trim());
}

function assertLines(text: string | undefined, expected: readonly (string | RegExp)[]): void {
  const lines = text?.split('\n') ?? [];
  for (const wanted of expected) {
    const isThere = lines.some((line) => (typeof wanted === 'string' ? line === wanted : wanted.test(line)));
    assert.ok(isThere, `${wanted} is not in:\n${text}`);
  }
}

test('gdb stops at a line, steps, and shows parameters and variables in their blocks: linux', async () => {
  const found = await session(
    [repositoryFile(PROGRAM), '--target', 'linux'],
    [
      `break ${at('main', 'loop')}`,
      'run',
      'bt',
      'info locals',
      'info args',
      'next',
      'next',
      'delete',
      `break ${at('main', 'describe')}`,
      'continue',
      'info locals',
      'list describe',
    ],
  );
  const [set, stopped, stack, locals, parameters, next, again, , , atEnd, later, source] = found;
  assert.match(set ?? '', /Breakpoint 1 at .*debugging\.ts, line \d+\./);
  assertLines(stopped, [/^\d+\t {4}words = \[\.\.\.words, word\]; \/\/ @ loop$/]);
  assertLines(stack, [
    /^#0 {2}describe \(item=.*, count=3\) at debugging\.ts:\d+$/,
    /^#1 .*<module> .*debugging\.ts:/,
  ]);
  assert.doesNotMatch(stack ?? '', /<entry>/, 'what the compiler made is left out');
  assertLines(locals, [
    "word = 'hot'",
    "tag = 'hot'",
    'isCheap = true',
    "label = 'tea x3'",
    "words = Array(1) = {'tea x3'}",
    'text = <no value yet>',
  ]);
  assertLines(parameters, [
    "item = {name = 'tea', price = 4.5, tags = Array(2) = {'hot', 'green'}}",
    'count = 3',
  ]);
  assert.match(next ?? '', /^\d+\t/);
  assert.match(again ?? '', /^\d+\t/);
  assertLines(atEnd, [/return text; \/\/ @ describe$/]);
  assertLines(later, ["text = 'tea x3 hot green'", "words = Array(3) = {'tea x3', 'hot', 'green'}"]);
  assert.doesNotMatch(later ?? '', /word = /, 'the block is left');
  assertLines(source, [/function describe\(item: Item, count: number\)/]);
});

test('step goes into a method of another file; finish comes back: linux', async () => {
  const call = 'store.add(item.name, item.price)';
  const text = readFileSync(repositoryFile(PROGRAM), 'utf8').split('\n');
  const line = text.findIndex((one) => one.includes(call)) + 1;
  const [, , stepped, , back] = await session(
    [repositoryFile(PROGRAM), '--target', 'linux'],
    [`break debugging.ts:${line}`, 'run', 'step', 'delete', 'finish'],
  );
  assertLines(stepped, [/^Store\.add \(name='tea', price=4\.5\) at debugging\/store\.ts:\d+$/]);
  assertLines(back, [/debugging\.ts:\d+$/]);
});

test('values are shown as TypeScript has them: objects by field, private ones too, Map, closures: linux', async () => {
  const found = await session(
    [repositoryFile(PROGRAM), '--target', 'linux'],
    [
      `break ${at('store', 'total')}`,
      'run',
      'print store',
      'info locals',
      'print counts',
      'print calls',
      'print $field(store, "owner")',
      'print $field($field(store, "prices"), 1)',
      'print seen',
      'print levels',
      'print places',
      `break ${at('main', 'later')}`,
      'continue',
      'info locals',
      'info args',
    ],
  );
  const [, , store, locals, counts, calls, owner, price, seen, levels, places, , , async, parameters] = found;
  const fields = "name = 'corner', prices = Array(2) = {4.5, 30}, owner = 'lamp', isOpen = true, #sold = 3";
  assertLines(store, [`$1 = Store = {${fields}}`]);
  assertLines(locals, ['sum = 69', 'before = 34.5']);
  assertLines(counts, ["$2 = Map(2) = {['tea'] = 1, ['lamp'] = 2}"]);
  assertLines(calls, ['$3 = 2']);
  assertLines(owner, ["$4 = 'lamp'"]);
  assertLines(price, ['$5 = 30']);
  assertLines(seen, ['$6 = Array(5) = {true, null, undefined, false, <no value yet>}']);
  assertLines(levels, ['$7 = Array(3) = {0.5, undefined, <no value yet>}']);
  assertLines(places, ['$8 = Array(2) = {3, -4}']);
  // Behind an await.
  assertLines(async, ['before = 40.5', 'got = 41']);
  assertLines(parameters, ['value = 20.25']);
});

test('an optimised image has lines, stacks and what LLVM kept of variables: linux', async () => {
  const image = await builtImage(PROGRAM, 'linux');
  const [, stopped, self, name, stack] = await session(
    [image],
    [`break ${at('store', 'add')}`, 'run', 'print this', 'print name', 'bt'],
  );
  assertLines(stopped, [/^Breakpoint 1, Store\.add \(/, /this\.#sold \+= index; \/\/ @ add$/]);
  assertLines(self, [/^\$1 = Store = \{name = 'corner', prices = Array\(1\) = \{4\.5\}, .*#sold = 0\}$/]);
  assertLines(name, [/^\$2 = ('tea'|<optimized out>)$/]);
  assertLines(stack, [/^#\d+ .*<module> \(.*\) at debugging\.ts:\d+$/]);
});

test("the same through QEMU's stub: x86_64", async () => {
  const [, stopped, stack, locals, store] = await session(
    [repositoryFile(PROGRAM), '--target', 'x86_64'],
    [`break ${at('store', 'total')}`, 'continue', 'bt', 'info locals', 'print store'],
  );
  assertLines(stopped, [/^Breakpoint 2, total \(store=.*\) at debugging\/store\.ts:\d+$/]);
  assertLines(stack, [
    /^#0 {2}total \(.*\) at debugging\/store\.ts:\d+$/,
    /^#1 .*<module> \(\) at debugging\.ts:\d+$/,
  ]);
  assertLines(locals, ['sum = 69', 'before = 34.5']);
  assertLines(store, [/^\$1 = Store = \{name = 'corner'/]);
});

test('optimised code is the same with and without records of variables', async () => {
  const text = join(dir, 'program.ll');
  const emitted = await runCommand(
    repositoryFile('importos'),
    ['build', repositoryFile(PROGRAM), '--target', 'linux', '--emit', 'llvm', '-o', text],
    { timeoutMs },
  );
  assert.equal(emitted.exitCode, 0, emitted.stderr);
  const whole = readFileSync(text, 'utf8');
  assert.match(whole, /#dbg_value\(/);
  const without = join(dir, 'without.ll');
  writeFileSync(without, whole.replaceAll(/^ *#dbg_(value|declare)\(.*\n/gm, ''));
  const codes: Buffer[] = [];
  for (const source of [text, without]) {
    const output = `${source}.s`;
    const flags = [
      '--target=x86_64-unknown-linux-gnu',
      '-march=x86-64-v2',
      '-O2',
      '-fno-pic',
      '-ffunction-sections',
    ];
    const words = [...flags, '-Wno-override-module', '-c', source, '-o', `${source}.o`];
    const compiled = await runCommand('clang-19', words, { timeoutMs });
    assert.equal(compiled.exitCode, 0, compiled.stderr);
    const stripped = ['--strip-all', '--strip-debug', `${source}.o`, output];
    assert.equal((await runCommand('llvm-objcopy-19', stripped, { timeoutMs })).exitCode, 0);
    codes.push(readFileSync(output));
  }
  assert.ok(
    codes[0]?.equals(codes[1] ?? Buffer.alloc(0)),
    'the object files differ in more than debug information',
  );
});

test('perf shows functions by their TypeScript names', async (t) => {
  const image = await builtImage('tests/services/busy.ts', 'linux');
  const data = join(dir, 'perf.data');
  const recorded = await runCommand('perf', ['record', '-e', 'cpu-clock:u', '-o', data, image], {
    timeoutMs,
  });
  if (/paranoid|not permitted|not supported/i.test(recorded.stderr)) {
    t.skip('the kernel lets nobody use perf here');
    return;
  }
  const words = ['report', '-i', data, '--stdio', '--percent-limit', '3'];
  const { stdout, stderr } = await runCommand('perf', words, { timeoutMs });
  const names = [...stdout.matchAll(/^ +[\d.]+%.*\[\.\] (.*?) *$/gm)].map(([, name]) => name);
  for (const wanted of ['fibonacci', 'Towers.move']) assert.ok(names.includes(wanted), `${stdout}${stderr}`);
});

/**
 * A divided program: everything is defined once, what one part needs of another is declared as it is defined, and a part's text is the same
 * when only another part changes.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadTree } from '../lower/testing/program-tree.ts';
import { ModuleBuilder } from './module.ts';
import { divide, namesIn, type Part } from './parts.ts';

/** A function that `count` lines are the body of, and that calls others. */
function body(callees: readonly string[], lines: number): string {
  const calls = callees.map((callee) => `  call void @${callee}(i64 %p0)`);
  return [
    'entry:',
    ...calls,
    ...Array.from({ length: lines }, (_, n) => `  %x${n} = add i64 %p0, ${n}`),
  ].join('\n');
}

interface Given {
  readonly symbol: string;
  readonly origin: string;
  readonly callees?: readonly string[];
  readonly lines?: number;
}

const LONG = 40;

const SYSTEM: readonly Given[] = [
  {
    symbol: 'listen',
    origin: 'os/net/listen.ts:listen',
    callees: ['format', 'short', 'only.net'],
    lines: LONG,
  },
  { symbol: 'only.net', origin: 'os/runtime/only.ts:only', lines: LONG },
  { symbol: 'format', origin: 'os/runtime/format.ts:format', callees: ['short'], lines: LONG },
  { symbol: 'short', origin: 'os/runtime/short.ts:short', lines: 1 },
];

function partsOf(program: readonly Given[], copies = true): ReadonlyMap<string, string> {
  const module = new ModuleBuilder(true);
  module.addGlobal('var.counter', 'internal global i64 0, align 8');
  for (const { symbol, origin, callees = [], lines = 0 } of [...program, ...SYSTEM]) {
    const text = `define internal void @${symbol}(i64 %p0) #6 {\n${body(callees, lines)}\n  ret void\n}\n`;
    module.addFunction({ ref: `@${symbol}`, origin, text });
  }
  const parts: readonly Part[] = divide(module.contents('x86_64-unknown-none-elf'), { copies, always: true });
  return new Map(parts.map(({ name, text }) => [name, text]));
}

const MAIN: Given = { symbol: 'main', origin: 'main.ts:main', callees: ['listen', 'format'], lines: LONG };

test('each function is defined in one part, and declared where another names it', () => {
  const parts = partsOf([MAIN]);
  const [program, services, core] = ['program', 'services', 'core'].map((name) => parts.get(name) ?? '');
  assert.match(program ?? '', /^define internal void @main\(/m);
  assert.match(program ?? '', /^declare hidden void @listen\(i64\) nounwind$/m);
  assert.match(services ?? '', /^define hidden void @listen\(/m);
  assert.match(services ?? '', /^declare hidden void @format\(i64\) nounwind$/m);
  assert.match(core ?? '', /^define hidden void @format\(/m);
  assert.doesNotMatch(core ?? '', /@listen|@main/);
});

test('what one part alone names goes there and stays invisible', () => {
  const parts = partsOf([MAIN]);
  assert.match(parts.get('services') ?? '', /^define internal void @only\.net\(/m);
  assert.doesNotMatch(parts.get('core') ?? '', /only\.net/);
});

test('small functions are copied where they are named, when copies are wanted', () => {
  const copied = /^define available_externally hidden void @short\(/m;
  assert.match(partsOf([MAIN]).get('services') ?? '', copied);
  assert.match(partsOf([MAIN]).get('core') ?? '', /^define hidden void @short\(/m);
  assert.doesNotMatch(partsOf([MAIN], false).get('services') ?? '', copied);
});

test('an edit of the program leaves the parts of the system as they were', () => {
  const before = partsOf([MAIN]);
  const helper: Given = { symbol: 'helper', origin: 'main.ts:helper', lines: LONG };
  const after = partsOf([{ ...MAIN, callees: ['format', 'listen', 'helper'] }, helper]);
  for (const name of ['services', 'core', 'data']) assert.equal(after.get(name), before.get(name), name);
  assert.notEqual(after.get('program'), before.get('program'));
});

test('a function that the program names, too, is visible then', () => {
  const parts = partsOf([{ ...MAIN, callees: ['listen', 'format', 'only.net'] }]);
  assert.match(parts.get('core') ?? '', /^define hidden void @only\.net\(/m);
});

test('a small program is one module', () => {
  const module = new ModuleBuilder(true);
  const text = 'define internal void @f() #6 {\n  ret void\n}\n';
  module.addFunction({ ref: '@f', origin: 'main.ts:f', text });
  const contents = module.contents('x86_64-unknown-none-elf');
  assert.deepEqual(
    divide(contents, { copies: true, always: false }).map((part) => part.text),
    [contents.whole()],
  );
});

test('strings and names are data, wherever they are named', () => {
  const module = new ModuleBuilder(true);
  const ref = `@${module.string('hello', true)}`;
  const text = `define internal void @f() #6 {\n  call void @g(ptr ${ref})\n  ret void\n}\n`;
  module.addFunction({ ref: '@f', origin: 'main.ts:f', text });
  const contents = module.contents('x86_64-unknown-none-elf');
  const parts = new Map(
    divide(contents, { copies: true, always: true }).map((part) => [part.name, part.text]),
  );
  const [program, data] = ['program', 'data'].map((name) => parts.get(name) ?? '');
  assert.ok(data?.includes(`${ref} = hidden global `), data);
  assert.ok(program?.includes(`${ref} = external hidden global <{ i32, i32, i32, i32, [5 x i8] }>, align 4`));
});

test('finds names with and without quotation marks', () => {
  const names = namesIn('call void @f1.a_b$(ptr @"var.os/net/a.ts:x", i64 %y), !dbg !12 @end');
  assert.deepEqual([...names], ['@f1.a_b$', '@"var.os/net/a.ts:x"', '@end']);
});

test("a function's nodes have the same numbers whatever else was made", () => {
  const fn = loadTree({ 'main.ts': 'export function f(): number { return 1; }\nf();' }).functions.find(
    ({ key }) => key === 'main.ts:f',
  );
  assert.ok(fn);
  const [one, other] = [new ModuleBuilder(true).debug, new ModuleBuilder(true).debug];
  other.subprogram(fn, true, 'entry.1.f');
  const [a, b] = [one, other].map((debug) => {
    const scope = debug.subprogram(fn, false, 'f1.f');
    return [debug.location(scope, fn.span), ...scope.nodes.lines];
  });
  assert.deepEqual(a, b);
});

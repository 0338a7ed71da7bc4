import assert from 'node:assert';
import { join } from 'node:path';
import { test } from 'node:test';
import { MissingFromOs } from '../diagnostics/missing.ts';
import { printDiagnostics } from '../diagnostics/print.ts';
import type { DiagnosticSink } from '../diagnostics/sink.ts';
import type { FunctionIr, Program } from '../ir/ir.ts';
import { verifyFunction } from '../ir/verify.ts';
import { lowerAll, withTree } from '../lower/testing/program-tree.ts';
import { loadProgram } from '../program/load.ts';
import { makeStateMachine } from './state-machine.ts';

const HOOKS =
  'startAsync awaitValue returnAsync startGenerator yieldValue returnGenerator startAsyncGenerator awaitInGenerator ' +
  'yieldAsync returnAsyncGenerator';

/** os/runtime/support.ts with hooks of these names. */
function supportWith(names: string): Record<string, string> {
  const lines = names.split(' ').map((name) => `export function ${name}(...args: unknown[]): any {}`);
  return { 'os/runtime/support.ts': lines.join('\n') };
}

interface Machine {
  readonly outer: FunctionIr;
  readonly resume: FunctionIr;
}

/** The start and resume functions of `f` in the source. */
function stateMachineOf(source: string): Machine {
  const files = { ...supportWith(HOOKS), 'main.ts': `${source}\nconsole.log(f);\n` };
  return withTree(files, (root) => {
    const program = loadIn(root).program;
    const outer = lowerAll(program).find((fn) => fn.isAsync || fn.isGenerator);
    assert.ok(outer !== undefined);
    makeStateMachine(outer, program);
    const resume = outer.blocks.flatMap((block) => block.instrs).find((i) => i.op === 'closure')?.attrs.fn;
    assert.ok(resume !== undefined);
    return { outer, resume };
  });
}

function loadIn(root: string): { readonly program: Program; readonly sink: DiagnosticSink } {
  const options = { target: 'linux', osRoot: join(root, 'os'), check: false };
  const { program, sink } = loadProgram(join(root, 'main.ts'), options);
  assert.ok(program !== undefined);
  return { program, sink };
}

function opsOf(fn: FunctionIr): string[] {
  return fn.blocks.flatMap((block) => block.instrs.map((i) => i.op));
}

const SUSPENSIONS = ['await', 'yield', 'yield.returned', 'generator.start'];

for (const [what, source] of [
  ['a yield', 'function* f() { yield 1; }'],
  ['a yield in a try', 'function* f() { try { yield 1; } catch { yield 2; } finally { yield 3; } }'],
  ['a yield in a loop over an iterable', 'function* f(x: Iterable<number>) { for (const a of x) yield a; }'],
  ['a yield*', 'function* f(x: Iterable<number>) { try { yield* x; } finally { yield 1; } }'],
  ['an await', 'async function f(x: Promise<number>) { try { return await x; } catch { return 1; } }'],
  [
    'an async generator',
    'async function* f(x: any) { try { yield* x; for await (const a of x) yield a; } finally {} }',
  ],
] as const) {
  test(`nothing suspends in the state machine of ${what}, and its IR is well formed`, () => {
    const { outer, resume } = stateMachineOf(source);
    for (const fn of [outer, resume]) {
      assert.deepStrictEqual(
        opsOf(fn).filter((op) => SUSPENSIONS.includes(op)),
        [],
      );
      verifyFunction(fn);
    }
  });
}

test('only what is used behind a suspension is kept in the frame', () => {
  const { resume } = stateMachineOf(
    'function* f(a: number, b: number) { const kept = a * b; const gone = a + b; yield gone; yield kept; }',
  );
  const slots = resume.blocks.flatMap((b) =>
    b.instrs.filter((i) => i.op === 'frame.set').map((i) => i.attrs.name),
  );
  assert.strictEqual(new Set(slots.filter((name) => name !== 'state')).size, 1, slots.join());
});

test('a hook that os/ lacks is an error in the user’s source: place, line and caret', () => {
  const source = 'async function f(x: any) {\n  await x;\n}\nconsole.log(f);\n';
  const text = withTree({ ...supportWith('startAsync returnAsync'), 'main.ts': source }, (root) => {
    const { program, sink } = loadIn(root);
    const fn = lowerAll(program).find((f) => f.isAsync);
    assert.ok(fn !== undefined);
    assert.throws(
      () => makeStateMachine(fn, program),
      (error) => {
        assert.ok(error instanceof MissingFromOs);
        sink.reportAt('hookMissing', error.span, error.hook);
        return true;
      },
    );
    return printDiagnostics(sink.all, { color: false, cwd: root, readSource: () => source });
  });
  assert.strictEqual(
    text,
    [
      "main.ts:2:3: error 9014: This isn't supported yet: the run time has no 'awaitValue'.",
      '  2 |   await x;',
      '    |   ^^^^^^^',
      '',
      '1 error',
      '',
    ].join('\n'),
  );
});

test('behind a suspension variables are named by what is there: the frame, a constant, or a value of the same block', () => {
  const { outer, resume } = stateMachineOf(
    `async function f(x: Promise<number>, wide: boolean) {
       const one = 1;
       const before = Math.random();
       let sum = before;
       if (wide) sum += 2;
       const got = await x;
       for (let i = 0; i < got; i++) { sum += await x; }
       return sum + before + one;
     }`,
  );
  assert.deepEqual(outer.namings, []);
  const present = new Set(resume.blocks.flatMap(({ instrs }) => instrs));
  for (const { value, before, slot } of resume.namings) {
    assert.ok(present.has(before));
    assert.ok(slot !== undefined || value.op === 'const' || value.block === before.block);
  }
  const inFrame = resume.namings
    .filter(({ slot }) => slot !== undefined)
    .map(({ variable }) => variable.name);
  assert.deepEqual(inFrame.sort(), ['before', 'got', 'wide', 'x']);
});

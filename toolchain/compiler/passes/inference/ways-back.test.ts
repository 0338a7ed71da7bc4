/** Where a function leads back to what a pass over it has gone by: that alone takes another pass. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { FunctionIr, Program } from '../../ir/ir.ts';
import { loadTree, lowerAll } from '../../lower/testing/program-tree.ts';
import { Analysis } from './analysis.ts';
import { INT32 } from './type.ts';
import { waysBack } from './ways-back.ts';
import { World } from './world.ts';

function functionsOf(source: string): { program: Program; functions: ReadonlyMap<string, FunctionIr> } {
  const { program } = loadTree({ 'main.ts': source });
  assert.ok(program);
  return { program, functions: new Map(lowerAll(program).map((fn) => [fn.name, fn])) };
}

const SOURCE = `
export function straight(x: number): number { const y = x > 2 ? x : 3; return y + 1; }
export function loop(n: number): number { let sum = 0; for (let i = 0; i < n; i++) sum += i; return sum; }
export function forever(): void { for (;;) straight(1); }
straight(1);
loop(2);
forever();
`;

test('only loops do, and only what they carry along is read above its place', () => {
  const { functions } = functionsOf(SOURCE);
  const [straight, loop, forever] = ['straight', 'loop', 'forever'].map((name) => functions.get(name));
  assert.ok(straight && loop && forever);
  assert.deepEqual([waysBack(straight).hasLoops, waysBack(straight).readAbove.size], [false, 0]);
  assert.deepEqual([waysBack(forever).hasLoops, waysBack(forever).readAbove.size], [true, 0]);
  const { hasLoops, readAbove } = waysBack(loop);
  assert.ok(hasLoops);
  const carried = loop.blocks
    .flatMap((block) => block.instrs)
    .filter((i) => readAbove.has(i.id))
    .map((i) => i.attrs.operator ?? i.op);
  assert.ok(carried.includes('+'), carried.join());
  assert.ok(!carried.includes('<'), carried.join());
});

/** How many operations a function of a number has, and how often one is looked at in its first analysis. */
function looksAt(name: string): { operations: number; looks: number } {
  const { program, functions } = functionsOf(SOURCE);
  const fn = functions.get(name);
  assert.ok(fn);
  const world = new World(program);
  const instance = world.instance(fn, '', undefined, 0);
  for (const param of instance.params) world.write(param, INT32);
  assert.equal(world.next(), instance);
  const analysis = new Analysis(world, instance);
  let looks = 0;
  Object.defineProperty(analysis, 'at', { set: () => looks++ });
  analysis.run();
  return { operations: fn.blocks.flatMap((block) => block.instrs).length, looks };
}

test('what has no loop is looked at once, a loop until nothing changes', () => {
  const straight = looksAt('straight');
  assert.equal(straight.looks, straight.operations);
  const loop = looksAt('loop');
  assert.ok(loop.looks >= 2 * loop.operations, `${loop.looks} looks at ${loop.operations} operations`);
});

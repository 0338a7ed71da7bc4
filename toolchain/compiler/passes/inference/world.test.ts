/** The state of an inference: in which order functions are analysed, and which instance a call means. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { FunctionIr, type Program } from '../../ir/ir.ts';
import { unwritten } from '../../lower/made-function.ts';
import { type AbstractObject, FunctionInstance } from './objects.ts';
import { World } from './world.ts';

function functionNamed(key: string): FunctionIr {
  return new FunctionIr(unwritten(key), () => {});
}

test('in rounds, the newest first: what a round finds waits for the next', () => {
  const world = new World({} as Program);
  const [a, b, c, later] = ['a', 'b', 'c', 'later'].map(
    (name, id) => new FunctionInstance(id, id, functionNamed(name), '', undefined, 0),
  );
  assert.ok(a && b && c && later);
  for (const f of [b, a, c]) world.enqueue(f);
  assert.equal(world.next(), c);
  // One that waits already isn't analysed twice; one that was analysed is again, in the next round.
  for (const f of [later, a, c]) world.enqueue(f);
  assert.deepEqual([world.next(), world.next()], [b, a]);
  assert.ok(world.hasWork());
  assert.deepEqual([world.next(), world.next(), world.next()], [later, c, undefined]);
  assert.ok(!world.hasWork());
});

test('function, closure and context are an instance; contexts end at a depth', () => {
  const world = new World({} as Program);
  const fn = functionNamed('fn');
  const other = functionNamed('other');
  const closure = { number: 7 } as AbstractObject;
  const plain = world.instance(fn, '', undefined, 0);
  assert.equal(world.instance(fn, '', undefined, 3), plain);
  assert.equal(world.instance(fn, '^1.2', undefined, 99), plain);
  const others = [
    world.instance(other, '', undefined, 0),
    world.instance(fn, '^1.2', undefined, 1),
    world.instance(fn, '', closure, 1),
    world.instance(fn, '^1.2', closure, 1),
  ];
  assert.equal(new Set([plain, ...others]).size, 5);
  assert.equal(world.instance(fn, ['^1', '2'].join('.'), closure, 1), others[3]);
  assert.equal(world.instances.length, 5);
});

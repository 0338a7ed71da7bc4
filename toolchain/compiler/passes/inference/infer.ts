/**
 * Whole-program type inference: what can every value be? Starts at the module initialisers and follows calls, so that
 * what isn't reached isn't analysed, lowered or compiled. Runs to a fixed point, because types only grow.
 */
import type { Program } from '../../ir/ir.ts';
import { Analysis } from './analysis.ts';
import type { FunctionInstance } from './objects.ts';
import { World } from './world.ts';

export interface Inference {
  readonly world: World;
  readonly modules: readonly FunctionInstance[];
}

export function infer(program: Program): Inference {
  const world = new World(program);
  const modules = program.modules.map((m) => world.instance(m, '', undefined, 0));
  solve(world);
  return { world, modules };
}

/** Analyses until nothing grows. */
export function solve(world: World): void {
  for (let f = world.next(); f !== undefined; f = world.next()) new Analysis(world, f).run();
}

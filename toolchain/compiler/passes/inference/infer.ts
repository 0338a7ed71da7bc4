/**
 * Whole-program type inference: what can every value be? Starts at the module initialisers and follows calls, so that
 * what isn't reached isn't analysed, lowered or compiled. Runs to a fixed point, because types only grow.
 *
 * The program's own modules always run. A module of os/ runs only if something of it is reached.
 */
import { locate } from '../../diagnostics/missing.ts';
import type { FunctionIr } from '../../ir/ir.ts';
import { Analysis } from './analysis.ts';
import type { FunctionInstance } from './objects.ts';
import { openLate } from './openness.ts';
import { isOs } from './rooms.ts';
import type { World } from './world.ts';

/** Analyses until nothing grows. */
export function solve(world: World): void {
  do {
    for (let f = world.next(); f !== undefined; f = world.next()) {
      const analysis = new Analysis(world, f);
      try {
        analysis.run();
      } catch (error) {
        locate(error, analysis.at?.span);
        throw error;
      }
    }
  } while (openLate(world));
}

export interface Reached {
  readonly modules: readonly FunctionInstance[];
  /** How many of them are the basement: os/machine and os/memory, which run before there is a heap. */
  readonly basementCount: number;
  readonly osCount: number;
  readonly host: boolean;
  /** The program uses `process`: uncaught errors, rejections and the end go to its listeners. */
  readonly process: boolean;
  readonly network: boolean;
  /** The program prints values: that knows what only the run time can tell of them. */
  readonly inspection: boolean;
  readonly microtasks: boolean;
}

/** Solves, with the initialisers of all modules that the program reaches. */
export function reach(world: World): Reached {
  for (;;) {
    const before = world.instances.length;
    const basement: FunctionInstance[] = [];
    const os: FunctionInstance[] = [];
    const own: FunctionIr[] = [];
    const used = usedModules(world);
    for (const m of world.program.modules) {
      if (!isSystem(m.key)) own.push(m);
      else if (used.has(moduleOf(m.key))) {
        const list = /^os\/(machine|memory)\//.test(m.key) ? basement : os;
        list.push(world.instance(m, '', undefined, 0));
      }
    }
    const { evaluation } = world.program;
    const program = (evaluation === undefined ? own : [evaluation]).map((fn) =>
      world.instance(fn, '', undefined, 0),
    );
    solve(world);
    if (world.instances.length !== before) continue;
    return {
      modules: [...basement, ...os, ...program],
      basementCount: basement.length,
      osCount: basement.length + os.length,
      host: used.has('os/node/host.ts'),
      process: used.has('os/node/process.ts'),
      network: used.has('os/node/network.ts'),
      inspection: used.has('os/node/inspect/brands.ts'),
      microtasks: used.has('os/runtime/microtasks.ts'),
    };
  }
}

/** A module of os/, or of the tables that the compiler shares with it: they run before the program, whatever that waits for. */
function isSystem(key: string): boolean {
  return isOs(key) || key.startsWith('toolchain/compiler/layout/');
}

/** `os/net/stack.ts:Stack.poll` → `os/net/stack.ts` */
function moduleOf(key: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? key : key.slice(0, colon);
}

function usedModules(world: World): Set<string> {
  const used = new Set<string>();
  for (const f of world.instances) used.add(moduleOf(f.fn.key));
  for (const { global } of world.globals.values()) used.add(moduleOf(global.key));
  return used;
}

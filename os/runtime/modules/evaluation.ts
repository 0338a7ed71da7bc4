/**
 * Evaluation of modules when one of them has a top-level await (ECMA-262 16.2.1.5.3): it suspends the modules that import
 * it, and the others go on. The compiler knows the graph (toolchain/compiler/program/evaluation.ts): its code runs the modules
 * that wait for nothing, in order, and makes a record of each of the others, with what it awaits.
 */
import { trust } from '../../unsafe.ts';
import { type PromiseGlobal, performPromiseThen } from '../promise/promise.ts';
import { setFailure, setUnsettled } from './outcome.ts';

/** A module that awaits, or that imports one that does. */
class ModuleRecord {
  /** Its statements; gives a promise if it has an await itself. */
  readonly run: () => unknown;
  readonly hasAwait: boolean;
  /** [[AsyncEvaluationOrder]]: modules that become ready together run in this order. */
  readonly order: number;
  /** [[PendingAsyncDependencies]] */
  pending: number = 0;
  /** [[AsyncParentModules]] */
  readonly parents: ModuleRecord[] = [];
  /** Evaluated, or failed with an error of its own or of a dependency. */
  isDone: boolean = false;
  /** The module that the program begins with: it has [[TopLevelCapability]]. */
  isEntry: boolean = false;

  constructor(run: () => unknown, hasAwait: boolean, order: number) {
    this.run = run;
    this.hasAwait = hasAwait;
    this.order = order;
  }
}

let made: number = 0;

/** A module that can't simply be run; modules are made in the order in which ECMA-262 evaluates them. */
export function moduleRecord(run: () => unknown, hasAwait: boolean): ModuleRecord {
  made += 1;
  return new ModuleRecord(run, hasAwait, made);
}

/** `module` runs only when `dependency` has. */
export function awaitModule(module: ModuleRecord, dependency: ModuleRecord): void {
  module.pending++;
  dependency.parents.push(module);
}

/** ExecuteAsyncModule (16.2.1.5.3.2): runs a module that waits for nothing to its first await. */
export function startModule(module: ModuleRecord): void {
  performPromiseThen(
    trust<PromiseGlobal<unknown>>(module.run()),
    () => fulfilled(module),
    (error) => rejected(module, error),
  );
}

/** Says which module the program begins with: an error that reaches it is an uncaught one. */
export function watchProgram(entry: ModuleRecord): void {
  entry.isEntry = true;
  setUnsettled(true);
}

/** AsyncModuleExecutionFulfilled (16.2.1.5.3.4). */
function fulfilled(module: ModuleRecord): void {
  if (module.isDone) return;
  finish(module);
  const ready: ModuleRecord[] = [];
  gather(module, ready);
  ready.sort((a, b) => a.order - b.order);
  for (const next of ready) {
    if (next.isDone) continue;
    if (next.hasAwait) startModule(next);
    else runNow(next);
  }
}

function runNow(module: ModuleRecord): void {
  try {
    module.run();
  } catch (error) {
    rejected(module, error);
    return;
  }
  finish(module);
}

function finish(module: ModuleRecord): void {
  module.isDone = true;
  if (module.isEntry) setUnsettled(false);
}

/** GatherAvailableAncestors (16.2.1.5.3.3): what can run now that `module` has. */
function gather(module: ModuleRecord, ready: ModuleRecord[]): void {
  for (const parent of module.parents) {
    if (parent.isDone || ready.includes(parent)) continue;
    parent.pending--;
    if (parent.pending > 0) continue;
    ready.push(parent);
    if (!parent.hasAwait) gather(parent, ready);
  }
}

/** AsyncModuleExecutionRejected (16.2.1.5.3.5): nothing that imports the module runs. */
function rejected(module: ModuleRecord, error: unknown): void {
  if (module.isDone) return;
  finish(module);
  for (const parent of module.parents) rejected(parent, error);
  if (module.isEntry) setFailure(error);
}

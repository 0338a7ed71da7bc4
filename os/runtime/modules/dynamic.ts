/**
 * Modules that only `import()` reaches (ECMA-262 13.3.10, 16.2.1.5.3): each is evaluated when it is first asked for, after
 * what it imports, and its outcome stays: the same namespace, or the same error, for all who ask. Which modules these
 * are is known to the compiler (toolchain/compiler/lower/dynamic-import.ts), whose code makes a record of each.
 */
import { trust } from '../../unsafe.ts';
import { enqueue } from '../microtasks.ts';
import {
  type PromiseGlobal,
  pendingPromise,
  performPromiseThen,
  rejectPromise,
  resolvePromise,
} from '../promise/promise.ts';

/** A module as `import()` sees it. Of one that runs with the program, `run` does nothing. */
class DynamicModule {
  /** Its statements; gives a promise if it has an await itself. */
  readonly run: () => unknown;
  readonly hasAwait: boolean;
  readonly namespace: () => unknown;
  readonly dependencies: DynamicModule[] = [];
  isBegun: boolean = false;
  /** Until the module and what it imports have done all their awaiting. */
  pending: PromiseGlobal<unknown> | undefined;
  hasFailed: boolean = false;
  error: unknown;

  constructor(run: () => unknown, hasAwait: boolean, namespace: () => unknown) {
    this.run = run;
    this.hasAwait = hasAwait;
    this.namespace = namespace;
  }
}

export function dynamicModule(
  run: () => unknown,
  hasAwait: boolean,
  namespace: () => unknown,
): DynamicModule {
  return new DynamicModule(run, hasAwait, namespace);
}

/** `module` imports `dependency`. */
export function dynamicDependency(module: DynamicModule, dependency: DynamicModule): void {
  module.dependencies.push(dependency);
}

/** `import()` of a module. */
export function importModule(module: DynamicModule): PromiseGlobal<unknown> {
  const promise = pendingPromise();
  enqueue(() => evaluateFor(module, promise));
  return promise;
}

/** `import()` of what wasn't known when the image was built. */
export function importUnknown(specifier: unknown): PromiseGlobal<unknown> {
  const promise = pendingPromise();
  rejectPromise(
    promise,
    new TypeError(
      `import('${String(specifier)}') is not available: it was not known when the image was built`,
    ),
  );
  return promise;
}

/** `import()` of a module that wasn't there when the image was built: with Node's error. */
export function importMissing(specifier: string, importer: string): PromiseGlobal<unknown> {
  const kind = isPath(specifier) ? 'module' : 'package';
  const error: MissingModule = new Error(`Cannot find ${kind} '${specifier}' imported from ${importer}`);
  error.code = 'ERR_MODULE_NOT_FOUND';
  const promise = pendingPromise();
  rejectPromise(promise, error);
  return promise;
}

interface MissingModule extends Error {
  code?: string;
}

function isPath(specifier: string): boolean {
  return specifier.startsWith('.') || specifier.startsWith('/');
}

function evaluateFor(module: DynamicModule, promise: PromiseGlobal<unknown>): void {
  evaluate(module);
  const { pending } = module;
  if (pending === undefined) settle(module, promise);
  else
    performPromiseThen(
      pending,
      () => settle(module, promise),
      () => settle(module, promise),
    );
}

function settle(module: DynamicModule, promise: PromiseGlobal<unknown>): void {
  if (module.hasFailed) rejectPromise(promise, module.error);
  else resolvePromise(promise, module.namespace());
}

/** Evaluates the module, as far as that can be done at once; a module of a cycle that has begun isn't waited for. */
function evaluate(module: DynamicModule): void {
  if (module.isBegun) return;
  module.isBegun = true;
  const awaited: DynamicModule[] = [];
  for (const dependency of module.dependencies) {
    evaluate(dependency);
    if (dependency.hasFailed) {
      fail(module, dependency.error);
      return;
    }
    if (dependency.pending !== undefined) awaited.push(dependency);
  }
  if (awaited.length === 0 && !module.hasAwait) run(module);
  else waitFor(module, awaited);
}

/** Runs a module without an await of its own. */
function run(module: DynamicModule): void {
  try {
    module.run();
  } catch (error) {
    fail(module, error);
  }
}

/** The module's turn comes when all that it waits for is done, or one of them has failed. */
function waitFor(module: DynamicModule, awaited: readonly DynamicModule[]): void {
  const done = pendingPromise();
  module.pending = done;
  let left = awaited.length;
  const next = (): void => {
    left--;
    const failed = awaited.find((dependency) => dependency.hasFailed);
    if (failed !== undefined && !module.hasFailed) finish(module, done, failed);
    else if (left <= 0 && !module.hasFailed) runAwaited(module, done);
  };
  if (awaited.length === 0) runAwaited(module, done);
  for (const { pending } of awaited) if (pending !== undefined) performPromiseThen(pending, next, next);
}

function runAwaited(module: DynamicModule, done: PromiseGlobal<unknown>): void {
  if (!module.hasAwait) {
    run(module);
    finish(module, done, undefined);
    return;
  }
  performPromiseThen(
    trust<PromiseGlobal<unknown>>(module.run()),
    () => finish(module, done, undefined),
    (error) => {
      fail(module, error);
      finish(module, done, undefined);
    },
  );
}

function finish(
  module: DynamicModule,
  done: PromiseGlobal<unknown>,
  failed: DynamicModule | undefined,
): void {
  if (failed !== undefined) fail(module, failed.error);
  module.pending = undefined;
  resolvePromise(done, undefined);
}

function fail(module: DynamicModule, error: unknown): void {
  module.hasFailed = true;
  module.error = error;
}

/**
 * Runs lowered IR on the JavaScript engine underneath, so that tests can compare a program with Node before there is any
 * back end: what differs is lowering's fault. Values are the engine's own; classes and functions of os/ named in
 * `host` (by their plain name) are the engine's too. Slow and simple; only for tests.
 */
import type { ClassInfo, FunctionIr, Global, Program } from '../ir.ts';
import { verifyFunction } from '../verify.ts';
import { execute } from './execute.ts';
import { makeClassObject, makeFunctionObject } from './objects.ts';

/** How a suspended function is resumed. */
export interface Resume {
  readonly mode: 'next' | 'throw' | 'return';
  readonly value: unknown;
}

/** What a suspended function asks for. */
export interface Suspension {
  readonly kind: 'await' | 'yield' | 'start';
  readonly value: unknown;
}

/** A marker that programs can't see. */
export const HOLE = Symbol('hole');

/** A call as the callee sees it. */
export interface Activation {
  readonly fn: FunctionIr;
  readonly captures: readonly unknown[];
  readonly receiver: unknown;
  readonly args: readonly unknown[];
  readonly newTarget: unknown;
}

export type Callable = (...args: unknown[]) => unknown;
export type Constructor = abstract new (...args: never[]) => object;

export class Interpreter {
  readonly host: Readonly<Record<string, unknown>>;
  readonly globals = new Map<string, unknown>();
  readonly classes = new Map<ClassInfo, Constructor>();
  readonly #statics = new Map<FunctionIr, Callable>();
  readonly privates = new Map<string, WeakMap<object, PropertyDescriptor>>();

  constructor(host: Readonly<Record<string, unknown>>) {
    this.host = host;
  }

  /** Runs all modules of a program in order. */
  async run(program: Program): Promise<void> {
    for (const module of program.modules) {
      if (module.key.startsWith('os/')) continue;
      const activation = { fn: module, captures: [], receiver: undefined, args: [], newTarget: undefined };
      await this.drive(this.start(activation));
    }
  }

  start(activation: Activation): Generator<Suspension, unknown, Resume> {
    activation.fn.ensureLowered();
    if (activation.fn.blocks[0]?.instrs[0]?.id === 0) verifyOnce(activation.fn);
    return execute(this, activation);
  }

  /** Runs a function that can't suspend. */
  call(activation: Activation): unknown {
    const { fn } = activation;
    const key = fn.key;
    const name = key.startsWith('os/') ? key.slice(key.indexOf(':') + 1) : '';
    if (name in this.host)
      return Reflect.apply(this.host[name] as Callable, activation.receiver, [...activation.args]);
    return makeFunctionResult(this, activation);
  }

  /** Runs an async function to its end. */
  async drive(code: Generator<Suspension, unknown, Resume>): Promise<unknown> {
    let step = code.next({ mode: 'next', value: undefined });
    while (!step.done) {
      let resume: Resume;
      try {
        resume = { mode: 'next', value: await step.value.value };
      } catch (error) {
        resume = { mode: 'throw', value: error };
      }
      step = code.next(resume);
    }
    return step.value;
  }

  /** The function object of a function without captures: one for ever. */
  staticFunction(fn: FunctionIr): Callable {
    let known = this.#statics.get(fn);
    if (known === undefined) {
      known = this.functionObject(fn, []);
      this.#statics.set(fn, known);
    }
    return known;
  }

  functionObject(fn: FunctionIr, captures: readonly unknown[]): Callable {
    const name = fn.key.startsWith('os/') ? fn.key.slice(fn.key.indexOf(':') + 1) : '';
    if (name in this.host) return this.host[name] as Callable;
    return makeFunctionObject(this, fn, captures);
  }

  classObject(info: ClassInfo, base: unknown, captures: readonly unknown[]): Constructor {
    const object = makeClassObject(this, info, base, captures);
    this.classes.set(info, object);
    return object;
  }

  classRef(info: ClassInfo): unknown {
    if (info.key.startsWith('os/')) return this.host[info.name];
    return this.classes.get(info) ?? HOLE;
  }

  readGlobal(global: Global): unknown {
    if (global.key.startsWith('os/')) return this.host[global.name];
    return this.globals.has(global.key) ? this.globals.get(global.key) : global.tdz ? HOLE : global.initial;
  }

  privateSlots(info: ClassInfo | undefined, name: string): WeakMap<object, PropertyDescriptor> {
    const key = `${info?.key}${name}`;
    let slots = this.privates.get(key);
    if (slots === undefined) {
      slots = new WeakMap();
      this.privates.set(key, slots);
    }
    return slots;
  }
}

const verified = new WeakSet<FunctionIr>();

function verifyOnce(fn: FunctionIr): void {
  if (verified.has(fn)) return;
  verified.add(fn);
  verifyFunction(fn);
}

/** Calls a function by its kind: at once, as a promise, or as a generator object. */
export function makeFunctionResult(interpreter: Interpreter, activation: Activation): unknown {
  const { fn } = activation;
  const code = interpreter.start(activation);
  if (fn.isGenerator) return generatorObject(interpreter, code, fn.isAsync);
  if (fn.isAsync) return interpreter.drive(code);
  const step = code.next({ mode: 'next', value: undefined });
  if (!step.done) throw new Error(`${fn.key} suspended`);
  return step.value;
}

function generatorObject(
  interpreter: Interpreter,
  code: Generator<Suspension, unknown, Resume>,
  isAsync: boolean,
): object {
  let state: 'new' | 'running' | 'done' = 'new';
  // the part up to generator.start runs at the call
  code.next({ mode: 'next', value: undefined });
  const resume = function* (
    mode: Resume['mode'],
    value: unknown,
  ): Generator<Suspension, IteratorResult<unknown>, Resume> {
    if (state === 'new' && mode !== 'next') state = 'done';
    if (state === 'done') {
      if (mode === 'throw') throw value;
      return { done: true, value: mode === 'return' ? value : undefined };
    }
    state = 'running';
    let input: Resume = { mode, value };
    for (;;) {
      let step: IteratorResult<Suspension, unknown>;
      try {
        step = code.next(input);
      } catch (error) {
        state = 'done';
        throw error;
      }
      if (step.done) {
        state = 'done';
        return { done: true, value: step.value };
      }
      if (step.value.kind === 'yield') return { done: false, value: step.value.value };
      input = yield step.value;
    }
  };
  if (!isAsync) {
    const sync = (mode: Resume['mode']) => (value?: unknown) =>
      resume(mode, value).next({ mode: 'next', value }).value;
    const object = { next: sync('next'), throw: sync('throw'), return: sync('return') };
    return Object.assign(Object.create(GENERATOR_PROTOTYPE) as object, object);
  }
  let queue: Promise<unknown> = Promise.resolve();
  const later = (mode: Resume['mode']) => (value?: unknown) => {
    const result = queue.then(async () => {
      const input = mode === 'return' && state !== 'running' ? await value : value;
      return interpreter.drive(resume(mode, input) as Generator<Suspension, unknown, Resume>);
    });
    queue = result.catch(() => {});
    return result;
  };
  const object = { next: later('next'), throw: later('throw'), return: later('return') };
  return Object.assign(Object.create(ASYNC_GENERATOR_PROTOTYPE) as object, object);
}

const GENERATOR_PROTOTYPE: object = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})()));
const ASYNC_GENERATOR_PROTOTYPE: object = Object.getPrototypeOf(
  Object.getPrototypeOf((async function* () {})()),
);

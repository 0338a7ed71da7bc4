/**
 * Generators at run time (ECMA-262 27.5). Their bodies are resume functions
 * (toolchain/compiler/passes/state-machine.ts), which call the hooks below.
 */
import { RESUME_NEXT, RESUME_RETURN, RESUME_THROW } from '../../../toolchain/compiler/layout/suspension.ts';
import { trust } from '../../unsafe.ts';
import { IteratorGlobal } from '../iterator/iterator.ts';
import type { Step } from './step.ts';

interface Result {
  value: unknown;
  done: boolean;
}

/** A generator object. T is what it yields and returns: inference keeps apart what generics do for each place that calls them. */
export class GeneratorActivation<T> extends IteratorGlobal<T> {
  readonly #step: Step;
  #value: unknown = undefined;
  #started: boolean = false;
  #running: boolean = false;
  #done: boolean = false;

  constructor(step: Step) {
    super();
    this.#step = step;
    // To the point where parameters are bound; the body begins at the first next().
    step(this, RESUME_NEXT, undefined);
  }

  next(value?: unknown): Result {
    this.#requireIdle();
    if (this.#done) return { value: undefined, done: true };
    return this.#resume(RESUME_NEXT, value);
  }

  return(value?: unknown): Result {
    this.#requireIdle();
    if (!this.#started) this.#done = true;
    if (this.#done) return { value, done: true };
    return this.#resume(RESUME_RETURN, value);
  }

  throw(error?: unknown): Result {
    this.#requireIdle();
    if (!this.#started) this.#done = true;
    if (this.#done) throw error;
    return this.#resume(RESUME_THROW, error);
  }

  override get [Symbol.toStringTag](): string {
    return 'Generator';
  }

  #requireIdle(): void {
    if (this.#running) throw new TypeError('Generator is already running');
  }

  $advance(): boolean {
    this.#requireIdle();
    if (this.#done) return false;
    this.#run(RESUME_NEXT, undefined);
    return !this.#done;
  }

  $taken(): T {
    return trust<T>(this.#value);
  }

  #resume(mode: number, value: unknown): Result {
    this.#run(mode, value);
    return { value: this.#value, done: this.#done };
  }

  #run(mode: number, value: unknown): void {
    this.#started = true;
    this.#running = true;
    try {
      this.#step(this, mode, value);
    } catch (error) {
      this.#done = true;
      throw error;
    } finally {
      this.#running = false;
    }
  }

  /** What the body yields or, `done`, returns. */
  $put(value: unknown, done: boolean): void {
    this.#value = value;
    this.#done = done;
  }
}

/** Calls a generator function. */
export function startGenerator<T>(step: Step): GeneratorActivation<T> {
  return new GeneratorActivation<T>(step);
}

/** `yield value`. */
export function yieldValue<T>(activation: GeneratorActivation<T>, value: T): void {
  activation.$put(value, false);
}

/** The end of a generator. */
export function returnGenerator<T>(activation: GeneratorActivation<T>, value: T): void {
  activation.$put(value, true);
}

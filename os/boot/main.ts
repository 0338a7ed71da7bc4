/**
 * The two ends of a program: what compiled code runs before the first module, and how it ends without an event loop.
 * The compiler calls these by name (toolchain/compiler/llvm/start.ts); host.ts has the counterparts for programs that use
 * timers, promises, the console or the network.
 */
import { initialize, powerOff } from '#machine';
import { initializeHeap } from '../memory/heap.ts';
import { print } from '../runtime/core/print.ts';
import { initializeStackLimit } from '../runtime/core/stack-limit.ts';

/** Makes the machine, the heap and the stack limit ready. Nothing may be allocated before it. */
export function boot(): void {
  initialize();
  initializeHeap();
  initializeStackLimit();
}

/** The end of a program that has no event loop. */
export function endProgram(): void {
  powerOff(0);
}

/** The end of a program that an error left: prints it and ends with status 1, as Node does. */
export function endUncaught(error: unknown): void {
  print(2, `Uncaught ${describeError(error)}\n`);
  powerOff(1);
}

/** What is printed of an uncaught error: its stack if it has one. */
export function describeError(error: unknown): string {
  if (error instanceof Error) {
    const stack: unknown = error.stack;
    return typeof stack === 'string' ? stack : `${error.name}: ${error.message}`;
  }
  return typeof error === 'symbol' ? 'Symbol()' : `${error}`;
}

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
  print(2, `${describeError(error)}\n`);
  powerOff(1);
}

let inspector: ((value: unknown) => string) | undefined;

/** What describes uncaught errors in programs that print values anyway. */
export function useInspector(inspect: (value: unknown) => string): void {
  inspector = inspect;
}

/** What is printed of an uncaught error: its stack if it has one, and those of its causes. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `Uncaught ${inspector?.(error) ?? describeValue(error)}`;
  if (inspector !== undefined) return inspector(error);
  let text = '';
  let each: unknown = error;
  for (let depth = 0; each instanceof Error && depth < CAUSES_SHOWN; depth++) {
    const stack: unknown = each.stack;
    text += typeof stack === 'string' ? stack : `${each.name}: ${each.message}`;
    each = each.cause;
    if (each !== undefined) text += '\n[cause]: ';
  }
  return each === undefined || each instanceof Error ? text : text + describeValue(each);
}

/** A chain of causes may be a circle. */
const CAUSES_SHOWN = 8;

/** The end of a program with an unhandled rejection: an error is printed as an uncaught one, of the rest Node tells this. */
export function endRejected(reason: unknown): void {
  if (reason instanceof Error) {
    endUncaught(reason);
    return;
  }
  print(
    2,
    'UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch ' +
      `block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${describeValue(reason)}".\n`,
  );
  powerOff(1);
}

/** A thrown value in a few words, without running any code of it. */
function describeValue(value: unknown): string {
  if (typeof value === 'symbol') return value.toString();
  if (typeof value === 'function') return '[Function]';
  return typeof value === 'object' && value !== null ? '#<Object>' : `${value}`;
}

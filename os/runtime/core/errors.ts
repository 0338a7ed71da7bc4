/**
 * Throwing from the low half of the run time: each function makes the Error object at that moment and never returns.
 * The Error classes are ordinary globals (os/runtime/globals.ts); a program that can't reach a throw doesn't link them.
 */
import { panic } from '../../machine/panic.ts';

export function throwTypeError(message: string): never {
  throw new TypeError(message);
}

export function throwRangeError(message: string): never {
  throw new RangeError(message);
}

export function throwReferenceError(message: string): never {
  throw new ReferenceError(message);
}

export function throwSyntaxError(message: string): never {
  throw new SyntaxError(message);
}

/** An error about memory is being made. */
let isMakingError = false;

/**
 * An allocation that a program asked for failed. What was asked for may have been large, so that there is memory for the
 * error; if there isn't, the program ends: an error can't be reported by another one of its kind.
 */
export function throwAllocationFailed(message: string): never {
  if (isMakingError) panic('out of memory');
  isMakingError = true;
  try {
    throwRangeError(message);
  } finally {
    isMakingError = false;
  }
}

/** V8's text for a failed allocation of a buffer. */
export function throwOutOfMemory(): never {
  throwAllocationFailed('Array buffer allocation failed');
}

/** The call depth that compiled code checks on entry of functions on a call cycle was reached. */
export function throwStackOverflow(): never {
  throwRangeError('Maximum call stack size exceeded');
}

/**
 * Throwing from the low half of the run time: each function makes the Error object at that moment and never returns.
 * The Error classes are ordinary globals (os/runtime/globals.ts); a program that can't reach a throw doesn't link them.
 */

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

/** V8's text for a failed allocation that a program asked for. */
export function throwOutOfMemory(): never {
  throwRangeError('Array buffer allocation failed');
}

/** The call depth that compiled code checks on entry of functions on a call cycle was reached. */
export function throwStackOverflow(): never {
  throwRangeError('Maximum call stack size exceeded');
}

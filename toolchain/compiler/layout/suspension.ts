/**
 * How a suspended function is resumed. Compiled resume functions (passes/state-machine.ts) compare with these numbers, and
 * os/runtime/suspension/ passes them.
 */

/** With a value: `await` fulfilled, or `next(value)`. */
export const RESUME_NEXT = 0;
/** With an error that is thrown where the function stands. */
export const RESUME_THROW = 1;
/** With an order to return, as from a `return` statement where the function stands: `return(value)`. */
export const RESUME_RETURN = 2;

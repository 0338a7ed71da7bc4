/** A resume function as the compiler makes it: runs a suspended function from one suspension to the next. */

/**
 * `mode` is one of layout/suspension.ts. The function tells its activation what happened through the hooks of this folder
 * (a yield, an await, its end) and returns; it throws what its body throws.
 */
export type Step = (activation: unknown, mode: number, value: unknown) => void;

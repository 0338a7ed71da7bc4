/**
 * `Error.prototype.stack` as V8 makes it: a string property, made when the error is. The machine-dependent part, walking
 * frames and naming places, is installed at boot by whoever has it; without it a stack is its first line.
 */

/** Gives the lines `\n    at …` of the current stack, without the frames of constructors of errors; at most `limit`. */
export type StackWalker = (limit: number) => string;

let walker: StackWalker | undefined;

/** Installs the function that walks the stack. */
export function setStackWalker(walk: StackWalker): void {
  walker = walk;
}

/** The value of `stack` for an error with this header line. */
export function stackText(header: string): string {
  return walker === undefined ? header : header + walker(10);
}

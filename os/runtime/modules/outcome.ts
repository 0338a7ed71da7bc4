/**
 * What became of the program's evaluation, when it has a top-level await: os/boot asks when the microtasks have run dry, and
 * at the end. A program that ends while it is unsettled has status 13, as under Node.
 */

let unsettled: boolean = false;
let failures: unknown[] = [];

export function isUnsettled(): boolean {
  return unsettled;
}

/** Said by evaluation.ts: the first module's evaluation begins to wait, or has ended. */
export function setUnsettled(value: boolean): void {
  unsettled = value;
}

/** Said by evaluation.ts: it failed, with this error. */
export function setFailure(error: unknown): void {
  failures.push(error);
}

/** The error that evaluation failed with, alone in an array; empty if it didn't, or was asked before. */
export function takeFailure(): unknown[] {
  const taken = failures;
  failures = [];
  return taken;
}

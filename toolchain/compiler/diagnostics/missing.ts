/**
 * What a program needs and os/ doesn't have yet: thrown where the compiler asks for it by name, given its place by whoever
 * knows which operation asked, and reported by pipeline.ts as any other error in the user's program.
 */
import type { Span } from '../ir/ir.ts';

export class MissingFromOs extends Error {
  /** A function or class that the compiler calls by name (os/runtime/support.ts). */
  readonly hook: string;
  /** Where the program asked for it. */
  span: Span | undefined;

  constructor(hook: string) {
    super(`os/ has no ${hook}`);
    this.hook = hook;
  }
}

/** Gives an error on its way out the place that was being compiled, unless somebody further in knew it better. */
export function locate(error: unknown, span: Span | undefined): void {
  if (error instanceof MissingFromOs) error.span ??= span;
}

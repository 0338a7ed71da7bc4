/**
 * The end of a program that uses promises but no event loop: their jobs run once the modules have.
 */
import { drain } from '../runtime/microtasks.ts';

/** Runs every promise job there is. */
export function runMicrotasks(): void {
  drain();
}

/**
 * The end of a program that uses promises but no event loop: their jobs run once the modules have.
 */
import { powerOff } from '#machine';
import { drain } from '../runtime/microtasks.ts';
import { reportFailures, statusAtEnd, trackRejections } from './errors.ts';

/** Before the modules run: rejections are noticed. */
export function installMicrotasks(): void {
  trackRejections();
}

/** Runs every promise job there is. */
export function runMicrotasks(): void {
  drain();
  reportFailures();
  powerOff(statusAtEnd());
}

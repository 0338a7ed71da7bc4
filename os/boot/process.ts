/**
 * The composition of a program that uses `process`: errors and rejections go to its listeners, and its end is an event.
 */

import { theLoop } from '../node/host.ts';
import { process } from '../node/process.ts';
import { statusAtEnd, useErrorSink } from './errors.ts';

/** Makes `process` the sink of errors. */
export function installProcess(): void {
  useErrorSink(process);
}

/** Runs the loop until nothing keeps the program alive and no `'beforeExit'` listener starts more; then `'exit'`. */
export function runProcessLoop(): void {
  do theLoop().run();
  while (process.finishLoop());
  // Listeners still get the status without this one, as under Node.
  process.prependListener('exit', () => {
    if (statusAtEnd() !== 0) process.exitCode ??= statusAtEnd();
  });
  process.exit();
}

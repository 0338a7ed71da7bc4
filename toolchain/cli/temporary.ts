/**
 * Directories that are gone when we are, and work that a signal may interrupt without leaving anything behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { statusOfSignal } from '../launcher/supervise.ts';

/** An empty directory that is removed when this process exits. */
export function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'importos-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/**
 * Does work that blocks. A signal that came meanwhile exits afterwards, at the latest when the work is done, and by
 * way of `exit`, so that temporary directories go too. (Tools that the work calls have the signal at once.)
 */
export async function interruptible<Result>(work: () => Result): Promise<Result> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const leave = (signal: NodeJS.Signals): never => process.exit(statusOfSignal(signal));
  for (const signal of signals) process.on(signal, leave);
  try {
    return work();
  } finally {
    await turn();
    for (const signal of signals) process.off(signal, leave);
  }
}

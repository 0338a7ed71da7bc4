/**
 * Runs the tools of LLVM. They are trusted and their input comes from us: when one fails, that is our bug, and what
 * it wrote is in the error.
 */
import { spawnSync } from 'node:child_process';
import { Problem } from '../problem.ts';

/** Runs a program to its end. Blocks. Throws a Problem when it isn't there, an Error with its output when it fails. */
export function runTool(program: string, words: readonly string[]): void {
  const { error, status, signal, stderr, stdout } = spawnSync(program, words, { encoding: 'utf8' });
  if (error && 'code' in error && error.code === 'ENOENT') {
    throw new Problem(
      `${program} is not installed`,
      "'./importos doctor' shows what is missing and installs it",
    );
  }
  if (error) throw error;
  if (signal) throw new Problem(`interrupted: ${program} ended by ${signal}`, undefined, 130);
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} failed:\n${stderr}${stdout}`);
}

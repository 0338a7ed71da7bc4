/**
 * Runs the tools of LLVM. They are trusted and their input comes from us: when one fails, that is our bug, and what
 * it wrote is in the error.
 */
import { spawn, spawnSync } from 'node:child_process';
import { Problem } from '../problem.ts';

/** Starts a program; settles when it has ended. Rejects as `runTool` throws. */
export function startTool(program: string, words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const end = (status: number | null, signal: string | null, error?: Error): void => {
      const problem = problemOf(program, words, { error, status, signal, said });
      if (problem === undefined) resolve();
      else reject(problem);
    };
    child.once('error', (error) => end(null, null, error));
    child.once('close', (status, signal) => end(status, signal));
  });
}

interface End {
  readonly error: Error | undefined;
  readonly status: number | null;
  readonly signal: string | null;
  readonly said: string;
}

function problemOf(
  program: string,
  words: readonly string[],
  { error, status, signal, said }: End,
): Error | undefined {
  if (error && 'code' in error && error.code === 'ENOENT') {
    return new Problem(
      `${program} is not installed`,
      "'./importos doctor' shows what is missing and installs it",
    );
  }
  if (error) return error;
  if (signal) return new Problem(`interrupted: ${program} ended by ${signal}`, undefined, 130);
  return status === 0 ? undefined : new Error(`${program} ${words.join(' ')} failed:\n${said}`);
}

/** Runs a program to its end. Blocks. Throws a Problem when it isn't there, an Error with its output when it fails. */
export function runTool(program: string, words: readonly string[]): void {
  const { error, status, signal, stderr, stdout } = spawnSync(program, words, { encoding: 'utf8' });
  const problem = problemOf(program, words, { error, status, signal, said: `${stderr}${stdout}` });
  if (problem !== undefined) throw problem;
}

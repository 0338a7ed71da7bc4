/**
 * The ways to run a program that are compared with Node: the image, on one of the targets, or tsx.
 *
 * A runner takes one program and answers with one outcome; the suite runs several at a time. A runner that can
 * compile many programs in one go may do so behind `prepare`, as long as every program still runs by itself.
 */
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Outcome, runCommand } from './child-process.ts';
import { programEnvironment } from './oracle.ts';
import type { Program } from './program-list.ts';

export const targets = ['checked', 'linux', 'x86_64', 'node'] as const;
export type Target = (typeof targets)[number];

export interface Runner {
  /** What the reports call it. */
  readonly name: string;
  /** Called once, before the first program, with all of them. */
  prepare?(programs: readonly Program[]): Promise<void>;
  /** Builds the program, runs it to its end, and never rejects for what the program or its build does. */
  buildAndRun(program: Program): Promise<Outcome>;
  /** Called once, after the last. */
  close?(): void;
}

/**
 * Runs `command run FILE --target TARGET`. `command` is words separated by spaces; its first is a program on the
 * PATH, or a path relative to `baseDir` when it has a slash. Throws when that path can't be executed: a suite
 * without its compiler must not look like one that passed.
 */
export function imageRunner(options: {
  readonly command: string;
  readonly baseDir: string;
  readonly target: Exclude<Target, 'node' | 'checked'>;
  readonly timeoutMs: number;
}): Runner {
  const [word = '', ...fixedArgs] = options.command.split(' ').filter((part) => part !== '');
  const program = word.includes('/') ? resolve(options.baseDir, word) : word;
  if (word.includes('/')) assertExecutable(program);
  return {
    name: options.target,
    buildAndRun: ({ entry }) =>
      runCommand(program, [...fixedArgs, 'run', entry, '--target', options.target], {
        cwd: options.baseDir,
        env: programEnvironment,
        timeoutMs: options.timeoutMs,
      }),
  };
}

/** Runs the sources through tsx: a second opinion on the oracle, and the check that the programs themselves hold. */
export function tsxRunner(timeoutMs: number): Runner {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return {
    name: 'node (tsx)',
    buildAndRun: ({ entry }) =>
      runCommand(process.execPath, ['--no-warnings', '--import', loader, entry], {
        cwd: dirname(entry),
        env: programEnvironment,
        timeoutMs,
      }),
  };
}

function assertExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(
      `${path} can't be executed, so there is nothing to compare with Node. ` +
        'Name another command with --command or IMPORTOS_COMMAND, or use --target node.',
    );
  }
}

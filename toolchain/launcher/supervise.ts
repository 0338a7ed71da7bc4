/**
 * Runs one child process in the place of ours: it has our terminal, signals sent to us reach it, and it is known how
 * it ended. Nothing of it outlives us unless we are killed without notice.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Problem } from '../problem.ts';

/** How a process ended. */
export interface Ending {
  /** The exit status; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The first signal that reached us and was passed on. */
  readonly asked: NodeJS.Signals | null;
}

/** What to start. */
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
  /** What takes the bytes of each descriptor that is 'pipe' in `stdio`. */
  readonly receivers?: ReadonlyMap<number, (chunk: Buffer) => void>;
  /** When it is aborted the process is asked to end, and soon made to. */
  readonly stop?: AbortSignal | undefined;
}

/** From SIGTERM to SIGKILL. */
const PATIENCE_MS = 2000;

const PASSED_ON: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];
/** Signals that the terminal itself sends to every process in front of it. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** Starts the command and waits until it has ended and its pipes are drained. A Problem when it can't be started. */
export function supervise({
  program,
  words,
  env,
  stdio,
  receivers,
  stop: stopped,
}: Command): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let child: ChildProcess | undefined;
    let asked: NodeJS.Signals | null = null;
    // Before the start: the child may be heard of, and a signal be sent, before `spawn` has come back.
    const listeners = PASSED_ON.map((signal) => {
      const listener = (): void => {
        asked ??= signal;
        // From a terminal the child has it already; a program that counts its Ctrl-Cs must not see two.
        if (!(process.stdin.isTTY && FROM_TERMINAL.includes(signal))) child?.kill(signal);
      };
      process.on(signal, listener);
      return { signal, listener };
    });
    let impatience: NodeJS.Timeout | undefined;
    const end = (): void => {
      child?.kill('SIGTERM');
      impatience = setTimeout(() => child?.kill('SIGKILL'), PATIENCE_MS);
    };
    const stop = (): void => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
      stopped?.removeEventListener('abort', end);
      clearTimeout(impatience);
    };
    child = spawn(program, words, { env, stdio });
    child.once('error', (error: NodeJS.ErrnoException) => {
      stop();
      reject(startProblem(program, error));
    });
    child.once('close', (code, signal) => {
      stop();
      resolve({ code, signal, asked });
    });
    if (stopped?.aborted === true) end();
    else stopped?.addEventListener('abort', end);
    for (const [descriptor, receive] of receivers ?? []) child.stdio[descriptor]?.on('data', receive);
  });
}

function startProblem(program: string, error: NodeJS.ErrnoException): Problem {
  if (error.code === 'ENOENT')
    return new Problem(`${program} is not there`, "'./importos doctor' shows what is missing");
  if (error.code === 'EACCES') return new Problem(`${program} may not be executed`, `chmod +x ${program}`);
  return new Problem(`${program} can't be started: ${error.message}`);
}

/** The status a shell would show for a signal. */
export function statusOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/**
 * Runs one command to its end and returns what it printed and how it ended.
 *
 * The only place in the suites that starts a process. A command that can't be started, that outlives its time or
 * that dies by a signal is an answer, not an exception: the caller compares it like any other.
 */
import { spawn } from 'node:child_process';

/** How a process ended. `exitCode` follows the shell: 128 + signal number is not used, a signal has its own field. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status; null when the process was ended by a signal or could not be started. */
  readonly exitCode: number | null;
  /** Why there is no exit status: a signal's name, `timeout after N ms`, `too much output`, or the system's reason for not starting. */
  readonly abnormal?: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The whole process group is killed when this has passed. */
  readonly timeoutMs: number;
}

/** A program that prints without end must not fill the memory of the machine that tests it. */
const maxOutputBytes = 16 * 1024 * 1024;

/** Runs `command` with its standard input closed. Never rejects. */
export function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  return new Promise((resolve) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let sizeBytes = 0;
    let abnormal: string | undefined;
    // A group of its own, so that a launcher's children (an emulator, say) end with it.
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const kill = (reason: string): void => {
      abnormal ??= reason;
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // The group ended between the decision and the signal.
      }
    };
    const timer = setTimeout(() => kill(`timeout after ${options.timeoutMs} ms`), options.timeoutMs);
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > maxOutputBytes) kill('too much output');
      else into.push(chunk);
    };
    child.stdout.on('data', collect(out));
    child.stderr.on('data', collect(err));
    const finish = (exitCode: number | null): void => {
      clearTimeout(timer);
      const stdout = Buffer.concat(out).toString('utf8');
      const stderr = Buffer.concat(err).toString('utf8');
      resolve(
        abnormal === undefined ? { stdout, stderr, exitCode } : { stdout, stderr, exitCode: null, abnormal },
      );
    };
    child.on('error', (error) => {
      abnormal ??= error.message;
      finish(null);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) abnormal ??= signal;
      finish(code);
    });
  });
}

/** Starts a program and waits for what it prints. */
import { spawn } from 'node:child_process';

/** What to start, and for what to wait. */
export interface Awaited {
  readonly program: string;
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly pattern: RegExp;
  readonly timeoutMs: number;
}

/** Milliseconds from the start until the output matches; undefined when it ends or time is up before. Ends it by its id. */
export function timeUntil({ program, words, env, pattern, timeoutMs }: Awaited): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    const child = spawn(program, words, {
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    let output = '';
    let foundMs: number | undefined;
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('latin1');
      if (foundMs !== undefined || !pattern.test(output)) return;
      foundMs = performance.now() - startMs;
      child.kill('SIGKILL');
    });
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      resolve(foundMs);
    });
  });
}

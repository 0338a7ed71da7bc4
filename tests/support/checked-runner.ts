/**
 * Programs as debug images of the linux target: not optimised, with the checks of what inference proved
 * (toolchain/compiler/llvm/verify.ts), compiled in processes that stay. Much quicker than a command for each program, and
 * stricter; what optimisation does to them is for the other runners.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, runCommand } from './child-process.ts';
import type { CompileAnswer, CompileRequest } from './compile-worker.ts';
import { programEnvironment } from './oracle.ts';
import type { Program } from './program-list.ts';
import type { Runner } from './runners.ts';

/** Sends a request; the answer, or how the process ended. */
function ask(worker: ChildProcess, request: CompileRequest): Promise<CompileAnswer> {
  return new Promise((resolve) => {
    const settle = (answer: CompileAnswer): void => {
      worker.off('message', settle);
      worker.off('exit', onExit);
      resolve(answer);
    };
    const onExit = (code: number | null): void => settle({ error: `the compiler ended with status ${code}` });
    worker.on('message', settle);
    worker.on('exit', onExit);
    worker.send(request);
  });
}

/** Bytes: so often that an object which the collector overlooks is gone before the program ends. */
const IMPORTOS_COLLECT_EVERY = '16384';

/** Images run in `baseDir`. The runner must be closed. */
export function checkedRunner(options: {
  readonly baseDir: string;
  readonly timeoutMs: number;
}): Runner & { close(): void } {
  const idle: ChildProcess[] = [];
  const all: ChildProcess[] = [];
  const images = mkdtempSync(join(tmpdir(), 'importos-programs-'));
  let count = 0;

  const compile = async (entry: string, image: string): Promise<CompileAnswer> => {
    const worker = idle.pop() ?? start();
    const answer = await ask(worker, { entry, image });
    if (worker.exitCode === null) idle.push(worker);
    return answer;
  };

  const start = (): ChildProcess => {
    const worker = fork(join(import.meta.dirname, 'compile-worker.ts'));
    all.push(worker);
    return worker;
  };

  const buildAndRun = async ({ entry }: Program): Promise<Outcome> => {
    count += 1;
    const image = join(images, `program-${count}`);
    const { error } = await compile(entry, image);
    if (error !== undefined) return { stdout: '', stderr: error, exitCode: 1 };
    const outcome = await runCommand(image, [], {
      cwd: options.baseDir,
      env: { ...programEnvironment, IMPORTOS_COLLECT_EVERY },
      timeoutMs: options.timeoutMs,
    });
    for (const file of [image, `${image}.debug`]) rmSync(file, { force: true });
    return outcome;
  };

  return {
    name: 'linux (debug, checked)',
    buildAndRun,
    close: () => {
      for (const worker of all) worker.kill();
      rmSync(images, { recursive: true, force: true });
    },
  };
}

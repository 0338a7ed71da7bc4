/**
 * An image under gdb: as a process that gdb starts, or as a virtual machine that waits for gdb at its stub. gdb has our
 * terminal; what the program prints goes there, too.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeSession } from '../debugger/session.ts';
import { Problem } from '../problem.ts';
import { bootCommandLine } from './command-line.ts';
import { checkedNetwork, type Launch, withProcessEnvironment } from './launch.ts';
import { qemuArguments } from './qemu.ts';
import { statusOfSignal, supervise } from './supervise.ts';

/** What to debug, and with what. */
export interface DebugLaunch extends Omit<Launch, 'accelerator'> {
  readonly workDir: string;
  /** The directory that paths of the program's sources begin at. */
  readonly sourceRoot: string;
  /** A file of gdb's commands that is run in the place of a terminal. */
  readonly commands: string | undefined;
}

const STUB_TIMEOUT_MS = 10_000;
const MAX_COMPLAINTS = 4096;

/** Runs gdb until it ends; its exit status. */
export async function debug(options: DebugLaunch): Promise<number> {
  const launch: Launch = { ...options, accelerator: 'tcg' };
  const network = await checkedNetwork(launch);
  if (options.target.runs === 'process')
    return withProcessEnvironment(launch, network, (env) => runGdb(options, undefined, env));
  const stub = join(options.workDir, 'gdb.socket');
  const machine = spawn(
    options.target.qemu.program,
    [
      ...qemuArguments({
        target: options.target,
        image: options.image,
        memoryBytes: options.memoryBytes ?? options.target.defaultMemoryBytes,
        accelerator: 'tcg',
        commandLine: bootCommandLine(options.env, options.words),
        network,
      }),
      ...['-S', '-gdb', `unix:${stub},server=on,wait=off`],
    ],
    // In a group of its own: Ctrl-C stops the program for gdb and doesn't end the machine.
    { stdio: ['ignore', 'inherit', 'pipe', 'pipe'], detached: true },
  );
  const stop = (): void => {
    machine.kill();
  };
  process.once('exit', stop);
  try {
    await stubIsThere(machine, stub);
    return await runGdb(options, stub, process.env);
  } finally {
    process.off('exit', stop);
    stop();
  }
}

async function runGdb(
  options: DebugLaunch,
  stub: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const { workDir, sourceRoot, image, words, commands } = options;
  const script = writeSession({ workDir, sourceRoot, stub });
  const ending = await supervise({
    program: 'gdb',
    words: [
      '-q',
      ...(commands === undefined ? [] : ['-batch', '-nx']),
      ...['-x', script],
      ...(commands === undefined ? [] : ['-x', commands]),
      ...(stub === undefined ? ['--args', image, ...words] : [image]),
    ],
    env,
    stdio: 'inherit',
  });
  return ending.signal !== null ? statusOfSignal(ending.signal) : (ending.code ?? 1);
}

/** Waits until QEMU listens. A Problem with its own words when it doesn't. */
async function stubIsThere(machine: ChildProcess, stub: string): Promise<void> {
  let complaints = '';
  let failed: Error | undefined;
  machine.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + String(chunk)).slice(0, MAX_COMPLAINTS);
  });
  machine.once('error', (error) => {
    failed = error;
  });
  const deadline = performance.now() + STUB_TIMEOUT_MS;
  while (!existsSync(stub)) {
    if (failed !== undefined) throw new Problem(`the machine can't be started: ${failed.message}`);
    if (machine.exitCode !== null || performance.now() > deadline)
      throw new Problem('the machine does not wait for a debugger', complaints.trim() || undefined);
    await sleep(10);
  }
}

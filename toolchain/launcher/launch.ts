/**
 * Image → running machine or process, until it ends. The one place that knows both ways to run.
 */
import type { StdioOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Problem } from '../problem.ts';
import type { Target } from '../targets/target.ts';
import { bootCommandLine } from './command-line.ts';
import { checkPorts, checkTap, type Network } from './network.ts';
import { startPasst } from './passt.ts';
import { chooseAccelerator, machineStatus, qemuArguments, STATUS_DESCRIPTOR } from './qemu.ts';
import { statusOfSignal, supervise } from './supervise.ts';

/** What to run, and with what. */
export interface Launch {
  /** A machine of the table, or a target that runs as a process. */
  readonly target: Target;
  readonly image: string;
  readonly usesNetwork: boolean;
  readonly network: Network;
  /** Undefined: the target's default. */
  readonly memoryBytes: number | undefined;
  readonly accelerator: 'auto' | 'tcg' | 'kvm';
  readonly env: ReadonlyMap<string, string>;
  /** What the program sees behind its own name in process.argv. */
  readonly words: readonly string[];
  /** Of a process: a file of ours that it gets as descriptor 3. */
  readonly descriptor?: number;
  /** Of a machine: the file that its memory is. */
  readonly memoryFile?: string;
  /** Ends it when it is aborted. */
  readonly stop?: AbortSignal;
}

/** QEMU's own messages are kept up to this many characters. */
const MAX_COMPLAINTS = 4096;

/** Runs an image with our standard streams; its exit status, or 128 + n when signal n ended it. */
export async function launch(options: Launch): Promise<number> {
  const network = await checkedNetwork(options);
  return options.target.runs === 'qemu' ? runMachine(options, network) : runProcess(options, network);
}

/** The network that an image gets: none when it uses none. A Problem when a port is taken, or there is no such device. */
export async function checkedNetwork(options: Launch): Promise<Network | undefined> {
  const network = options.usesNetwork ? options.network : undefined;
  await checkPorts(network?.ports ?? []);
  if (network?.tap !== undefined) checkTap(network.tap);
  return network;
}

async function runMachine(options: Launch, network: Network | undefined): Promise<number> {
  const { target, image, env, words } = options;
  let lastByte: number | undefined;
  let complaints = '';
  const ending = await supervise({
    program: target.qemu.program,
    words: qemuArguments({
      target,
      image,
      memoryBytes: options.memoryBytes ?? target.defaultMemoryBytes,
      accelerator: acceleratorFor(options.accelerator),
      commandLine: bootCommandLine(env, words),
      network,
      memoryFile: options.memoryFile,
    }),
    env: process.env,
    stdio: ['inherit', 'inherit', 'pipe', 'pipe'],
    receivers: new Map<number, (chunk: Buffer) => void>([
      [
        2,
        (chunk) => {
          complaints = (complaints + chunk).slice(0, MAX_COMPLAINTS);
        },
      ],
      [
        STATUS_DESCRIPTOR,
        (chunk) => {
          lastByte = chunk.at(-1);
        },
      ],
    ]),
    stop: options.stop,
  });
  if (ending.asked !== null) return statusOfSignal(ending.asked);
  if (ending.signal !== null) return statusOfSignal(ending.signal);
  return machineStatus(ending.code, lastByte, complaints);
}

async function runProcess(options: Launch, network: Network | undefined): Promise<number> {
  const { image: program, words, descriptor } = options;
  const stdio: StdioOptions =
    descriptor === undefined ? 'inherit' : ['inherit', 'inherit', 'inherit', descriptor];
  return withProcessEnvironment(options, network, async (env) => {
    const ending = await supervise({ program, words, env, stdio, stop: options.stop });
    return ending.signal !== null ? statusOfSignal(ending.signal) : (ending.code ?? 1);
  });
}

/** Prepares what an image needs as a process, and lets `run` start it with that environment; cleans up behind it. */
export async function withProcessEnvironment(
  options: Launch,
  network: Network | undefined,
  run: (env: NodeJS.ProcessEnv) => Promise<number>,
): Promise<number> {
  const { memoryBytes } = options;
  const passt = network && network.tap === undefined ? await startPasst(network.ports) : undefined;
  const settings = {
    ...(passt && { IMPORTOS_PASST: passt.socketPath }),
    ...(network?.tap !== undefined && { IMPORTOS_TAP: network.tap }),
    ...(memoryBytes !== undefined && { IMPORTOS_MEMORY: String(memoryBytes) }),
  };
  try {
    return await run({ ...process.env, ...Object.fromEntries(options.env), ...settings });
  } finally {
    await passt?.stop();
  }
}

/** How virtual machines are executed on this computer unless told otherwise. */
export function accelerationHere(): 'tcg' | 'kvm' {
  return chooseAccelerator(readText('/proc/cpuinfo'), () => opens('/dev/kvm'));
}

function acceleratorFor(wanted: Launch['accelerator']): 'tcg' | 'kvm' {
  if (wanted === 'tcg') return 'tcg';
  const chosen = accelerationHere();
  if (wanted === 'kvm' && chosen !== 'kvm') {
    throw new Problem(
      'KVM is not available: the processor offers no virtualisation here, or /dev/kvm does not open',
      "take '--accel tcg', or '--accel auto' to use KVM where it is there",
    );
  }
  return chosen;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function opens(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return true;
  } catch {
    return false;
  }
}

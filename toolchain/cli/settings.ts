/**
 * What was typed, together with the project's configuration and the defaults: typed words win over the
 * configuration. Contradictions are found here, before anything is built.
 */
import { dirname, resolve } from 'node:path';
import { COLLECTIONS, type HeapOptions } from '../compiler/api.ts';
import type { Config } from '../config.ts';
import { type Network, parsePort, parseTap } from '../launcher/network.ts';
import { Problem } from '../problem.ts';
import { machineNames, TARGET_NAMES, targetNamed } from '../targets/table.ts';
import type { Target } from '../targets/target.ts';
import { findConfig, loadConfig } from './config-file.ts';
import { resolveEntry } from './entry.ts';
import { oneOf } from './nearest.ts';
import type { OptionWords } from './options.ts';
import { formatSize, parseMemory, wholePages } from './size.ts';

/** A project: its entry (absolute) and its configuration. */
export interface Project {
  readonly entry: string;
  readonly config: Config;
}

/** Finds the program and configuration for an operand, which may be left out: then it is the current directory. */
export async function findProject(operand: string | undefined, cwd: string): Promise<Project> {
  const path = resolve(cwd, operand ?? '.');
  const isSource = /\.[mc]?[tj]s$/.test(path);
  const configFile = findConfig(isSource ? dirname(path) : path);
  const config = configFile === undefined ? {} : await loadConfig(configFile);
  const entry =
    !isSource && configFile !== undefined && config.entry !== undefined
      ? resolveEntry(resolve(dirname(configFile), config.entry))
      : resolveEntry(path);
  return { entry, config };
}

/** The target, and which of its machines. `imageTarget` is what an image that exists was built for. */
export function chooseTarget(words: OptionWords, config: Config, imageTarget?: string): Target {
  const wanted = words.target ?? imageTarget ?? config.target ?? TARGET_NAMES[0] ?? '';
  const family = oneOf('target', wanted, TARGET_NAMES);
  if (imageTarget !== undefined && family !== imageTarget) {
    throw new Problem(
      `the image is for ${imageTarget}, not for ${family}`,
      `leave out '--target', or build it for ${family}`,
    );
  }
  const machines = machineNames(family);
  const isProcess = machines.length === 0;
  for (const option of ['machine', 'accel', 'cpus'] as const) {
    if (isProcess && words[option] !== undefined) {
      throw new Problem(
        `'--${option}' is for a virtual machine; ${family} runs as a process`,
        `leave it out, or take '--target x86_64'`,
      );
    }
  }
  const machine = words.machine === undefined ? machines[0] : oneOf('machine', words.machine, machines);
  return targetNamed(machine ?? family);
}

/** The network that was asked for. */
export function chooseNetwork(words: OptionWords, config: Config): Network {
  if (words.tap !== undefined && words.port !== undefined) {
    throw new Problem(
      "'--port' and '--tap' contradict each other: on a TAP device every port is open",
      'take one of them',
    );
  }
  if (words.tap !== undefined) return { ports: [], tap: words.tap };
  if (words.port !== undefined) return { ports: words.port };
  const { ports, tap } = config.network ?? {};
  if (ports && tap !== undefined) {
    throw new Problem(
      "'network.ports' and 'network.tap' contradict each other in the configuration",
      'take one of them',
    );
  }
  return { ports: ports?.map(parsePort) ?? [], ...(tap !== undefined && { tap: parseTap(tap) }) };
}

/** The memory that was asked for, in whole pages; undefined for the default. */
export function chooseMemory(words: OptionWords, config: Config, target: Target): number | undefined {
  const bytes = words.memory ?? (config.memory === undefined ? undefined : parseMemory(config.memory));
  if (bytes !== undefined && bytes < target.minimumMemoryBytes) {
    const least = formatSize(target.minimumMemoryBytes);
    throw new Problem(
      `${formatSize(bytes)} of memory is too little for ${target.family}`,
      `at least ${least}`,
    );
  }
  return bytes === undefined ? undefined : wholePages(bytes);
}

/** What the configuration says of the heap. */
export function chooseHeap(config: Config): HeapOptions {
  const { collection = 'incremental', max } = config.heap ?? {};
  const boundBytes = max === undefined ? 0 : wholePages(parseMemory(max));
  if (boundBytes !== 0 && boundBytes < HEAP_BYTES_MIN) {
    throw new Problem(`${max} is too little for 'heap.max'`, `at least ${formatSize(HEAP_BYTES_MIN)}`);
  }
  return { collection: COLLECTIONS.get(collection) ?? 0, boundBytes };
}

/** A block of cells for each size class that a small program uses. */
const HEAP_BYTES_MIN = 512 * 1024;

/** Environment settings; an option wins over the configuration. */
export function chooseEnv(words: OptionWords, config: Config): ReadonlyMap<string, string> {
  return new Map([...Object.entries(config.env ?? {}), ...(words.env ?? [])]);
}

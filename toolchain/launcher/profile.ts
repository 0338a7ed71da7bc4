/**
 * Runs an image that was built for profiling, and brings back the samples that its profiler has written: from the file
 * that a process shares with us, or from a machine's memory, which is a file meanwhile.
 */
import { closeSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseSections, parseSymbols } from '../image/elf.ts';
import {
  MACHINE_BUFFER_BYTES,
  MACHINE_BUFFER_SYMBOL,
  PROCESS_BUFFER_BYTES,
  PROFILE_MAGIC,
  readSamples,
  type Samples,
} from '../profiler/samples.ts';
import { type Launch, launch } from './launch.ts';

/** What to profile, and with what. */
export interface ProfileLaunch extends Launch {
  readonly workDir: string;
  /** The image's debug file, as bytes. */
  readonly debug: Uint8Array;
  /** After so many seconds the program is asked to end. */
  readonly seconds: number | undefined;
}

/** A run and what it brought. */
export interface Profiled extends Samples {
  /** The program's exit status; 0 when it was we who ended it. */
  readonly status: number;
}

/** Runs the program to its end. */
export async function profile(options: ProfileLaunch): Promise<Profiled> {
  const file = join(options.workDir, 'samples');
  const isMachine = options.target.runs === 'qemu';
  const stopwatch = options.seconds === undefined ? undefined : endAfter(options.seconds);
  try {
    const status = isMachine ? await runMachine(options, file) : await runProcess(options, file);
    const buffer = isMachine ? machineBuffer(options.debug, file) : readFileSync(file);
    return { status: stopwatch?.hasEnded() ? 0 : status, ...readSamples(buffer) };
  } finally {
    stopwatch?.stop();
  }
}

/** The launcher passes signals on to the program: one to ourselves ends it. */
function endAfter(seconds: number): { hasEnded(): boolean; stop(): void } {
  let ended = false;
  const timer = setTimeout(() => {
    ended = true;
    process.kill(process.pid, 'SIGTERM');
  }, seconds * 1000);
  return { hasEnded: () => ended, stop: () => clearTimeout(timer) };
}

async function runProcess(options: ProfileLaunch, file: string): Promise<number> {
  const descriptor = openSync(file, 'w+');
  try {
    writeSync(descriptor, PROFILE_MAGIC);
    ftruncateSync(descriptor, PROCESS_BUFFER_BYTES);
    return await launch({ ...options, descriptor });
  } finally {
    closeSync(descriptor);
  }
}

/** The buffer is in addition to the memory that the program was given. */
function runMachine(options: ProfileLaunch, memoryFile: string): Promise<number> {
  const memoryBytes = (options.memoryBytes ?? options.target.defaultMemoryBytes) + MACHINE_BUFFER_BYTES;
  return launch({ ...options, memoryBytes, memoryFile });
}

/** Physical addresses are the symbols' addresses, and places in the file of memory. */
function machineBuffer(debug: Uint8Array, memoryFile: string): Uint8Array {
  const symbol = parseSymbols(parseSections(debug) ?? []).find(({ name }) => name === MACHINE_BUFFER_SYMBOL);
  if (symbol === undefined) throw new Error('an image with a profiler but without its buffer');
  const buffer = new Uint8Array(MACHINE_BUFFER_BYTES);
  const descriptor = openSync(memoryFile, 'r');
  try {
    readSync(descriptor, buffer, 0, buffer.length, symbol.address);
  } finally {
    closeSync(descriptor);
  }
  return buffer;
}

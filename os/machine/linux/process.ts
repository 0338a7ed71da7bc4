/**
 * What the kernel left on the stack at the start (System V ABI, AMD64 supplement 3.4.1), and the stack itself.
 *
 *   initial_stack:  u64 argc │ argv[0] … argv[argc - 1], 0 │ envp[0] …, 0 │ auxiliary vector: {u64 type, u64 value} …, {0, 0}
 *
 * The main stack is the one we were given: the kernel grows it on demand and keeps a gap below it, so it costs nothing.
 */
import { load64, symbolAddress, type u32, type u64, type usize } from '../../unsafe.ts';
import { resourceLimit } from './kernel.ts';

const RLIMIT_STACK: u64 = 3;
/** However large the limit is, more stack than this isn't used. */
const STACK_BYTES_MAX: u64 = 0x80_0000;
/** Below the limit that functions compare with: room for making and throwing the RangeError. */
const STACK_RESERVE_BYTES: u64 = 0x1_0000;

let stackLowest: usize = 0;

function initialStack(): usize {
  return load64(symbolAddress('initial_stack'));
}

/** See `Machine.argumentCount`. */
export function argumentCount(): u32 {
  const count: u64 = load64(initialStack());
  return count === 0 ? 0 : ((count - 1) as u32);
}

/** See `Machine.argument`. */
export function argument(index: u32): usize {
  return load64(initialStack() + 16 + index * 8);
}

function environmentStart(): usize {
  return initialStack() + 16 + load64(initialStack()) * 8;
}

/** See `Machine.environmentCount`. */
export function environmentCount(): u32 {
  const start: usize = environmentStart();
  let count: u32 = 0;
  while (load64(start + count * 8) !== 0) count++;
  return count;
}

/** See `Machine.environment`. */
export function environment(index: u32): usize {
  return load64(environmentStart() + index * 8);
}

/** The value of an entry of the auxiliary vector (getauxval(3)), or 0. */
export function auxiliaryValue(type: u64): u64 {
  let at: usize = environmentStart() + environmentCount() * 8 + 8;
  while (load64(at) !== 0) {
    if (load64(at) === type) return load64(at + 8);
    at += 16;
  }
  return 0;
}

/** Asks the kernel how far the stack may grow. The strings above `initial_stack` count as stack too. */
export function initializeStack(): void {
  let size: u64 = resourceLimit(RLIMIT_STACK);
  if (size > STACK_BYTES_MAX) size = STACK_BYTES_MAX;
  const reserve: u64 = size / 4 < STACK_RESERVE_BYTES ? size / 4 : STACK_RESERVE_BYTES;
  const strings: u64 = auxiliaryValue(AT_EXECFN) - initialStack();
  stackLowest = initialStack() + (strings < size / 2 ? strings : size / 2) - size + reserve;
}

/** The name of the executed file, which the kernel puts at the very top of the stack. */
const AT_EXECFN: u64 = 31;

/** See `Machine.stackLimit`. */
export function stackLimit(): usize {
  return stackLowest;
}

/** See `Machine.stackBase`. */
export function stackBase(): usize {
  return initialStack();
}

/**
 * The end when we are at fault: one line that says why, the stack, and power off with status 134 (what a shell calls
 * an abort). Used by the rooms below the heap, so it needs none: text comes from constants in the image, and a number
 * is written digit by digit. The runtime installs a printer that knows functions and lines; without it, or if it
 * fails, the return addresses are printed as they are.
 */
import { powerOff, stackBase, writeConsole } from '#machine';
import { STRING_DATA, STRING_LENGTH } from '../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  callCode,
  framePointer,
  load32,
  load64,
  type u32,
  type u64,
  type usize,
} from '../unsafe.ts';

const PANIC_STATUS: u32 = 134;
const STANDARD_ERROR: u32 = 2;
const FRAMES_MAX: u32 = 64;
const HEX_DIGITS: u32 = 16;

let stackPrinter: usize = 0;
let panicking: u32 = 0;

/**
 * `code`: the address of a function (instruction: usize, frame: usize): void that prints a stack to standard error
 * without allocating. `instruction` is where it begins, `frame` the frame pointer there.
 */
export function setStackPrinter(code: usize): void {
  stackPrinter = code;
}

/** Prints a constant of ASCII characters to standard error. */
export function printText(text: string): void {
  const object: usize = addressOf(text);
  writeConsole(STANDARD_ERROR, object + STRING_DATA, load32(object + STRING_LENGTH) as usize);
}

/** Prints `0x` and sixteen hexadecimal digits to standard error. */
export function printHex(value: u64): void {
  const digits: usize = addressOf('0123456789abcdef') + STRING_DATA;
  printText('0x');
  for (let index: u32 = 0; index < HEX_DIGITS; index++) {
    const shift: u64 = (HEX_DIGITS - 1 - index) * 4;
    writeConsole(STANDARD_ERROR, digits + ((value >> shift) & 15), 1);
  }
}

/** Follows the frame pointers: each frame begins with the caller's frame pointer, then the return address. */
function printAddresses(instruction: usize, frame: usize): void {
  let address: usize = instruction;
  let at: usize = frame;
  for (let depth: u32 = 0; depth < FRAMES_MAX; depth++) {
    printText('    at ');
    printHex(address);
    printText('\n');
    if (at === 0 || (at & 7) !== 0 || at >= stackBase()) return;
    address = load64(at + 8);
    const caller: usize = load64(at);
    if (address === 0 || (caller !== 0 && caller <= at)) return;
    at = caller;
  }
}

/** Begins a report; a fault inside a report ends the machine instead of looping. */
export function beginReport(): void {
  if (panicking !== 0) {
    printText('panic: again while reporting a panic\n');
    powerOff(PANIC_STATUS);
  }
  panicking = 1;
}

/** Prints the stack that begins at an instruction with its frame pointer, and ends the machine. */
export function endReport(instruction: usize, frame: usize): never {
  if (stackPrinter !== 0) callCode(stackPrinter, instruction, frame);
  else printAddresses(instruction, frame);
  powerOff(PANIC_STATUS);
}

/** Ends the machine: `reason` is a constant that says which assumption of ours was wrong. Never returns. */
export function panic(reason: string): never {
  beginReport();
  printText('panic: ');
  printText(reason);
  printText('\n');
  const frame: usize = framePointer();
  return endReport(load64(frame + 8), load64(frame));
}

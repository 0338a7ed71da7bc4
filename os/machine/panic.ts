/**
 * The end when we are at fault: one line that says why, the stack, and power off with status 134 (what a shell calls
 * an abort). Needs no heap, which may be what is broken: text comes from constants in the image, a number is written
 * digit by digit, and functions, files and lines come from the table of places.
 */
import { powerOff, writeConsole } from '#machine';
import { STRING_DATA, STRING_LENGTH } from '../../toolchain/compiler/layout/objects.ts';
import { addressOf, framePointer, load32, stackWords, type u32, type u64, type usize } from '../unsafe.ts';
import { captureFrames, instructionPointer } from './frames.ts';
import { findPlace, formatPlace, outerPlace, PLACE_BYTES_MAX } from './places.ts';

const PANIC_STATUS: u32 = 134;
const STANDARD_ERROR: u32 = 2;
const FRAMES_MAX: u32 = 64;
const HEX_DIGITS: u32 = 16;

let panicking: u32 = 0;

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

/** A line for each function of the source that an instruction belongs to: none for code that nobody wrote. */
function printInstruction(address: usize, line: usize): void {
  if (!findPlace(address)) return;
  do {
    printText('    at ');
    writeConsole(STANDARD_ERROR, line, formatPlace(line));
    printText('\n');
  } while (outerPlace());
}

/** The stack with places; then the addresses, for llvm-symbolizer, which knows functions of os/ that were inlined. */
function printStack(instruction: usize, frame: usize): void {
  const addresses: usize = stackWords(FRAMES_MAX / 2);
  const line: usize = stackWords(PLACE_BYTES_MAX / 8);
  const count: u32 = captureFrames(instruction, frame, addresses, FRAMES_MAX);
  // Behind a call that never returns another function may begin: the call itself is one byte before.
  for (let index: u32 = 0; index < count; index++) {
    const address: usize = load32(addresses + (index as usize) * 4);
    printInstruction(index === 0 ? address : address - 1, line);
  }
  printText('  addresses');
  for (let index: u32 = 0; index < count; index++) {
    printText(' ');
    printHex(load32(addresses + (index as usize) * 4));
  }
  printText('\n');
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
  printStack(instruction, frame);
  powerOff(PANIC_STATUS);
}

/** Ends the machine: `reason` is a constant that says which assumption of ours was wrong. Never returns. */
export function panic(reason: string): never {
  beginReport();
  printText('panic: ');
  printText(reason);
  printText('\n');
  return endReport(instructionPointer() - 1, framePointer());
}

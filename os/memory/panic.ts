/**
 * The end of a program that found a fault in the system itself: says why and where, and stops the machine.
 *
 * It lies in the lowest room that has strings, because the heap itself may have to use it; so it must not allocate, and
 * prints only what needs no memory: strings of the image, and numbers. The addresses are those of the return stack
 * (frames are linked through the frame pointer); `importos debug` turns them into places.
 */
import { powerOff, stackBase, writeConsole } from '#machine';
import { STRING_DATA, STRING_LENGTH } from '../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  framePointer,
  load32,
  load64,
  stackWords,
  store8,
  type u8,
  type u32,
  type u64,
  type usize,
} from '../unsafe.ts';

const STANDARD_ERROR: u32 = 2;
const FRAMES_MAX: u32 = 32;
/** The status of a program that panicked: what a shell shows for an abort (128 + SIGABRT). */
const PANIC_STATUS: u32 = 134;

let panicking: u32 = 0;

/** Writes a Latin-1 string of the image to standard error as it is; for words in English, so without encoding. */
export function writeMessage(text: string): void {
  const address: usize = addressOf(text);
  const sizeBytes: u32 = load32(address + STRING_LENGTH);
  writeConsole(STANDARD_ERROR, address + STRING_DATA, sizeBytes);
}

/** Writes a number as `0x` and sixteen digits to standard error. */
export function writeHex(value: u64): void {
  const buffer: usize = stackWords(3);
  store8(buffer, 0x30);
  store8(buffer + 1, 0x78);
  for (let index: u64 = 0; index < 16; index++) {
    const digit: u64 = (value >> (60 - index * 4)) & 15;
    const letter: u8 = digit < 10 ? 0x30 + digit : 0x57 + digit;
    store8(buffer + 2 + index, letter);
  }
  writeConsole(STANDARD_ERROR, buffer, 18);
}

/** Prints `panic: reason` and the addresses of the callers to the console, and ends the machine. A second panic inside of the first ends it at once. */
export function panic(reason: string): never {
  if (panicking === 0) {
    panicking = 1;
    writeMessage('panic: ');
    writeMessage(reason);
    writeMessage('\n');
    writeFrames(framePointer());
  }
  powerOff(PANIC_STATUS);
}

function writeFrames(first: usize): void {
  const top: usize = stackBase();
  let frame: usize = first;
  for (let depth: u32 = 0; depth < FRAMES_MAX; depth++) {
    if (frame === 0 || frame + 16 > top || (frame & 7) !== 0) return;
    writeMessage('    at ');
    writeHex(load64(frame + 8));
    writeMessage('\n');
    const caller: usize = load64(frame);
    if (caller <= frame) return;
    frame = caller;
  }
}

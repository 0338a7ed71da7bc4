/**
 * Arguments and settings of the program, out of the one line of text that a boot loader passes on (docs/decisions/021):
 *
 *     KEY=VALUE … -- ARGUMENT ARGUMENT … virtio_mmio.device=SIZE@ADDRESS:LINE …
 *
 * Words are separated by spaces. Before `--` stand the settings, behind it the arguments. A byte that isn't printable
 * ASCII, a space or a percent sign is written %XX; an empty word is a single %. Words that begin with `virtio_mmio.device=`
 * are the machine's own wherever they stand: QEMU and Firecracker append them.
 *
 * The line is decoded in place, once, into NUL-terminated strings one behind the other; a device word is marked by a
 * first byte of 1. Strings are found by walking: there are few.
 */
import { STRING_DATA } from '../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  equalMemory,
  load8,
  store8,
  symbolAddress,
  type u8,
  type u32,
  type usize,
} from '../../unsafe.ts';

const DEVICE_PREFIX_BYTES: usize = 19;
const DEVICE_MARK: u8 = 1;
const SPACE: u8 = 0x20;
const PERCENT: u8 = 0x25;
const MINUS: u8 = 0x2d;
const EQUALS: u8 = 0x3d;

const SETTING: u32 = 0;
const ARGUMENT: u32 = 1;
const DEVICE: u32 = 2;
/** A word before `--` that is no setting. */
const NEITHER: u32 = 3;

let wordsEnd: usize = 0;
/** Where the latest decoded word ends, before its NUL. */
let decodedEnd: usize = 0;

function hexDigit(byte: u8): u8 {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter: u8 = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : 0;
}

/** Decodes one word from `from` to `to`, which never overtakes it; answers the address behind the word read. */
function decodeWord(from: usize, to: usize): usize {
  let at: usize = from;
  let out: usize = to;
  while (load8(at) > SPACE) {
    const byte: u8 = load8(at);
    at += 1;
    if (byte !== PERCENT) {
      store8(out, byte);
      out += 1;
    } else if (load8(at) > SPACE && load8(at + 1) > SPACE) {
      store8(out, (hexDigit(load8(at)) << 4) | hexDigit(load8(at + 1)));
      out += 1;
      at += 2;
    }
  }
  decodedEnd = out;
  return at;
}

/** Decodes the line. Called once, before anything else of this file. */
export function initializeCommandLine(): void {
  const line: usize = symbolAddress('boot_command_line');
  const prefix: usize = addressOf('virtio_mmio.device=') + STRING_DATA;
  let from: usize = line;
  let to: usize = line;
  while (load8(from) !== 0) {
    if (load8(from) <= SPACE) {
      from += 1;
      continue;
    }
    const isDevice: boolean = equalMemory(from, prefix, DEVICE_PREFIX_BYTES);
    from = decodeWord(from, to);
    const last: boolean = load8(from) === 0;
    store8(decodedEnd, 0);
    if (isDevice) store8(to, DEVICE_MARK);
    to = decodedEnd + 1;
    if (last) break;
    from += 1;
  }
  wordsEnd = to;
}

function stringEnd(address: usize): usize {
  let at: usize = address;
  while (load8(at) !== 0) at += 1;
  return at;
}

function isSeparator(word: usize): boolean {
  return load8(word) === MINUS && load8(word + 1) === MINUS && load8(word + 2) === 0;
}

function hasEquals(word: usize): boolean {
  let at: usize = word;
  while (load8(at) !== 0 && load8(at) !== EQUALS) at += 1;
  return load8(at) === EQUALS;
}

let found: u32 = 0;

/** The address of word `index` among those of a kind, or 0; `found` then says how many there are. */
function findWord(kind: u32, index: u32): usize {
  let behindSeparator: boolean = false;
  let word: usize = symbolAddress('boot_command_line');
  found = 0;
  while (word < wordsEnd) {
    if (!behindSeparator && isSeparator(word)) {
      behindSeparator = true;
    } else if (kindOf(word, behindSeparator) === kind) {
      if (found === index) return word;
      found++;
    }
    word = stringEnd(word) + 1;
  }
  return 0;
}

function kindOf(word: usize, behindSeparator: boolean): u32 {
  if (load8(word) === DEVICE_MARK) return DEVICE;
  if (behindSeparator) return ARGUMENT;
  return hasEquals(word) ? SETTING : NEITHER;
}

function countWords(kind: u32): u32 {
  findWord(kind, 0xffff_ffff);
  return found;
}

/** See `Machine.argumentCount`. */
export function argumentCount(): u32 {
  return countWords(ARGUMENT);
}

/** See `Machine.argument`. */
export function argument(index: u32): usize {
  return findWord(ARGUMENT, index);
}

/** See `Machine.environmentCount`. */
export function environmentCount(): u32 {
  return countWords(SETTING);
}

/** See `Machine.environment`. */
export function environment(index: u32): usize {
  return findWord(SETTING, index);
}

/** `SIZE@ADDRESS:LINE` of virtio-mmio device `index` as a NUL-terminated string, or 0 behind the last. */
export function deviceWord(index: u32): usize {
  const word: usize = findWord(DEVICE, index);
  return word === 0 ? 0 : word + DEVICE_PREFIX_BYTES;
}

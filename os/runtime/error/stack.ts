/**
 * The value of `Error.prototype.stack`: the header and a line for each function, as V8 makes it.
 *
 * It is an ordinary string from the beginning, but the lines of one stack are formatted once: what is walked at each
 * `new` are addresses, and those find the lines of an earlier error with the same stack in a small table. A program that
 * throws from few places pays for the walk and a concatenation; docs/decisions/041-stacks-of-errors.md has figures.
 */

import { STRING_DATA, STRING_LENGTH } from '../../../toolchain/compiler/layout/objects.ts';
import { captureFrames, instructionPointer } from '../../machine/frames.ts';
import {
  findPlace,
  formatPlace,
  outerPlace,
  PLACE_BYTES_MAX,
  placeIsMachinery,
  placeMakesErrors,
} from '../../machine/places.ts';
import {
  addressOf,
  equalMemory,
  framePointer,
  load32,
  stackWords,
  store32,
  type u32,
  type usize,
} from '../../unsafe.ts';
import { settled } from '../core/strings/storage.ts';
import { decodeLatin1, decodeUtf8 } from '../core/strings/utf8.ts';

/** More lines than this no stack has, whatever `Error.stackTraceLimit` says. */
const LINES_MAX: u32 = 200;
/** Room for functions that aren't shown. */
const HIDDEN_MAX: u32 = 10;
/** Stacks whose lines are remembered; each has one slot, by a hash. A power of two. */
const REMEMBERED: u32 = 64;
const HASH_FACTOR: u32 = 0x9e37_79b1;

/** Keys are strings of bytes: the limit, then the addresses of the stack. */
const keys: string[] = [];
const linesOfKey: string[] = [];

/** The value of `stack` for an error with this header line, made now; `limit` is `Error.stackTraceLimit`. */
export function stackText(header: string, limit: unknown): string {
  if (typeof limit !== 'number' || !(limit >= 1)) return header;
  const lines: u32 = limit < 200 ? (limit as u32) : LINES_MAX;
  const key: usize = stackWords((LINES_MAX + HIDDEN_MAX + 2) / 2);
  store32(key, lines);
  const count: u32 = captureFrames(instructionPointer(), framePointer(), key + 4, lines + HIDDEN_MAX);
  return header + linesOf(key, count);
}

/** The lines of a stack, from memory if it was seen before. */
function linesOf(key: usize, count: u32): string {
  const sizeBytes: usize = ((count as usize) + 1) * 4;
  let hash: u32 = 0;
  for (let at: usize = 0; at < sizeBytes; at += 4) hash = (hash ^ load32(key + at)) * HASH_FACTOR;
  const slot: u32 = (hash >> 16) & (REMEMBERED - 1);
  while (keys.length <= slot) {
    keys.push('');
    linesOfKey.push('');
  }
  const known: usize = addressOf(keys[slot]);
  if (load32(known + STRING_LENGTH) === sizeBytes && equalMemory(known + STRING_DATA, key, sizeBytes)) {
    return linesOfKey[slot] ?? '';
  }
  const lines: string = formatLines(key, count);
  settled(addressOf(lines));
  keys[slot] = decodeLatin1(key, sizeBytes);
  linesOfKey[slot] = lines;
  return lines;
}

function formatLines(key: usize, count: u32): string {
  const line: usize = stackWords(PLACE_BYTES_MAX / 8);
  const limit: u32 = load32(key);
  let shown: u32 = 0;
  let text = '';
  let isTop = true;
  for (let index: u32 = 1; index <= count && shown < limit; index++) {
    // An address is behind its call, where another function may begin.
    if (!findPlace(load32(key + (index as usize) * 4) - 1)) continue;
    do {
      // At the top stand the constructors of errors, up to what threw: for the language, or whom it concerns.
      if (isTop && placeMakesErrors()) continue;
      isTop = false;
      if (placeIsMachinery()) continue;
      text += `\n    at ${decodeUtf8(line, formatPlace(line))}`;
      shown++;
    } while (outerPlace() && shown < limit);
  }
  return text;
}

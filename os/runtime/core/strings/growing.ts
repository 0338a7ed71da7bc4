/**
 * Texts that grow at their end, as `text += part` in a loop makes them. Ropes would be as many as there are parts, each marked by the collector and copied in the
 * end; so what the second such sum gives is a slice of a buffer, a flat string with room behind it (layout/objects.ts), and the next part is
 * written there. Slices that end earlier stay what they are.
 *
 * Only the text that ends where the buffer is used to grows in place, and a buffer is copied into a larger one once: whoever adds to a text
 * again and again, instead of to what that gave, gets ropes.
 */
import {
  KIND_STRING_LATIN1,
  KIND_STRING_ROPE,
  KIND_STRING_SLICE,
  KIND_STRING_UTF16,
  SLICE_BASE,
  SLICE_START,
  STRING_DATA,
  STRING_FLAGS,
  STRING_GROWS,
  STRING_HASH,
  STRING_LENGTH,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { kindShape, tryAllocateUncleared } from '../../../memory/heap.ts';
import { load32, load64, store32, store64, type usize } from '../../../unsafe.ts';
import { copyUnits, isOfKind, isWide, LENGTH_MAX, lengthAt, makeSlice, settled } from './storage.ts';
import { copyFew } from './words.ts';

/** Ropes up to this length begin to grow in place. */
const START_MAX: usize = 256;
/** Longer parts are never copied: they may be kept elsewhere, too. */
export const PART_MAX: usize = 256;
/** Buffers up to this length double, others become half as large again. */
const DOUBLED_MAX: usize = 65536;
/** How much of a buffer is used that was copied into a larger one: no text ends there. */
const LEFT: usize = 0xffff_ffff;

/** A text and another one behind it, if the first is one that grows: the address of the new one, else 0. Both have units, together LENGTH_MAX at most. */
export function grownBy(left: usize, right: usize, count: usize): usize {
  if (count > PART_MAX) return 0;
  if (isOfKind(left, KIND_STRING_SLICE) && isOfKind(right, KIND_STRING_LATIN1)) {
    // The usual case: bytes, and room for them.
    const buffer: usize = load64(left + SLICE_BASE);
    const length: usize = lengthAt(left);
    const used: usize = load32(left + SLICE_START) + length;
    const end: usize = used + count;
    if (isUsedUpTo(buffer, used) && end <= lengthAt(buffer) && isOfKind(buffer, KIND_STRING_LATIN1)) {
      copyFew(buffer + STRING_DATA + used, right + STRING_DATA, count);
      store32(buffer + STRING_HASH, end);
      return makeSlice(buffer, used - length, length + count);
    }
  }
  return grownByOther(left, right, count);
}

function grownByOther(left: usize, right: usize, count: usize): usize {
  const buffer: usize = roomBehind(left, count, isWide(right));
  if (buffer === 0) return 0;
  addUnits(buffer, right, 0, count);
  return withMore(buffer, left, count);
}

/** Is the base of a slice a buffer of which so many units are used? */
function isUsedUpTo(base: usize, count: usize): boolean {
  return (load32(base + STRING_FLAGS) & STRING_GROWS) !== 0 && load32(base + STRING_HASH) === count;
}

/** Writes the units of a text into a buffer, `at` units behind those that are used. */
export function addUnits(buffer: usize, text: usize, at: usize, count: usize): void {
  const wide: boolean = isOfKind(buffer, KIND_STRING_UTF16);
  const index: usize = load32(buffer + STRING_HASH) + at;
  copyUnits(buffer + STRING_DATA + (wide ? index * 2 : index), wide, settled(text), 0, count);
}

/** The text that is `left` and `count` units more, which were written into the buffer behind it. */
export function withMore(buffer: usize, left: usize, count: usize): usize {
  const length: usize = lengthAt(left);
  const used: usize = load32(buffer + STRING_HASH);
  store32(buffer + STRING_HASH, used + count);
  return makeSlice(buffer, used - length, length + count);
}

/** A buffer that ends with the text `left` and has room for so many units more, 16-bit ones if `wide`; 0: the text isn't one that grows. */
export function roomBehind(left: usize, count: usize, wide: boolean): usize {
  const length: usize = lengthAt(left);
  if (!isOfKind(left, KIND_STRING_SLICE)) {
    if (length > START_MAX || !isOfKind(left, KIND_STRING_ROPE)) return 0;
    return largerBuffer(settled(left), count, wide);
  }
  const buffer: usize = load64(left + SLICE_BASE);
  const used: usize = load32(left + SLICE_START) + length;
  if (!isUsedUpTo(buffer, used)) return 0;
  if (used + count <= lengthAt(buffer) && (!wide || isOfKind(buffer, KIND_STRING_UTF16))) return buffer;
  const larger: usize = largerBuffer(left, count, wide);
  if (larger !== 0) store32(buffer + STRING_HASH, LEFT);
  return larger;
}

/** A new buffer with the units of a text, and room for `count` more at least; 0 without memory. */
function largerBuffer(text: usize, count: usize, wider: boolean): usize {
  const length: usize = lengthAt(text);
  const wide: boolean = wider || isWide(text);
  const needed: usize = length + count;
  const wanted: usize = needed + (needed <= DOUBLED_MAX ? needed : needed / 2);
  const room: usize = wanted < LENGTH_MAX ? wanted : LENGTH_MAX;
  const shape: usize = kindShape(wide ? KIND_STRING_UTF16 : KIND_STRING_LATIN1);
  const buffer: usize = tryAllocateUncleared(STRING_DATA + (wide ? room * 2 : room), shape);
  if (buffer === 0) return 0;
  store32(buffer + STRING_LENGTH, room);
  store64(buffer + STRING_HASH, length | (STRING_GROWS << 32));
  copyUnits(buffer + STRING_DATA, wide, text, 0, length);
  return buffer;
}

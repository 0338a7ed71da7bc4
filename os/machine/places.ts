/**
 * Names the place in the source that an address of code comes from, by the table that the build put into the image
 * (toolchain/compiler/layout/places.ts describes it). It is read where it lies; nothing is allocated, so panics may use it.
 *
 * One look-up at a time: `findPlace`, then `formatPlace` for it, and for each function it was inlined into after `outerPlace`.
 */
import {
  FUNCTION_HAS_COLUMNS,
  FUNCTION_IS_MACHINERY,
  FUNCTION_MAKES_ERRORS,
} from '../../toolchain/compiler/layout/places.ts';
import {
  copyMemory,
  type i64,
  load8,
  load32,
  store8,
  symbolAddress,
  type u8,
  type u32,
  type u64,
  type usize,
} from '../unsafe.ts';

/** No line of a stack is longer: longer names are cut. */
export const PLACE_BYTES_MAX: u32 = 512;
const INDEX_ENTRY_BYTES: usize = 8;
/** Of them for the function. */
const NAME_BYTES_MAX: usize = 256;
/** Room for `:line:column)` behind the file. */
const NUMBERS_BYTES: usize = 32;

/** Where the next number of the table is read. */
let cursor: usize = 0;
/** The place found: its context's offset, and its line and column. */
let context: usize = 0;
let line: u64 = 0;
let column: u64 = 0;
/** Where a place is being formatted, and where that must end. */
let output: usize = 0;
let outputEnd: usize = 0;

function table(): usize {
  return symbolAddress('__places_start');
}

function readUnsigned(): u64 {
  let value: u64 = 0;
  for (let shift: u64 = 0; ; shift += 7) {
    const byte: u64 = load8(cursor);
    cursor++;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
}

function readSigned(): i64 {
  const folded: u64 = readUnsigned();
  const half: i64 = folded >> 1;
  return (folded & 1) === 0 ? half : -1 - half;
}

/** Sets the cursor to a context's record. */
function seekContext(offset: usize): void {
  cursor = table() + load32(table() + 8) + offset;
}

function functionOf(offset: usize): usize {
  seekContext(offset);
  return table() + readUnsigned();
}

/** The FUNCTION_* of the place's function. */
function placeFlags(): u32 {
  return load8(functionOf(context));
}

/** The last entry of the index that doesn't begin behind the address; the first if all do. */
function blockOf(address: usize): usize {
  const index: usize = table() + load32(table());
  let low: usize = 0;
  let high: usize = load32(table() + 4);
  while (high - low > 1) {
    const middle: usize = (low + high) >> 1;
    if (load32(index + middle * INDEX_ENTRY_BYTES) <= address) low = middle;
    else high = middle;
  }
  return index + low * INDEX_ENTRY_BYTES;
}

/** Finds the place of the instruction that an address lies in. False when the table doesn't know it. */
export function findPlace(address: usize): boolean {
  context = 0;
  line = 0;
  column = 0;
  if (symbolAddress('__places_end') === table() || load32(table() + 4) === 0) return false;
  const entry: usize = blockOf(address);
  const lastEntry: usize = table() + load32(table()) + (load32(table() + 4) - 1) * INDEX_ENTRY_BYTES;
  const end: usize =
    table() + (entry === lastEntry ? load32(table()) : load32(entry + INDEX_ENTRY_BYTES + 4));
  let at: usize = load32(entry);
  cursor = table() + load32(entry + 4);
  while (cursor < end) {
    const head: u64 = readUnsigned();
    at += head >> 1;
    if (at > address) break;
    if ((head & 1) !== 0) context += readSigned();
    if (context === 0) continue;
    line += readSigned();
    const next: usize = cursor;
    const hasColumn: boolean = (placeFlags() & FUNCTION_HAS_COLUMNS) !== 0;
    cursor = next;
    column = hasColumn ? readUnsigned() : 0;
  }
  return context !== 0;
}

/** Goes on to the function that the place's function was inlined into, at the call. False when it has code of its own. */
export function outerPlace(): boolean {
  seekContext(context);
  readUnsigned();
  const parent: u64 = readUnsigned();
  if (parent === 0) return false;
  line = readUnsigned();
  column = readUnsigned();
  context = parent;
  return true;
}

/** Is the place's function a constructor of errors, or what calls one for the language's `Error`? */
export function placeMakesErrors(): boolean {
  return (placeFlags() & FUNCTION_MAKES_ERRORS) !== 0;
}

/** Does the place's function throw, call or allocate in the name of the language? */
export function placeIsMachinery(): boolean {
  return (placeFlags() & FUNCTION_IS_MACHINERY) !== 0;
}

/** Writes the place as V8 does, `Class.method (file.ts:12:5)`, in UTF-8. `into` has PLACE_BYTES_MAX bytes; returns how many it took. */
export function formatPlace(into: usize): usize {
  output = into;
  outputEnd = into + NAME_BYTES_MAX;
  cursor = functionOf(context) + 1;
  const before: usize = readUnsigned();
  const name: usize = readUnsigned();
  const file: usize = readUnsigned();
  if (before !== 0) {
    writeString(before);
    writeByte(0x2e);
  }
  if (name !== 0) writeString(name);
  outputEnd = into + PLACE_BYTES_MAX - NUMBERS_BYTES;
  if (name !== 0) {
    writeByte(0x20);
    writeByte(0x28);
  }
  cursor = table() + file;
  const directory: usize = readUnsigned();
  const rest: usize = readUnsigned();
  if (directory !== 0) writeString(directory);
  writeString(rest);
  outputEnd = into + PLACE_BYTES_MAX;
  if (line !== 0) writeNumber(line);
  if (line !== 0 && column !== 0) writeNumber(column);
  if (name !== 0) writeByte(0x29);
  return output - into;
}

/** A string of the table, as much as there is room for. */
function writeString(offset: usize): void {
  cursor = table() + offset;
  const sizeBytes: usize = readUnsigned();
  const room: usize = outputEnd - output;
  const taken: usize = sizeBytes < room ? sizeBytes : room;
  copyMemory(output, cursor, taken);
  output += taken;
}

function writeByte(byte: u8): void {
  if (output >= outputEnd) return;
  store8(output, byte);
  output++;
}

/** `:` and a number in decimal. */
function writeNumber(value: u64): void {
  writeByte(0x3a);
  let scale: u64 = 1;
  while (scale <= value / 10) scale *= 10;
  for (; ; scale /= 10) {
    writeByte(0x30 + (((value - (value % scale)) / scale) % 10));
    if (scale === 1) return;
  }
}

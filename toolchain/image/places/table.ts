/** Writes the table of places that stays in an image; compiler/layout/places.ts describes it. */
import {
  FUNCTION_HAS_COLUMNS,
  FUNCTION_IS_MACHINERY,
  FUNCTION_MAKES_ERRORS,
  PLACES_BLOCK_ROWS,
  PLACES_HEADER_BYTES,
} from '../../compiler/layout/places.ts';
import type { FramePlace, FunctionPlace, PlaceRow } from './places.ts';

/** The table for rows in the order of addresses. */
export function encodePlaces(rows: readonly PlaceRow[]): Uint8Array {
  return new TableWriter().write(rows);
}

/** Bytes being written, in an area whose offsets begin at `base`. */
class Area {
  readonly #bytes: number[] = [];
  readonly #base: number;

  constructor(base: number) {
    this.#base = base;
  }

  get end(): number {
    return this.#base + this.#bytes.length;
  }

  get bytes(): readonly number[] {
    return this.#bytes;
  }

  byte(value: number): void {
    this.#bytes.push(value);
  }

  u32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.#bytes.push((value >>> shift) & 255);
  }

  unsigned(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) + 128);
    this.#bytes.push(rest);
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }
}

class TableWriter {
  readonly #strings = new Area(PLACES_HEADER_BYTES);
  readonly #stringAt = new Map<string, number>([['', 0]]);
  readonly #functionAt = new Map<FunctionPlace, number>();
  readonly #fileAt = new Map<string, number>();
  /** Offsets from their own start; byte 0 is unused. */
  readonly #contexts = new Area(0);
  readonly #contextAt = new Map<string, number>();

  write(rows: readonly PlaceRow[]): Uint8Array {
    this.#contexts.byte(0);
    const blocks = new Area(0);
    const index: [address: number, offset: number][] = [];
    for (let first = 0; first < rows.length; first += PLACES_BLOCK_ROWS) {
      const block = rows.slice(first, first + PLACES_BLOCK_ROWS);
      index.push([block[0]?.address ?? 0, blocks.end]);
      this.#block(block, blocks);
    }
    const contextsAt = this.#strings.end;
    const blocksAt = contextsAt + this.#contexts.end;
    const indexAt = blocksAt + blocks.end;
    const header = new Area(0);
    for (const word of [indexAt, index.length, contextsAt]) header.u32(word);
    const tail = new Area(indexAt);
    for (const [address, offset] of index) {
      tail.u32(address);
      tail.u32(blocksAt + offset);
    }
    return Uint8Array.from(
      [header, this.#strings, this.#contexts, blocks, tail].flatMap((area) => area.bytes as number[]),
    );
  }

  #block(rows: readonly PlaceRow[], out: Area): void {
    let [address, context, line] = [rows[0]?.address ?? 0, 0, 0];
    for (const row of rows) {
      const next = this.#context(row.frames);
      out.unsigned((row.address - address) * 2 + (next === context ? 0 : 1));
      if (next !== context) out.signed(next - context);
      [address, context] = [row.address, next];
      const [innermost] = row.frames;
      if (innermost === undefined) continue;
      out.signed(innermost.line - line);
      line = innermost.line;
      if (hasColumns(innermost.function)) out.unsigned(innermost.column);
    }
  }

  #context(frames: readonly FramePlace[]): number {
    const [innermost, ...outer] = frames;
    if (innermost === undefined) return 0;
    const parent = this.#context(outer);
    const call = outer[0] === undefined ? [] : [outer[0].line, outer[0].column];
    const fn = this.#function(innermost.function);
    const key = [fn, parent, ...call].join();
    let at = this.#contextAt.get(key);
    if (at === undefined) {
      at = this.#contexts.end;
      this.#contextAt.set(key, at);
      for (const number of [fn, parent, ...call]) this.#contexts.unsigned(number);
    }
    return at;
  }

  #function(fn: FunctionPlace): number {
    const known = this.#functionAt.get(fn);
    if (known !== undefined) return known;
    const [before, name] = split(fn.name, '.', 0);
    const words = [this.#string(before), this.#string(name), this.#file(fn.file)];
    const at = this.#strings.end;
    this.#functionAt.set(fn, at);
    const flags = [
      hasColumns(fn) ? FUNCTION_HAS_COLUMNS : 0,
      fn.isErrorConstructor || ERROR_FILES.test(fn.file) ? FUNCTION_MAKES_ERRORS : 0,
      MACHINERY_FILES.test(fn.file) ? FUNCTION_IS_MACHINERY : 0,
    ];
    this.#strings.byte(flags.reduce((all, flag) => all | flag));
    for (const word of words) this.#strings.unsigned(word);
    return at;
  }

  #file(path: string): number {
    const known = this.#fileAt.get(path);
    if (known !== undefined) return known;
    const [directory, name] = split(path, '/', 1);
    const words = [this.#string(directory), this.#string(name)];
    const at = this.#strings.end;
    this.#fileAt.set(path, at);
    for (const word of words) this.#strings.unsigned(word);
    return at;
  }

  #string(text: string): number {
    const known = this.#stringAt.get(text);
    if (known !== undefined) return known;
    const at = this.#strings.end;
    this.#stringAt.set(text, at);
    const bytes = new TextEncoder().encode(text);
    this.#strings.unsigned(bytes.length);
    for (const byte of bytes) this.#strings.byte(byte);
    return at;
  }
}

/** Files whose functions make errors. */
const ERROR_FILES = /^importos:runtime\/error\//;
/** Files whose functions do what isn't written as a call, or lies below the language. */
const MACHINERY_FILES =
  /^importos:(runtime\/((core|suspension|promise|modules)\/|(support|microtasks)\.ts)|memory\/|machine\/)/;

/** Of os/ the debug information has no columns. */
function hasColumns(fn: FunctionPlace): boolean {
  return !fn.file.startsWith('importos:');
}

/** Splits at the last separator, of which `kept` characters stay with the first part. */
function split(text: string, separator: string, kept: number): readonly [string, string] {
  const at = text.lastIndexOf(separator);
  return at <= 0 ? ['', text] : [text.slice(0, at + kept), text.slice(at + 1)];
}

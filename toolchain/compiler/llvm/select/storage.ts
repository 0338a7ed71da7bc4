/**
 * The storage of new arrays whose length is known when the program is compiled: taken from the heap's free lists in place, as the array
 * itself is. Longer ones, and those of functions that are optimised for size, are a call.
 */
import {
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  ELEMENTS_BOXED,
  ELEMENTS_BYTE,
  ELEMENTS_F64,
  ELEMENTS_I32,
  KIND_RAW,
  KIND_STORAGE,
  RAW_BYTES,
  RAW_SIZE,
  STORAGE_CAPACITY,
  STORAGE_WORDS,
} from '../../layout/objects.ts';
import { isForSize } from '../attributes.ts';
import { HOLE_NAN, WORD_HOLE_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { kindShape } from '../module.ts';
import { allocateHeaded } from './allocate.ts';
import { field, store } from './memory.ts';

/** Storage of so many bytes is taken in place. */
const IN_PLACE_MAX = 128;

/** Elements as they lie in storage: LLVM's type of one, its bytes, and where the first is. */
const ELEMENT_ROWS: Readonly<
  Record<number, { readonly type: string; readonly bytes: number; readonly first: number }>
> = {
  [ELEMENTS_BOXED]: { type: 'i64', bytes: 8, first: STORAGE_WORDS },
  [ELEMENTS_F64]: { type: 'double', bytes: 8, first: RAW_BYTES },
  [ELEMENTS_I32]: { type: 'i32', bytes: 4, first: RAW_BYTES },
  [ELEMENTS_BYTE]: { type: 'i8', bytes: 1, first: RAW_BYTES },
};

/** Gives a new array of a kind of elements the length `count`, and storage for exactly as many elements, which the caller writes: its address. */
export function giveStorage(e: FunctionEmitter, array: string, kind: number, count: number): string {
  if (!isInPlace(e, kind, count)) {
    const storage = e.runtime(
      'arrayReserve',
      { rep: 'ptr', text: array },
      { rep: 'u32', text: String(count) },
    );
    return e.code.value(`inttoptr i64 ${e.convert(storage, 'u64')} to ptr`);
  }
  const shape = kindShape(kind === ELEMENTS_BOXED ? KIND_STORAGE : KIND_RAW);
  const storage = allocateHeaded(e, storageBytes(kind, count), `ptrtoint (ptr ${shape} to i64)`);
  if (kind === ELEMENTS_BOXED) {
    e.code.line(`store i32 ${count}, ptr ${field(e, storage, STORAGE_CAPACITY)}`);
  } else {
    const sizeBytes = storageBytes(kind, count) - RAW_BYTES;
    e.code.line(`store i64 ${sizeBytes}, ptr ${field(e, storage, RAW_SIZE)}`);
  }
  store(e, 'ptr', storage, field(e, array, ARRAY_STORAGE), 'array storage');
  store(e, 'i32', `${count}`, field(e, array, ARRAY_LENGTH), 'array length');
  return storage;
}

/** Gives a new array `count` holes, if that many are made in place; false when they aren't. Int32s, which have no holes, are 0. */
export function giveHoles(e: FunctionEmitter, array: string, kind: number, count: number): boolean {
  if (count < 1 || !Number.isInteger(count) || !isInPlace(e, kind, count)) return false;
  const storage = giveStorage(e, array, kind, count);
  const { type, bytes, first } = elementRow(kind);
  if (kind === ELEMENTS_I32) return true;
  if (kind === ELEMENTS_BYTE) {
    const start = field(e, storage, first);
    e.code.line(`call void @llvm.memset.p0.i64(ptr ${start}, i8 ${WORD_HOLE_TEXT}, i64 ${count}, i1 false)`);
    return true;
  }
  const hole = kind === ELEMENTS_BOXED ? WORD_HOLE_TEXT : HOLE_NAN;
  for (let n = 0; n < count; n++)
    e.code.line(`store ${type} ${hole}, ptr ${field(e, storage, first + n * bytes)}`);
  return true;
}

export function elementRow(kind: number): {
  readonly type: string;
  readonly bytes: number;
  readonly first: number;
} {
  const row = ELEMENT_ROWS[kind];
  if (row === undefined) throw new Error(`no elements of kind ${kind}`);
  return row;
}

function storageBytes(kind: number, count: number): number {
  const { bytes, first } = elementRow(kind);
  return first + count * bytes;
}

function isInPlace(e: FunctionEmitter, kind: number, count: number): boolean {
  return storageBytes(kind, count) <= IN_PLACE_MAX && !isForSize(e.f, e.em.recursion.checks(e.f));
}

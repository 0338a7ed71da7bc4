/**
 * The rows of the kind table (objects.ts) as the compiler writes them. Apart from the constants, so that the run time, which
 * reads those, doesn't take this table into images.
 */
import {
  KIND_ACCESSOR,
  KIND_ARRAY,
  KIND_BIGINT,
  KIND_BOOLEAN,
  KIND_CELL,
  KIND_EPHEMERON,
  KIND_ERROR,
  KIND_FRAME,
  KIND_FUNCTION,
  KIND_NUMBER,
  KIND_OBJECT,
  KIND_RAW,
  KIND_STORAGE,
  KIND_STRING_LATIN1,
  KIND_STRING_ROPE,
  KIND_STRING_SLICE,
  KIND_STRING_UTF16,
  KIND_SYMBOL,
  KIND_TYPED_ARRAY,
  KIND_WRAPPER,
} from './objects.ts';

/** [kind, size in bytes of an instance or 0 when it varies, pointer map, SHAPE_* flags] */
export const KIND_ROWS: readonly (readonly [
  kind: number,
  sizeBytes: number,
  pointers: number,
  flags: number,
])[] = [
  [KIND_STRING_LATIN1, 0, 0, 0],
  [KIND_STRING_UTF16, 0, 0, 0],
  [KIND_STRING_ROPE, 32, 0b110, 0],
  [KIND_STRING_SLICE, 32, 0b010, 0],
  [KIND_SYMBOL, 24, 0b001, 0],
  [KIND_BIGINT, 0, 0, 0],
  [KIND_CELL, 16, 0b001, 0],
  [KIND_STORAGE, 0, 0, 0],
  [KIND_RAW, 0, 0, 0],
  [KIND_ACCESSOR, 24, 0b011, 0],
  [KIND_FRAME, 32, 0b11, 0],
  [KIND_EPHEMERON, 32, 0, 0],
  [KIND_NUMBER, 0, 0, 0],
  [KIND_BOOLEAN, 0, 0, 0],
  [14, 0, 0, 0],
  [15, 0, 0, 0],
  [KIND_OBJECT, 48, 0b11111, 2],
  [KIND_FUNCTION, 32, 0b101, 6],
  [KIND_ARRAY, 32, 0b011, 2],
  [KIND_TYPED_ARRAY, 48, 0b011, 2],
  [KIND_ERROR, 64, 0b1111111, 2],
  [KIND_WRAPPER, 64, 0b1111111, 2],
];

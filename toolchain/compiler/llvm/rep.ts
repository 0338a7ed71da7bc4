/**
 * Representations: how a value of an inferred type is held in a register or slot. Proved → raw; unproved → boxed.
 */
import type { IrType } from '../ir/types.ts';
import { P_BIGINT, P_BOOLEAN, P_NUMBER, P_STRING, P_SYMBOL, P_UNDEFINED } from '../ir/types.ts';
import { hasObjects, isInt32, isNever, isOnly, isSafeInteger, type Type } from '../passes/inference/type.ts';

/**
 * - `js` a boxed word (i64) · `ptr` a pointer that is its own boxed word · `f64` a double
 * - `f64u` a double or undefined (a signalling NaN) · `i32` an int32 · `i64` an integer up to ±2^53 · `bool` i1
 * - `never` no value can arrive here
 * - machine integers as declared
 */
export type Rep =
  | 'js'
  | 'ptr'
  | 'f64'
  | 'f64u'
  | 'i32'
  | 'bool'
  | 'never'
  | 'void'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 'i8'
  | 'i16'
  | 'i64';

/** A value while LLVM text is made: what holds it and its name or literal. */
export interface Value {
  readonly rep: Rep;
  readonly text: string;
}

const LLVM_TYPES: Record<Rep, string> = {
  js: 'i64',
  ptr: 'ptr',
  f64: 'double',
  f64u: 'double',
  i32: 'i32',
  bool: 'i1',
  never: 'i64',
  void: 'void',
  u8: 'i8',
  u16: 'i16',
  u32: 'i32',
  u64: 'i64',
  i8: 'i8',
  i16: 'i16',
  i64: 'i64',
};

export function llvmType(rep: Rep): string {
  return LLVM_TYPES[rep];
}

/** The best representation for everything that a type allows. */
export function repOf(type: Type): Rep {
  if (isNever(type)) return 'never';
  if (isInt32(type)) return 'i32';
  if (isSafeInteger(type)) return 'i64';
  if (isOnly(type, P_NUMBER)) return 'f64';
  if (isOnly(type, P_BOOLEAN)) return 'bool';
  if (isOnly(type, P_NUMBER | P_UNDEFINED) && (type.prims & P_NUMBER) !== 0) return 'f64u';
  if ((type.prims & ~(P_STRING | P_SYMBOL | P_BIGINT)) === 0 && (type.prims !== 0 || hasObjects(type)))
    return 'ptr';
  return 'js';
}

/** May a value be a pointer to something on the heap? */
export function mayPoint(type: Type): boolean {
  return (type.prims & (P_STRING | P_SYMBOL | P_BIGINT)) !== 0 || hasObjects(type);
}

/** The representation of an IR value: machine types are fixed, `js` values go by their inferred type. */
export function repOfIr(irType: IrType, type: Type): Rep {
  switch (irType) {
    case 'js':
      return repOf(type);
    case 'bool':
    case 'f64':
    case 'f64u':
    case 'ptr':
    case 'void':
    case 'u8':
    case 'u16':
    case 'u32':
    case 'u64':
    case 'i8':
    case 'i16':
    case 'i32':
    case 'i64':
      return irType;
  }
}

export function isSigned(rep: Rep): boolean {
  return rep === 'i8' || rep === 'i16' || rep === 'i32' || rep === 'i64';
}

const WIDTHS: Partial<Record<Rep, number>> = {
  u8: 8,
  i8: 8,
  u16: 16,
  i16: 16,
  u32: 32,
  i32: 32,
  u64: 64,
  i64: 64,
};

/** Bits of a machine integer; 0 for other representations. */
export function widthOf(rep: Rep): number {
  return WIDTHS[rep] ?? 0;
}

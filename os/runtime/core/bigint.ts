/**
 * The door to BigInt arithmetic. Operators and conversions must know what to do with a BigInt, but most programs have none;
 * so the arithmetic is installed by what makes BigInts (literals, the program's mentions of the global, 64-bit typed arrays), and a program that makes
 * none doesn't link it: every function here is then reached with no BigInt to do anything with.
 */
import { panic } from '../../machine/panic.ts';
import type { i32, u32, u64 } from '../../unsafe.ts';
import { isUndefined } from './values.ts';

export const BIGINT_ADD: u32 = 0;
export const BIGINT_SUBTRACT: u32 = 1;
export const BIGINT_MULTIPLY: u32 = 2;
export const BIGINT_DIVIDE: u32 = 3;
export const BIGINT_REMAINDER: u32 = 4;
export const BIGINT_POWER: u32 = 5;
export const BIGINT_AND: u32 = 6;
export const BIGINT_OR: u32 = 7;
export const BIGINT_XOR: u32 = 8;
export const BIGINT_SHIFT_LEFT: u32 = 9;
export const BIGINT_SHIFT_RIGHT: u32 = 10;

/** BigInt arithmetic (ECMA-262 6.1.6.2). All operands called `a` and `b` are BigInts. */
export interface BigIntArithmetic {
  /** One of BIGINT_*. RangeError where the specification has one. */
  binary(operation: u32, a: unknown, b: unknown): unknown;
  negate(a: unknown): unknown;
  not(a: unknown): unknown;
  isZero(a: unknown): boolean;
  /** Below 0, 0 or above 0. */
  compare(a: unknown, b: unknown): i32;
  /** As compare; 2 for NaN. */
  compareToNumber(a: unknown, number: number): i32;
  toText(a: unknown, radix: u32): string;
  /** StringToBigInt (7.1.14): undefined when the text isn't an integer. */
  parse(text: string): unknown;
  /** ToBigInt (7.1.13). */
  convert(value: unknown): bigint;
  /** Bits 0 to 31, or 32 to 63, of a BigInt as two's complement: a u64 may become a double on its way through the door. */
  lowBits(a: unknown): u32;
  highBits(a: unknown): u32;
  ofBits(high: u32, low: u32, signed: boolean): unknown;
  /** A number that is an integer. */
  ofNumber(integer: number): bigint;
  /** BigInt.asIntN (signed) or asUintN of a BigInt; `width` is a whole number. */
  wrap(a: unknown, width: number, signed: boolean): bigint;
}

let installed: BigIntArithmetic | undefined;

/** Called by whatever makes BigInts, before it makes the first. */
export function installBigInts(arithmetic: BigIntArithmetic): void {
  installed = arithmetic;
}

function arithmetic(): BigIntArithmetic {
  if (isUndefined(installed)) panic('a BigInt without BigInt arithmetic');
  return installed;
}

export function bigIntBinary(operation: u32, a: unknown, b: unknown): unknown {
  return arithmetic().binary(operation, a, b);
}

export function bigIntNegate(a: unknown): unknown {
  return arithmetic().negate(a);
}

export function bigIntNot(a: unknown): unknown {
  return arithmetic().not(a);
}

export function bigIntIsZero(a: unknown): boolean {
  return arithmetic().isZero(a);
}

export function bigIntToString(a: unknown, radix: u32): string {
  return arithmetic().toText(a, radix);
}

export function compareBigInts(a: unknown, b: unknown): i32 {
  return arithmetic().compare(a, b);
}

export function equalBigInts(a: unknown, b: unknown): boolean {
  return arithmetic().compare(a, b) === 0;
}

export function compareBigIntToNumber(a: unknown, number: number): i32 {
  return arithmetic().compareToNumber(a, number);
}

export function stringToBigInt(text: string): unknown {
  return arithmetic().parse(text);
}

export function bigIntOfBits(bits: u64, signed: boolean): unknown {
  return arithmetic().ofBits((bits >> 32) as u32, bits as u32, signed);
}

/** ToBigInt of any value, modulo 2^64. */
export function bitsOfBigInt(value: unknown): u64 {
  const converted: unknown = toBigInt(value);
  const high: u64 = arithmetic().highBits(converted);
  const low: u64 = arithmetic().lowBits(converted);
  return (high << 32) | low;
}

/** BigInt.asIntN (signed) or asUintN of a BigInt; `width` is a whole number. */
export function wrapBigInt(a: unknown, width: number, signed: boolean): bigint {
  return arithmetic().wrap(a, width, signed);
}

/** The BigInt that a number is, which must be an integer. */
export function bigIntOfNumber(integer: number): bigint {
  return arithmetic().ofNumber(integer);
}

/** ToBigInt (7.1.13): TypeError for numbers, SyntaxError for text that isn't an integer. */
export function toBigInt(value: unknown): bigint {
  return arithmetic().convert(value);
}

/**
 * BigInt arithmetic behind the door of core/bigint.ts. Whatever makes BigInts goes through `bigInts()`, which opens the
 * door; in a program where nothing does, all of this is unreachable and left out.
 */
import type { i32, u32, u64 } from '../../unsafe.ts';
import {
  BIGINT_ADD,
  BIGINT_AND,
  BIGINT_DIVIDE,
  BIGINT_MULTIPLY,
  BIGINT_OR,
  BIGINT_POWER,
  BIGINT_REMAINDER,
  BIGINT_SHIFT_LEFT,
  BIGINT_SHIFT_RIGHT,
  BIGINT_SUBTRACT,
  type BigIntArithmetic,
  installBigInts,
} from '../core/bigint.ts';
import { toPrimitiveNumber } from '../core/conversion.ts';
import {
  AND,
  add,
  bitwise,
  compareIntegers,
  compareToNumber,
  complement,
  type Integer,
  integerOf,
  integerOfNumber,
  multiply,
  negated,
  OR,
  power,
  quotient,
  remainder,
  shiftLeft,
  shiftRight,
  subtract,
  wrapped,
  XOR,
} from './integer.ts';
import { trimmed } from './magnitude.ts';
import { formatInteger, parseInteger } from './text.ts';
import { integerAt, makeBigInt } from './value.ts';

/** What compareToNumber of the door gives for NaN. */
const UNORDERED: i32 = 2;

class Arithmetic implements BigIntArithmetic {
  binary(operation: u32, a: unknown, b: unknown): unknown {
    return makeBigInt(binaryOf(operation, integerAt(a), integerAt(b)));
  }

  negate(a: unknown): unknown {
    return makeBigInt(negated(integerAt(a)));
  }

  not(a: unknown): unknown {
    return makeBigInt(complement(integerAt(a)));
  }

  isZero(a: unknown): boolean {
    return integerAt(a).digits.length === 0;
  }

  compare(a: unknown, b: unknown): i32 {
    return signOf(compareIntegers(integerAt(a), integerAt(b)));
  }

  compareToNumber(a: unknown, number: number): i32 {
    return signOf(compareToNumber(integerAt(a), number));
  }

  toText(a: unknown, radix: u32): string {
    return formatInteger(integerAt(a), radix as number);
  }

  parse(text: string): unknown {
    const integer = parseInteger(text);
    return integer === undefined ? undefined : makeBigInt(integer);
  }

  convert(value: unknown): bigint {
    const primitive = toPrimitiveNumber(value);
    if (typeof primitive === 'bigint') return primitive;
    if (typeof primitive === 'boolean') return makeBigInt(integerOfNumber(primitive ? 1 : 0));
    if (typeof primitive === 'string') {
      const integer = parseInteger(primitive);
      if (integer === undefined) throw new SyntaxError(`Cannot convert ${primitive} to a BigInt`);
      return makeBigInt(integer);
    }
    throw new TypeError(`Cannot convert ${String(primitive)} to a BigInt`);
  }

  lowBits(a: unknown): u32 {
    return bitsOf(integerAt(a)) as u32;
  }

  highBits(a: unknown): u32 {
    return (bitsOf(integerAt(a)) >> 32) as u32;
  }

  ofBits(high: u32, low: u32, signed: boolean): unknown {
    const bits: u64 = ((high as u64) << 32) | (low as u64);
    const negative: boolean = signed && bits >> 63 !== 0;
    let magnitude: u64 = bits;
    if (negative) magnitude = 0 - bits;
    return makeBigInt(
      integerOf(negative, trimmed([magnitude as u32 as number, (magnitude >> 32) as u32 as number])),
    );
  }

  ofNumber(integer: number): bigint {
    return makeBigInt(integerOfNumber(integer));
  }

  wrap(a: unknown, width: number, signed: boolean): bigint {
    return makeBigInt(wrapped(integerAt(a), width, signed));
  }
}

const arithmetic = new Arithmetic();

/** BigInt arithmetic, installed for every operator of the program. */
export function bigInts(): BigIntArithmetic {
  installBigInts(arithmetic);
  return arithmetic;
}

/** The lower 64 bits of the two's complement. */
function bitsOf({ negative, digits }: Integer): u64 {
  const low: u64 = digits.length > 0 ? (digits[0] as number) : 0;
  const high: u64 = digits.length > 1 ? (digits[1] as number) : 0;
  const magnitude: u64 = (high << 32) | low;
  if (negative) return 0 - magnitude;
  return magnitude;
}

function signOf(order: number): i32 {
  if (order < 0) return -1;
  if (order > 0) return 1;
  return order === 0 ? 0 : UNORDERED;
}

function binaryOf(operation: u32, a: Integer, b: Integer): Integer {
  switch (operation) {
    case BIGINT_ADD:
      return add(a, b);
    case BIGINT_SUBTRACT:
      return subtract(a, b);
    case BIGINT_MULTIPLY:
      return multiply(a, b);
    case BIGINT_DIVIDE:
      return quotient(a, b);
    case BIGINT_REMAINDER:
      return remainder(a, b);
    case BIGINT_POWER:
      return power(a, b);
    case BIGINT_AND:
      return bitwise(AND, a, b);
    case BIGINT_OR:
      return bitwise(OR, a, b);
    case BIGINT_SHIFT_LEFT:
      return shiftLeft(a, b);
    case BIGINT_SHIFT_RIGHT:
      return shiftRight(a, b);
    default:
      return bitwise(XOR, a, b);
  }
}

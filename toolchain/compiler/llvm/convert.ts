/**
 * Conversions between representations of the same JavaScript value, and between machine integers. None of them can
 * fail: the caller knows from the inferred type that the value fits.
 */
import {
  DOUBLE_OFFSET,
  HOLE_NAN_HIGH,
  UNDEFINED_NAN_BIT,
  UNDEFINED_NAN_HIGH,
  WORD_FALSE,
  WORD_HOLE,
  WORD_NULL,
  WORD_TRUE,
  WORD_UNDEFINED,
} from '../layout/values.ts';
import type { Code } from './code.ts';
import { isSigned, llvmType, type Rep, type Value, widthOf } from './rep.ts';

export const UNDEFINED_NAN = `0x${(BigInt(UNDEFINED_NAN_HIGH) << 32n).toString(16).toUpperCase()}`;
export const HOLE_NAN_BITS = (BigInt(HOLE_NAN_HIGH) << 32n).toString();
export const HOLE_NAN = `0x${(BigInt(HOLE_NAN_HIGH) << 32n).toString(16).toUpperCase()}`;
export const UNDEFINED_NAN_BITS = (BigInt(UNDEFINED_NAN_HIGH) << 32n).toString();
/** As LLVM's signed decimal. */
export const INT64_MIN = (-(2n ** 63n)).toString();
/** The functions that truncate doubles begin with this name. */
export const TRUNCATE = 'importos.truncate';
export const CANONICAL_NAN = '0x7FF8000000000000';
const OFFSET = BigInt(DOUBLE_OFFSET).toString();

/** A double as LLVM writes it: the bits, so that nothing is rounded. */
export function doubleText(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
  return `0x${view.getBigUint64(0).toString(16).toUpperCase().padStart(16, '0')}`;
}

/** The boxed word of a constant that needs no memory. */
export function wordOfConstant(value: undefined | null | boolean | number): bigint {
  if (value === undefined) return BigInt(WORD_UNDEFINED);
  if (value === null) return BigInt(WORD_NULL);
  if (typeof value === 'boolean') return BigInt(value ? WORD_TRUE : WORD_FALSE);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return BigInt.asUintN(64, view.getBigUint64(0) + BigInt(DOUBLE_OFFSET));
}

/** A word as LLVM's signed decimal. */
export function wordText(word: bigint): string {
  return BigInt.asIntN(64, word).toString();
}

export const WORD_UNDEFINED_TEXT = String(WORD_UNDEFINED);
export const WORD_HOLE_TEXT = String(WORD_HOLE);

/** The value in another representation. */
export function convert(code: Code, value: Value, to: Rep): Value {
  if (value.rep === to) return value;
  if (value.rep === 'never' || value.rep === 'void') return { rep: to, text: zeroOf(to) };
  const text = convertText(code, value, to);
  return { rep: to, text };
}

function zeroOf(rep: Rep): string {
  if (rep === 'f64' || rep === 'f64u') return '0.0';
  if (rep === 'ptr') return 'null';
  if (rep === 'bool') return 'false';
  if (rep === 'js' || rep === 'never') return WORD_UNDEFINED_TEXT;
  return '0';
}

function convertText(code: Code, value: Value, to: Rep): string {
  if (widthOf(value.rep) > 0 && widthOf(to) > 0) return resize(code, value, to);
  switch (to) {
    case 'js':
    case 'never':
      return box(code, value);
    case 'ptr':
      return value.rep === 'js'
        ? code.value(`inttoptr i64 ${value.text} to ptr`)
        : code.value(`inttoptr i64 ${box(code, value)} to ptr`);
    case 'f64':
      return toDouble(code, value);
    case 'f64u':
      return toDoubleOrUndefined(code, value);
    case 'bool':
      if (value.rep === 'js') return code.value(`icmp eq i64 ${value.text}, ${WORD_TRUE}`);
      return code.value(`icmp ne ${llvmType(value.rep)} ${value.text}, 0`);
    case 'void':
      return '';
    default:
      return toInteger(code, value, to);
  }
}

function resize(code: Code, value: Value, to: Rep): string {
  const from = widthOf(value.rep);
  const width = widthOf(to);
  if (from === width) return value.text;
  if (from < width && isSigned(value.rep) && /^-?\d+$/.test(value.text)) return value.text;
  if (from > width) return code.value(`trunc i${from} ${value.text} to i${width}`);
  return code.value(`${isSigned(value.rep) ? 'sext' : 'zext'} i${from} ${value.text} to i${width}`);
}

/** Any representation as a boxed word. */
export function box(code: Code, value: Value): string {
  switch (value.rep) {
    case 'js':
    case 'never':
      return value.text;
    case 'ptr':
      return code.value(`ptrtoint ptr ${value.text} to i64`);
    case 'bool':
      return code.value(`select i1 ${value.text}, i64 ${WORD_TRUE}, i64 ${WORD_FALSE}`);
    case 'f64':
      return boxDouble(code, value.text);
    case 'f64u': {
      const bits = code.value(`bitcast double ${value.text} to i64`);
      const isUndefined = isUndefinedBits(code, bits);
      const boxed = code.value(`add i64 ${bits}, ${OFFSET}`);
      return code.value(`select i1 ${isUndefined}, i64 ${WORD_UNDEFINED}, i64 ${boxed}`);
    }
    case 'void':
      return WORD_UNDEFINED_TEXT;
    default:
      return boxDouble(code, toDouble(code, value));
  }
}

/** Are the bits of a double undefined, or a hole's? */
export function isUndefinedBits(code: Code, bits: string): string {
  const either = code.value(`or i64 ${bits}, ${BigInt(UNDEFINED_NAN_BIT) << 32n}`);
  return code.value(`icmp eq i64 ${either}, ${UNDEFINED_NAN_BITS}`);
}

function boxDouble(code: Code, text: string): string {
  const bits = code.value(`bitcast double ${text} to i64`);
  return code.value(`add i64 ${bits}, ${OFFSET}`);
}

/** A value known to be a number, as a double. */
function toDouble(code: Code, value: Value): string {
  switch (value.rep) {
    case 'f64':
    case 'f64u':
      return value.text;
    case 'js': {
      const bits = code.value(`sub i64 ${value.text}, ${OFFSET}`);
      return code.value(`bitcast i64 ${bits} to double`);
    }
    case 'bool':
      return code.value(`uitofp i1 ${value.text} to double`);
    case 'ptr':
      return CANONICAL_NAN;
    default:
      return code.value(
        `${isSigned(value.rep) ? 'sitofp' : 'uitofp'} ${llvmType(value.rep)} ${value.text} to double`,
      );
  }
}

function toDoubleOrUndefined(code: Code, value: Value): string {
  if (value.rep !== 'js') return toDouble(code, value);
  const isUndefined = code.value(`icmp eq i64 ${value.text}, ${WORD_UNDEFINED}`);
  const bits = code.value(`sub i64 ${value.text}, ${OFFSET}`);
  const either = code.value(`select i1 ${isUndefined}, i64 ${UNDEFINED_NAN_BITS}, i64 ${bits}`);
  return code.value(`bitcast i64 ${either} to double`);
}

/**
 * The call that truncates a double to an integer: the least integer of its width for NaN and for what doesn't fit (module.ts defines it by
 * what the processor does).
 */
export function truncation(double: string, to: 'i32' | 'i64'): string {
  return `call ${to} @${TRUNCATE}.${to}(double ${double})`;
}

/** A value known to be a number in range (int32 by proof, machine integers by declaration) as an integer. */
function toInteger(code: Code, value: Value, to: Rep): string {
  if (value.rep === 'bool') return code.value(`zext i1 ${value.text} to ${llvmType(to)}`);
  const double = value.rep === 'f64' || value.rep === 'f64u' ? value.text : toDouble(code, value);
  if (to === 'i32') {
    const wide = code.value(`fptosi double ${double} to i64`);
    return code.value(`trunc i64 ${wide} to i32`);
  }
  const wide = code.value(truncation(double, 'i64'));
  if (to === 'u64') {
    // Negative numbers wrap, numbers from 2^63 on don't.
    const less = code.value(`fsub double ${double}, ${doubleText(2 ** 63)}`);
    const low = code.value(truncation(less, 'i64'));
    const large = code.value(`xor i64 ${low}, ${INT64_MIN}`);
    const fits = code.value(`fcmp olt double ${double}, ${doubleText(2 ** 63)}`);
    return code.value(`select i1 ${fits}, i64 ${wide}, i64 ${large}`);
  }
  return to === 'i64' ? wide : code.value(`trunc i64 ${wide} to ${llvmType(to)}`);
}

/** Property keys: interned strings and symbols (ECMA-262 7.1.19), and array indices as keys. */
import { type i32, i32OfDouble, type u32 } from '../../../unsafe.ts';
import { toPrimitiveString, toStringValue } from '../conversion.ts';
import { int32ToString } from '../numbers/to-string.ts';
import { intern } from '../strings/intern.ts';
import { isNumber, isObject, isString, isSymbol, numberOf } from '../values.ts';

/** ToPropertyKey: an interned string or a symbol. */
export function toPropertyKey(value: unknown): string | symbol {
  if (isString(value)) return intern(value);
  if (isSymbol(value)) return value;
  if (isObject(value)) {
    const primitive: unknown = toPrimitiveString(value);
    if (isSymbol(primitive)) return primitive;
    return intern(toStringValue(primitive));
  }
  return intern(toStringValue(value));
}

/** The key of an index below 2^31. */
export function keyOfIndex(index: u32): string {
  const small: i32 = index;
  return intern(int32ToString(small));
}

/** An index that a key value is, as a number from 0 to 2^31 - 1, or -1. Only numbers are looked at. */
export function indexOfNumber(key: unknown): i32 {
  if (!isNumber(key)) return -1;
  const number: number = numberOf(key);
  const index: i32 = i32OfDouble(number);
  if (index < 0) return -1;
  return (index as number) === number ? index : -1;
}

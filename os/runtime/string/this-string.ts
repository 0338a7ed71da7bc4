/** `this` of String methods and their string arguments (ECMA-262 22.1.3, 7.2.1, 7.1.17). */
import { toString } from '../core/conversion.ts';

/** ToString(RequireObjectCoercible(this)); a string, which it nearly always is, costs one test. */
export function thisString(value: unknown, method: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) {
    throw new TypeError(`String.prototype.${method} called on null or undefined`);
  }
  return toString(value);
}

/** ToString of an argument. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : toString(value);
}

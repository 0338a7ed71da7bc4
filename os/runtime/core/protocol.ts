/**
 * Small steps of statements that compiled code leaves to the run time: `for in`, `yield*`, destructuring.
 */
import { addressOf, load64, type usize, valueOfWord } from '../../unsafe.ts';
import { invoke1 } from './calls.ts';
import { throwTypeError } from './errors.ts';
import { describe } from './messages.ts';
import { hasElement } from './objects/properties.ts';
import { isNullish, isObject } from './values.ts';

const RECORD_ITERATOR: usize = 8;
const RECORD_NEXT: usize = 16;

/** Is a key that `for in` collected still there? True for primitives (ECMA-262 14.7.5.9). */
export function forInHas(object: unknown, key: unknown): boolean {
  return !isObject(object) || hasElement(object, key);
}

/** RequireObjectCoercible of a destructured value (ECMA-262 14.3.3). */
export function requireObject(value: unknown): void {
  if (isNullish(value))
    throwTypeError("Cannot destructure '" + describe(value) + "' as it is " + describe(value) + '.');
}

/** The iterator of a record, for `yield*`. */
export function iteratorObject(record: unknown): unknown {
  return valueOfWord<unknown>(load64(addressOf(record) + RECORD_ITERATOR));
}

/** Calls `next(value)` of a record's iterator. */
export function iteratorNext(record: unknown, value: unknown): unknown {
  return invoke1(
    valueOfWord<unknown>(load64(addressOf(record) + RECORD_NEXT)),
    iteratorObject(record),
    value,
  );
}

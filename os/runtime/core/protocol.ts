/**
 * Small steps of statements that compiled code leaves to the run time: `for in`, destructuring.
 */
import { throwTypeError } from './errors.ts';
import { describe } from './messages.ts';
import { hasElement } from './objects/properties.ts';
import { isNullish, isObject } from './values.ts';

/** Is a key that `for in` collected still there? True for primitives (ECMA-262 14.7.5.9). */
export function forInHas(object: unknown, key: unknown): boolean {
  return !isObject(object) || hasElement(object, key);
}

/** RequireObjectCoercible of a destructured value (ECMA-262 14.3.3). */
export function requireObject(value: unknown): void {
  if (isNullish(value))
    throwTypeError("Cannot destructure '" + describe(value) + "' as it is " + describe(value) + '.');
}

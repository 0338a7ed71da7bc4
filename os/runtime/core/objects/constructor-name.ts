/**
 * The name of an object's class for messages. It is read behind inference's back, so that an error message isn't a reason for
 * every class to be in the image with all that it has.
 */
import { objectAt, type usize, wordOf } from '../../../unsafe.ts';
import { lengthOf } from '../strings/primitives.ts';
import { isCallable, isObject, isString } from '../values.ts';
import { findOwn, foundAccessor, foundValue } from './own.ts';
import { isChainEnd, prototypeWord } from './prototype.ts';

/** The name of the function that `object.constructor` is; '' when it is none, has none, or a getter would have to say so. */
export function constructorName(object: unknown): string {
  if (!isObject(object)) return '';
  const constructor: unknown = dataProperty(wordOf(object), wordOf('constructor'));
  return isCallable(constructor) ? functionName(constructor) : '';
}

/** The `name` of a function, '' when that is no text. */
export function functionName(fn: unknown): string {
  const name: unknown = dataProperty(wordOf(fn), wordOf('name'));
  return isString(name) && lengthOf(name) !== 0 ? name : '';
}

function dataProperty(start: usize, key: usize): unknown {
  let each: usize = start;
  while (!isChainEnd(each)) {
    if (findOwn(each, key)) return foundAccessor() ? undefined : foundValue();
    each = prototypeWord(objectAt<unknown>(each));
  }
  return undefined;
}

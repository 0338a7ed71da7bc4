/**
 * `node:util`: what this module offers in one place.
 */

import { isDate, isError, isMap, isPromise, isRegExp, isSet, isTypedArray } from './inspect/brands.ts';
import { inspect } from './inspect/inspect.ts';
import { CUSTOM_PROMISIFY, promisify as promisifyFunction } from './util/promisify.ts';

export { format, formatWithOptions } from './inspect/format.ts';
export { stripControlSequences as stripVTControlCharacters } from './inspect/width.ts';
export { isDeepStrictEqual } from './util/deep-equal.ts';
export { inherits } from './util/promisify.ts';
export { TextDecoder, TextEncoder } from './util/text-codec.ts';
export { inspect };

/** `util.promisify`, with the symbol `custom`. */
export const promisify: typeof promisifyFunction & { readonly custom: symbol } = Object.assign(
  promisifyFunction,
  { custom: CUSTOM_PROMISIFY },
);

/** What kind of object a value is, whatever its prototype claims (Node docs: util.types). */
export const types: { readonly [name: string]: (value: unknown) => boolean } = {
  isMap: (value) => isObject(value) && isMap(value, true),
  isSet: (value) => isObject(value) && isSet(value, true),
  isDate: (value) => isObject(value) && isDate(value),
  isRegExp: (value) => isObject(value) && isRegExp(value),
  isPromise: (value) => isObject(value) && isPromise(value),
  isNativeError: (value) => isObject(value) && isError(value),
  isTypedArray: (value) => isObject(value) && isTypedArray(value),
  isUint8Array: (value) => value instanceof Uint8Array,
  isArrayBuffer: (value) => value instanceof ArrayBuffer,
  isAnyArrayBuffer: (value) => value instanceof ArrayBuffer,
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
};

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

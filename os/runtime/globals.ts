/**
 * The table of globals: the compiler resolves a global identifier X of a program to the export X of this file, and loads,
 * lowers and links only what is referenced. toolchain/compiler/layout/natives.ts says what isn't an ordinary class.
 * os/node and os/web add theirs (setTimeout, console, URL, …) in tables of their own.
 */
export { ArrayGlobal as Array } from './array/array.ts';
export { BigIntGlobal as BigInt } from './bigint/bigint.ts';
export { BooleanGlobal as Boolean } from './boolean/boolean.ts';
export { MapGlobal as Map } from './collections/map.ts';
export { SetGlobal as Set } from './collections/set.ts';
export {
  FinalizationRegistryGlobal as FinalizationRegistry,
  WeakMapGlobal as WeakMap,
  WeakRefGlobal as WeakRef,
  WeakSetGlobal as WeakSet,
} from './collections/weak.ts';
export { DateGlobal as Date } from './date/date.ts';
export { ErrorGlobal as Error } from './error/error.ts';
export {
  AggregateErrorGlobal as AggregateError,
  EvalErrorGlobal as EvalError,
  RangeErrorGlobal as RangeError,
  ReferenceErrorGlobal as ReferenceError,
  SyntaxErrorGlobal as SyntaxError,
  TypeErrorGlobal as TypeError,
  URIErrorGlobal as URIError,
} from './error/native-errors.ts';
export { FunctionGlobal as Function } from './function/function.ts';
export { gcGlobal as gc } from './gc.ts';
export { IteratorGlobal as Iterator } from './iterator/iterator.ts';
export { JSONGlobal as JSON } from './json/json.ts';
export { MathGlobal as Math } from './math/math.ts';
export {
  isFiniteGlobal as isFinite,
  isNaNGlobal as isNaN,
  NumberGlobal as Number,
  parseFloatGlobal as parseFloat,
  parseIntGlobal as parseInt,
} from './number/number.ts';
export { ObjectGlobal as Object } from './object/object.ts';
export { ReflectGlobal as Reflect } from './object/reflect.ts';
export { PromiseGlobal as Promise, queueMicrotaskGlobal as queueMicrotask } from './promise/promise.ts';
export { StringGlobal as String } from './string/string.ts';
export { structuredCloneGlobal as structuredClone } from './structured-clone.ts';
export { SymbolGlobal as Symbol } from './symbol/symbol.ts';
export { TextDecoderGlobal as TextDecoder } from './text/text-decoder.ts';
export { TextEncoderGlobal as TextEncoder } from './text/text-encoder.ts';
export { ArrayBufferGlobal as ArrayBuffer } from './typed-array/array-buffer.ts';
export {
  BigInt64ArrayGlobal as BigInt64Array,
  BigUint64ArrayGlobal as BigUint64Array,
  Float32ArrayGlobal as Float32Array,
  Float64ArrayGlobal as Float64Array,
  Int8ArrayGlobal as Int8Array,
  Int16ArrayGlobal as Int16Array,
  Int32ArrayGlobal as Int32Array,
  Uint8ArrayGlobal as Uint8Array,
  Uint8ClampedArrayGlobal as Uint8ClampedArray,
  Uint16ArrayGlobal as Uint16Array,
  Uint32ArrayGlobal as Uint32Array,
} from './typed-array/classes.ts';
export { DataViewGlobal as DataView } from './typed-array/data-view.ts';
export {
  decodeURIComponentGlobal as decodeURIComponent,
  decodeURIGlobal as decodeURI,
  encodeURIComponentGlobal as encodeURIComponent,
  encodeURIGlobal as encodeURI,
  escapeGlobal as escape,
  unescapeGlobal as unescape,
} from './uri/uri.ts';

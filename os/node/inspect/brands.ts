/**
 * What kind of object something really is, whatever its prototype claims.
 *
 * `instanceof` answers nearly always; a built-in method that throws on a foreign receiver settles the rest, so that
 * `Object.create(Map.prototype)` isn't taken for a Map. A few facts (a promise's state) can't be known by ordinary
 * code: the runtime may provide them through `useEngineFacts`; without it they are unknown and print so.
 */

/** What only the language runtime knows. */
export interface EngineFacts {
  /** `undefined`: still pending. */
  promiseOutcome(
    promise: Promise<unknown>,
  ): { readonly isRejected: boolean; readonly value: unknown } | undefined;
  /** What an iterator of a Map or Set has left, keys and values in turn where it gives pairs; `undefined` for others. */
  iteratorRest(
    iterator: object,
  ): { readonly isOfPairs: boolean; readonly values: readonly unknown[] } | undefined;
}

let facts: EngineFacts | undefined;

/** Called once by the composition of a program, before anything is printed. */
export function useEngineFacts(provider: EngineFacts): void {
  facts = provider;
}

/** How a promise was settled; `undefined` when it is pending or unknown. */
export function promiseOutcome(value: Promise<unknown>): ReturnType<EngineFacts['promiseOutcome']> {
  return facts?.promiseOutcome(value);
}

/** What a Map's or Set's iterator has left; `undefined` when that is unknown. */
export function iteratorRest(value: object): ReturnType<EngineFacts['iteratorRest']> {
  return facts?.iteratorRest(value);
}

/** Whether a function is a class, by its source text. */
export function isClass(value: object): boolean {
  const source = Function.prototype.toString.call(value);
  if (!source.startsWith('class') || !source.endsWith('}')) return false;
  const next = source.charCodeAt(5);
  return next === 0x20 || next === 0x7b || next === 0x0a || next === 0x0d || next === 0x09 || next === 0x2f;
}

export function isMap(value: object, hasUnknownPrototype: boolean): value is Map<unknown, unknown> {
  return (value instanceof Map || hasUnknownPrototype) && accepts(Map.prototype.has, value);
}

export function isSet(value: object, hasUnknownPrototype: boolean): value is Set<unknown> {
  return (value instanceof Set || hasUnknownPrototype) && accepts(Set.prototype.has, value);
}

/** Any typed array: all inspect alike. */
export type AnyTypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** `Uint8Array` and so on, also for a typed array that lost its prototype. */
export function typedArrayTag(value: AnyTypedArray): string {
  return builtinTag(value).slice(8, -1);
}

export function isError(value: object): value is Error {
  return value instanceof Error || builtinTag(value) === '[object Error]';
}

export function isDate(value: object): value is Date {
  return value instanceof Date && accepts(Date.prototype.getTime, value);
}

export function isRegExp(value: object): value is RegExp {
  return builtinTag(value) === '[object RegExp]';
}

export function isPromise(value: object): value is Promise<unknown> {
  return value instanceof Promise && value !== Promise.prototype;
}

export function isTypedArray(value: object): value is AnyTypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

export function isArrayBuffer(value: object): value is ArrayBuffer {
  return value instanceof ArrayBuffer && accepts(ArrayBuffer.prototype.slice, value);
}

export function isDataView(value: object): value is DataView {
  return ArrayBuffer.isView(value) && value instanceof DataView;
}

export function isWeakSet(value: object): boolean {
  return value instanceof WeakSet && accepts(WeakSet.prototype.has, value);
}

export function isWeakMap(value: object): boolean {
  return value instanceof WeakMap && accepts(WeakMap.prototype.has, value);
}

/** An `arguments` object. */
export function isArgumentsObject(value: object): boolean {
  return !(Symbol.toStringTag in value) && builtinTag(value) === '[object Arguments]';
}

/** A module namespace (`import * as m`): no prototype, and a tag that can't be set on ordinary objects by accident. */
export function isModuleNamespace(value: object): boolean {
  return Object.getPrototypeOf(value) === null && builtinTag(value) === '[object Module]';
}

/** The iterator that `map.entries()`, `set.values()` … return; which of both, or `undefined`. */
export function iteratorKind(value: object): 'Map' | 'Set' | undefined {
  const tag = builtinTag(value);
  if (tag === '[object Map Iterator]') return 'Map';
  return tag === '[object Set Iterator]' ? 'Set' : undefined;
}

/** `new Number(1)` and its kin: the type's name and the primitive inside, or `undefined`. */
export function unboxPrimitive(
  value: object,
): { readonly type: string; readonly primitive: unknown } | undefined {
  if (value instanceof Number && accepts(Number.prototype.valueOf, value)) {
    return { type: 'Number', primitive: Number.prototype.valueOf.call(value) };
  }
  if (value instanceof String && accepts(String.prototype.valueOf, value)) {
    return { type: 'String', primitive: String.prototype.valueOf.call(value) };
  }
  if (value instanceof Boolean && accepts(Boolean.prototype.valueOf, value)) {
    return { type: 'Boolean', primitive: Boolean.prototype.valueOf.call(value) };
  }
  if (value instanceof Symbol && accepts(Symbol.prototype.valueOf, value)) {
    return { type: 'Symbol', primitive: Symbol.prototype.valueOf.call(value) };
  }
  if (value instanceof BigInt && accepts(BigInt.prototype.valueOf, value)) {
    return { type: 'BigInt', primitive: BigInt.prototype.valueOf.call(value) };
  }
  return undefined;
}

/** `[object Kind]` of ECMA-262 20.1.3.6. */
export function builtinTag(value: object): string {
  return Object.prototype.toString.call(value);
}

/** Whether a built-in method takes `value` as its receiver. */
function accepts(method: (...args: never[]) => unknown, value: object): boolean {
  try {
    method.call(value as never);
    return true;
  } catch {
    return false;
  }
}

/**
 * The globals whose classes aren't what `class` alone can say: their instances have a layout of their own, they may be
 * called without `new`, or they are namespaces. One row each; os/runtime/globals.ts exports a class for each global
 * and everything not in this table is an ordinary class (Map, Set, Promise, Date, WeakMap, …).
 *
 * Conventions that hold for every class exported by globals.ts:
 *
 * - Its `name` is the name of the global, and it can't be called without `new` unless it has a `$call` (V8's message:
 *   "Constructor Map requires 'new'").
 * - A member with a `$` in its name isn't a property that programs can see:
 *     `static $call(...args)`   runs when the global is called without `new`;
 *     `static $construct(newTarget, ...args)` runs for `new` instead of allocating an instance and running the
 *                               constructor; what it returns is the result;
 *     `get $prototype$NAME()`   is the data property NAME of the prototype, writable and configurable, not enumerable
 *                               (`BYTES_PER_ELEMENT`); its body returns a constant;
 *     `name$N`                  (`push$1`) does what `name` does when exactly N arguments are passed: a call that
 *                               resolves to `name` with N arguments may go there, which saves the rest array or
 *                               `arguments`.
 * - A `static get` without a setter whose body returns a literal or a well-known symbol is presented to programs as a
 *   data property that isn't writable, enumerable or configurable (`Math.PI`, `Number.EPSILON`, `Symbol.iterator`).
 *   `get [Symbol.toStringTag]()` is presented as a data property that is only configurable.
 * - `this` is never trusted: whatever type a method declares for it, a program can call it with another receiver.
 *   Parameters declared `unknown`, a type parameter or a function type aren't trusted either.
 */
import {
  TYPED_BIGINT64,
  TYPED_BIGUINT64,
  TYPED_FLOAT32,
  TYPED_FLOAT64,
  TYPED_INT8,
  TYPED_INT16,
  TYPED_INT32,
  TYPED_UINT8,
  TYPED_UINT8_CLAMPED,
  TYPED_UINT16,
  TYPED_UINT32,
} from './objects.ts';

/**
 * - `namespace`    an object, not a function: static methods are its properties; `typeof` gives "object", its
 *                  @@toStringTag is its name
 * - `ordinary`     instances are plain objects (`Object`)
 * - `function`     KIND_FUNCTION
 * - `array`        KIND_ARRAY; `new` allocates an empty array, then the constructor runs with that `this`
 * - `typed-array`  KIND_TYPED_ARRAY of element type `element`; `new` allocates it detached (no buffer, length 0)
 * - `error`        KIND_ERROR: an ordinary object; the constructor assigns `message`, `stack`, `cause`, `errors` (`hidden`)
 * - `primitive`    methods are called with the primitive itself as `this`; objects made by `new` are KIND_WRAPPER
 * - `iterator`     a prototype that programs reach only through instances; the class itself isn't a global
 */
export type NativeKind =
  | 'namespace'
  | 'ordinary'
  | 'function'
  | 'array'
  | 'typed-array'
  | 'error'
  | 'primitive'
  | 'iterator';

export interface NativeRow {
  /** The export of os/runtime/globals.ts. */
  readonly global: string;
  readonly kind: NativeKind;
  /** Typed arrays: TYPED_*. */
  readonly element?: number;
  /** Bytes an element. */
  readonly elementBytes?: number;
  /** Own fields of instances that aren't enumerable. A conditional one is absent until it is assigned. */
  readonly hidden?: readonly string[];
  /** `primitive`: what `typeof` says of the primitive. */
  readonly primitive?: 'string' | 'number' | 'boolean' | 'symbol' | 'bigint';
}

const ERROR_FIELDS: readonly string[] = ['stack', 'message', 'cause', 'errors'];

function error(global: string): NativeRow {
  return { global, kind: 'error', hidden: ERROR_FIELDS };
}

function typed(global: string, element: number, elementBytes: number): NativeRow {
  return { global, kind: 'typed-array', element, elementBytes };
}

/** Every global that isn't an ordinary class. */
export const NATIVES: readonly NativeRow[] = [
  { global: 'Math', kind: 'namespace' },
  { global: 'JSON', kind: 'namespace' },
  { global: 'Reflect', kind: 'namespace' },
  { global: 'Atomics', kind: 'namespace' },
  { global: 'Object', kind: 'ordinary' },
  { global: 'Function', kind: 'function' },
  { global: 'Array', kind: 'array' },
  { global: 'String', kind: 'primitive', primitive: 'string' },
  { global: 'Number', kind: 'primitive', primitive: 'number' },
  { global: 'Boolean', kind: 'primitive', primitive: 'boolean' },
  { global: 'Symbol', kind: 'primitive', primitive: 'symbol' },
  { global: 'BigInt', kind: 'primitive', primitive: 'bigint' },
  error('Error'),
  error('TypeError'),
  error('RangeError'),
  error('SyntaxError'),
  error('ReferenceError'),
  error('EvalError'),
  error('URIError'),
  error('AggregateError'),
  typed('Int8Array', TYPED_INT8, 1),
  typed('Uint8Array', TYPED_UINT8, 1),
  typed('Uint8ClampedArray', TYPED_UINT8_CLAMPED, 1),
  typed('Int16Array', TYPED_INT16, 2),
  typed('Uint16Array', TYPED_UINT16, 2),
  typed('Int32Array', TYPED_INT32, 4),
  typed('Uint32Array', TYPED_UINT32, 4),
  typed('Float32Array', TYPED_FLOAT32, 4),
  typed('Float64Array', TYPED_FLOAT64, 8),
  typed('BigInt64Array', TYPED_BIGINT64, 8),
  typed('BigUint64Array', TYPED_BIGUINT64, 8),
];

const byGlobal = new Map(NATIVES.map((row) => [row.global, row]));

/** The row of a global, or undefined when it is an ordinary class. */
export function nativeRow(global: string): NativeRow | undefined {
  return byGlobal.get(global);
}

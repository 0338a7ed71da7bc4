/**
 * What an object is called in the output: `Foo`, `Foo(2) [Tag]`, `[Object: null prototype]`, `[class A extends B]`.
 */

import { builtinTag, isClass } from './brands.ts';
import { type InspectContext, isTooDeep } from './context.ts';

/** Global classes: their prototypes hold nothing that the user wrote. */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set([
  'AggregateError',
  'Array',
  'ArrayBuffer',
  'BigInt',
  'BigInt64Array',
  'BigUint64Array',
  'Boolean',
  'DataView',
  'Date',
  'Error',
  'EvalError',
  'FinalizationRegistry',
  'Float32Array',
  'Float64Array',
  'Function',
  'Int16Array',
  'Int32Array',
  'Int8Array',
  'Map',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'ReferenceError',
  'RegExp',
  'Set',
  'SharedArrayBuffer',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'URIError',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'WeakMap',
  'WeakRef',
  'WeakSet',
  'Buffer',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
]);

/** Is told of the prototypes between an object and the class it is named after, for `showHidden`. */
export type PrototypeVisitor = (firstPrototype: object) => void;

/**
 * The name of the nearest constructor that really made `value`; `null` for objects without a prototype;
 * `Object <Complex prototype>` and the like where no constructor can be found.
 */
export function constructorName(
  context: InspectContext,
  value: object,
  depth: number,
  visit: PrototypeVisitor | undefined,
): string | null {
  let first: object | null | undefined;
  for (let object: object | null = value; object !== null; ) {
    const constructor = ownConstructor(object);
    if (constructor !== undefined && constructor.name !== '' && isInstance(value, constructor)) {
      if (visit !== undefined && (first !== object || !BUILTIN_NAMES.has(constructor.name)))
        visit(first ?? value);
      return String(constructor.name);
    }
    object = Object.getPrototypeOf(object) as object | null;
    if (first === undefined) first = object;
  }
  if (first === null || first === undefined) return null;
  const fallback = fallbackName(value);
  if (isTooDeep(context, depth)) return `${fallback} <Complex prototype>`;
  const prototypeName = constructorName(context, first, depth + 1, visit);
  if (prototypeName !== null) return `${fallback} <${prototypeName}>`;
  const inner = { ...context, customInspect: false, depth: -1, seen: [], budget: new Map(), indentation: 0 };
  return `${fallback} <${context.formatValue({ ...inner, circular: undefined }, first, 0)}>`;
}

/** `Name(size) [tag] `, with a space at the end. `name` is `null` for objects without a prototype. */
export function makePrefix(name: string | null, tag: string, fallback: string, size: string = ''): string {
  if (name === null) {
    const start = `[${fallback}${size}: null prototype] `;
    return tag !== '' && fallback !== tag ? `${start}[${tag}] ` : start;
  }
  return tag !== '' && name !== tag ? `${name}${size} [${tag}] ` : `${name}${size} `;
}

/** The prefix of an ordinary object. */
export function objectPrefix(value: object, name: string | null, tag: string): string {
  if (name !== null) return makePrefix(name, tag, '');
  const fallback = fallbackName(value);
  return makePrefix(name, tag, fallback === tag ? 'Object' : fallback);
}

/** `[Function: f]`, `[AsyncFunction (anonymous)]`, `[class A extends B]` */
export function functionBase(value: object, name: string | null, tag: string): string {
  if (isClass(value)) return classBase(value, name, tag);
  const type = builtinTag(value).slice(8, -1);
  const isKnown =
    type === 'GeneratorFunction' || type === 'AsyncFunction' || type === 'AsyncGeneratorFunction';
  const kind = isKnown ? type : 'Function';
  const ownName = (value as { name?: unknown }).name;
  let base = `[${kind}${name === null ? ' (null prototype)' : ''}`;
  base += ownName === '' ? ' (anonymous)]' : `: ${String(ownName)}]`;
  if (name !== kind && name !== null) base += ` ${name}`;
  if (tag !== '' && name !== tag) base += ` [${tag}]`;
  return base;
}

function classBase(value: object, name: string | null, tag: string): string {
  const ownName = Object.hasOwn(value, 'name') ? (value as { name?: unknown }).name : undefined;
  let base = `class ${ownName ? String(ownName) : '(anonymous)'}`;
  if (name !== 'Function' && name !== null) base += ` [${name}]`;
  if (tag !== '' && name !== tag) base += ` [${tag}]`;
  if (name === null) return `[${base} extends [null prototype]]`;
  const superName = (Object.getPrototypeOf(value) as { name?: unknown } | null)?.name;
  return superName ? `[${base} extends ${String(superName)}]` : `[${base}]`;
}

/** The class of an object whose prototype doesn't tell: from its built-in kind. */
function fallbackName(value: object): string {
  if (typeof value === 'function') return 'Function';
  if (ArrayBuffer.isView(value)) return typedArrayName(value);
  if (value instanceof Error) return 'Error';
  const own = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag);
  return own === undefined && !(Symbol.toStringTag in value) ? builtinTag(value).slice(8, -1) : 'Object';
}

/** `Uint8Array` and so on, for a typed array that lost its prototype. */
export function typedArrayName(value: ArrayBufferView): string {
  const base = Object.getPrototypeOf(Uint8Array.prototype) as object;
  const getter = Object.getOwnPropertyDescriptor(base, Symbol.toStringTag)?.get;
  return String(getter?.call(value) ?? 'DataView');
}

function ownConstructor(object: object): { readonly name: string; readonly prototype: unknown } | undefined {
  const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
  return typeof descriptor?.value === 'function' ? descriptor.value : undefined;
}

function isInstance(value: object, constructor: unknown): boolean {
  try {
    return value instanceof (constructor as () => void);
  } catch {
    return false;
  }
}

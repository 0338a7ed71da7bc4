/**
 * The recursion of `inspect`: from any value to its text.
 *
 * `formatValue` settles primitives, custom inspection and circles; `describe` finds out what kind of object it is
 * and what stands before, between and after its braces; `formatObject` joins the parts.
 */

import {
  collectionSize,
  isArgumentsObject,
  isArrayBuffer,
  isDataView,
  isDate,
  isError,
  isMap,
  isModuleNamespace,
  isPromise,
  isRegExp,
  isSet,
  isTypedArray,
  isWeakMap,
  isWeakSet,
  iteratorKind,
  iteratorRest,
  unboxPrimitive,
} from './brands.ts';
import {
  formatArray,
  formatArrayBuffer,
  formatIteratorRest,
  formatMap,
  formatPromise,
  formatSet,
  formatTypedArray,
  formatUnknownItems,
} from './collections.ts';
import { type EntryKind, type InspectContext, type InspectOptions, isTooDeep } from './context.ts';
import { formatError } from './error.ts';
import { ownKeys, ownNonIndexKeys } from './keys.ts';
import { joinEntries } from './layout.ts';
import { constructorName, functionBase, makePrefix, objectPrefix, typedArrayName } from './names.ts';
import { formatNumber, formatPrimitive } from './primitive.ts';
import { formatProperty } from './property.ts';
import { formatPrototypeProperties } from './prototypes.ts';

/** Objects with a method of this name say themselves how they print (Node docs: util.inspect.custom). */
export const CUSTOM_INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;

/** Above this many characters on one level, everything deeper is cut. */
const MAX_LENGTH = 2 ** 27;

type Inspect = (value: unknown, options?: InspectOptions) => string;

/** What stands around the entries of one object. */
interface Shape {
  base: string;
  open: string;
  close: string;
  kind: EntryKind;
  keys: (string | symbol)[];
  /** The entries that aren't properties; `undefined`: none. */
  entries: ((depth: number) => string[]) | undefined;
  /** The whole output when there are no keys to show; `undefined`: braces are needed in any case. */
  whenEmpty: string | undefined;
  /** Shown instead of everything when the object is too deep; `undefined`: its name in brackets. */
  whenTooDeep: string | undefined;
}

/** Formats any value; `depth` counts from 0 at the value that the user passed. */
export function formatValue(
  context: InspectContext,
  value: unknown,
  depth: number,
  isInTypedArray: boolean = false,
): string {
  if (value === null) return context.stylize('null', 'null');
  if (typeof value !== 'object' && typeof value !== 'function') {
    return formatPrimitive(context, context.stylize, value);
  }
  if (context.customInspect) {
    const custom = formatCustom(context, value, depth);
    if (custom !== undefined) return custom;
  }
  if (context.seen.includes(value)) {
    context.circular ??= new Map();
    const index = context.circular.get(value) ?? context.circular.size + 1;
    context.circular.set(value, index);
    return context.stylize(`[Circular *${index}]`, 'special');
  }
  return formatObject(context, value, depth, isInTypedArray);
}

/** Set by `inspect.ts`: what custom inspect functions get as their third argument. */
let inspectFunction: Inspect | undefined;

/** Introduces the public function, which custom inspect functions receive. */
export function setInspect(inspect: Inspect): void {
  inspectFunction = inspect;
}

function formatCustom(context: InspectContext, value: object, depth: number): string | undefined {
  const custom: unknown = (value as { [CUSTOM_INSPECT]?: unknown })[CUSTOM_INSPECT];
  if (typeof custom !== 'function' || custom === inspectFunction) return undefined;
  const constructor = (value as { constructor?: { prototype?: unknown } }).constructor;
  if (constructor && constructor.prototype === value) return undefined;
  const remaining = context.depth === null ? null : context.depth - depth;
  const result: unknown = custom.call(value, remaining, userOptions(context), inspectFunction);
  if (result === value) return undefined;
  if (typeof result !== 'string') return formatValue(context, result, depth);
  return result.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
}

function userOptions(context: InspectContext): InspectOptions {
  return {
    stylize: context.stylize,
    showHidden: context.showHidden,
    depth: context.depth,
    colors: context.colors,
    customInspect: context.customInspect,
    showProxy: context.showProxy,
    maxArrayLength: context.maxArrayLength,
    maxStringLength: context.maxStringLength,
    breakLength: context.breakLength,
    compact: context.compact,
    sorted: context.sorted,
    getters: context.getters,
    numericSeparator: context.numericSeparator,
    ...context.userOptions,
  };
}

function formatObject(
  context: InspectContext,
  value: object,
  depth: number,
  isInTypedArray: boolean,
): string {
  let prototypeProperties: string[] = [];
  const visit =
    context.showHidden && !isTooDeep(context, depth)
      ? (first: object) => {
          prototypeProperties = formatPrototypeProperties(context, value, first, depth);
        }
      : undefined;
  const name = constructorName(context, value, depth, visit);
  const tag = toStringTag(context, value);
  const shape = describe(context, value, name, tag, isInTypedArray);
  if (shape.keys.length === 0 && prototypeProperties.length === 0 && shape.whenEmpty !== undefined) {
    return shape.whenEmpty;
  }
  if (isTooDeep(context, depth)) {
    if (shape.whenTooDeep !== undefined) return shape.whenTooDeep;
    const text = objectPrefix(value, name, tag).slice(0, -1);
    return context.stylize(name === null ? text : `[${text}]`, 'special');
  }
  const inner = depth + 1;
  context.seen.push(value);
  context.currentDepth = inner;
  const entries = shape.entries === undefined ? [] : shape.entries(inner);
  for (const key of shape.keys) entries.push(formatProperty(context, value, inner, key, shape.kind));
  for (const entry of prototypeProperties) entries.push(entry);
  markCircular(context, value, shape);
  context.seen.pop();
  sortEntries(context, entries, shape);
  const { base, open, close, kind } = shape;
  const text = joinEntries(context, entries, base, open, close, kind, inner, value);
  const length = (context.budget.get(context.indentation) ?? 0) + text.length;
  context.budget.set(context.indentation, length);
  if (length > MAX_LENGTH) context.depth = -1;
  return text;
}

/** The tag of `Symbol.toStringTag`, unless it is a property that is shown anyway. */
function toStringTag(context: InspectContext, value: object): string {
  const tag: unknown = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  if (typeof tag !== 'string' || tag === '') return '';
  const isShown = context.showHidden
    ? Object.hasOwn(value, Symbol.toStringTag)
    : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return isShown ? '' : tag;
}

function markCircular(context: InspectContext, value: object, shape: Shape): void {
  const index = context.circular?.get(value);
  if (index === undefined) return;
  const reference = context.stylize(`<ref *${index}>`, 'special');
  if (context.compact === true) shape.open = `${reference} ${shape.open}`;
  else shape.base = shape.base === '' ? reference : `${reference} ${shape.base}`;
}

function sortEntries(context: InspectContext, entries: string[], shape: Shape): void {
  if (context.sorted === false) return;
  const compare = context.sorted === true ? undefined : context.sorted;
  if (shape.kind === 'property') entries.sort(compare);
  else if (shape.keys.length > 1) {
    const start = entries.length - shape.keys.length;
    const sorted = entries.slice(start).sort(compare);
    for (let i = 0; i < sorted.length; i++) entries[start + i] = sorted[i] ?? '';
  }
}

function makeShape(keys: (string | symbol)[], open: string): Shape {
  return {
    base: '',
    open,
    close: '}',
    kind: 'property',
    keys,
    entries: undefined,
    whenEmpty: undefined,
    whenTooDeep: undefined,
  };
}

function describe(
  context: InspectContext,
  value: object,
  name: string | null,
  tag: string,
  isInTypedArray: boolean,
): Shape {
  if (Symbol.iterator in value || name === null) {
    const shape = describeIterable(context, value, name, tag);
    if (shape !== undefined) return shape;
  }
  return describeOther(context, value, name, tag, isInTypedArray);
}

function describeIterable(
  context: InspectContext,
  value: object,
  name: string | null,
  tag: string,
): Shape | undefined {
  if (Array.isArray(value)) {
    const isPlain = name === 'Array' && tag === '';
    const prefix = isPlain ? '' : makePrefix(name, tag, 'Array', `(${value.length})`);
    const shape = makeShape(ownNonIndexKeys(value, context.showHidden), `${prefix}[`);
    shape.close = ']';
    shape.kind = 'extra';
    shape.entries = (depth) => formatArray(context, value, depth);
    if (value.length === 0) shape.whenEmpty = `${prefix}[]`;
    return shape;
  }
  if (isSet(value, name === null)) {
    const size = collectionSize(value, Set.prototype);
    const prefix = makePrefix(name, tag, 'Set', `(${size})`);
    return describeCollection(context, value, size, prefix, (depth) => formatSet(context, value, depth));
  }
  if (isMap(value, name === null)) {
    const size = collectionSize(value, Map.prototype);
    const prefix = makePrefix(name, tag, 'Map', `(${size})`);
    return describeCollection(context, value, size, prefix, (depth) => formatMap(context, value, depth));
  }
  if (isTypedArray(value)) {
    const elements = name === null ? new Uint8Array(value.buffer) : value;
    const fallback = name === null ? typedArrayName(value) : '';
    const prefix = makePrefix(name, tag, fallback, `(${elements.length})`);
    const shape = makeShape(ownNonIndexKeys(value, context.showHidden), `${prefix}[`);
    shape.close = ']';
    shape.kind = 'extra';
    shape.entries = (depth) => formatTypedArray(context, elements, depth);
    if (elements.length === 0 && !context.showHidden) shape.whenEmpty = `${prefix}[]`;
    return shape;
  }
  const kind = iteratorKind(value);
  if (kind === undefined) return undefined;
  const rest = iteratorRest(value);
  const what = rest?.isOfPairs === true ? 'Entries' : 'Iterator';
  const ownTag = tag === '' || tag === `${kind} Iterator` ? `${kind} ${what}` : `${tag}] [${kind} ${what}`;
  const shape = makeShape(ownKeys(value, context.showHidden), `[${ownTag}] {`);
  shape.entries = (depth) =>
    rest === undefined
      ? formatUnknownItems(context)
      : formatIteratorRest(context, rest.values, rest.isOfPairs, depth);
  return shape;
}

function describeCollection(
  context: InspectContext,
  value: Set<unknown> | Map<unknown, unknown>,
  size: number,
  prefix: string,
  entries: (depth: number) => string[],
): Shape {
  const shape = makeShape(ownKeys(value, context.showHidden), `${prefix}{`);
  shape.entries = entries;
  if (size === 0) shape.whenEmpty = `${prefix}{}`;
  return shape;
}

function describeOther(
  context: InspectContext,
  value: object,
  name: string | null,
  tag: string,
  isInTypedArray: boolean,
): Shape {
  const shape = makeShape(ownKeys(value, context.showHidden), '{');
  if (typeof value === 'function') return withBase(shape, context, functionBase(value, name, tag), 'special');
  if (name === 'Object') {
    if (isArgumentsObject(value)) {
      shape.open = '[Arguments] {';
    } else if (tag !== '') shape.open = `${makePrefix(name, tag, 'Object')}{`;
    shape.whenEmpty = `${shape.open}}`;
    return shape;
  }
  if (isRegExp(value)) {
    const prefix = makePrefix(name, tag, 'RegExp');
    const text = String(value);
    withBase(shape, context, prefix === 'RegExp ' ? text : prefix + text, 'regexp');
    shape.whenTooDeep = shape.whenEmpty;
    return shape;
  }
  if (isDate(value)) {
    const prefix = makePrefix(name, tag, 'Date');
    const text = Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
    return withBase(shape, context, prefix === 'Date ' ? text : prefix + text, 'date');
  }
  if (isError(value)) {
    shape.base = formatError(context, value, name, tag, shape.keys);
    shape.whenEmpty = shape.base;
    return shape;
  }
  return describeBuiltin(context, value, name, tag, isInTypedArray, shape);
}

/** `base` alone when there are no keys, else before the braces. */
function withBase(shape: Shape, context: InspectContext, base: string, style: string): Shape {
  shape.base = base;
  shape.whenEmpty = context.stylize(base, style);
  return shape;
}

function describeBuiltin(
  context: InspectContext,
  value: object,
  name: string | null,
  tag: string,
  isInTypedArray: boolean,
  shape: Shape,
): Shape {
  const open = (fallback: string) => `${makePrefix(name, tag, fallback)}{`;
  if (isArrayBuffer(value)) {
    shape.open = open('ArrayBuffer');
    const length = context.stylize(formatNumber(value.byteLength, false), 'number');
    if (isInTypedArray) {
      if (shape.keys.length === 0) shape.whenEmpty = `${shape.open} byteLength: ${length} }`;
      else shape.keys.unshift('byteLength');
      return shape;
    }
    shape.entries = () => formatArrayBuffer(context, value);
    shape.keys.unshift('byteLength');
    return shape;
  }
  if (isDataView(value)) {
    shape.open = open('DataView');
    shape.keys.unshift('byteLength', 'byteOffset', 'buffer');
    return shape;
  }
  if (isPromise(value)) {
    shape.open = open('Promise');
    shape.entries = (depth) => formatPromise(context, value, depth);
    return shape;
  }
  if (isWeakSet(value) || isWeakMap(value)) {
    shape.open = open(isWeakSet(value) ? 'WeakSet' : 'WeakMap');
    shape.entries = () => formatUnknownItems(context);
    return shape;
  }
  if (isModuleNamespace(value)) {
    shape.open = open('Module');
    return shape;
  }
  const boxed = unboxPrimitive(value);
  if (boxed !== undefined) return describeBoxed(context, boxed.type, boxed.primitive, name, tag, shape);
  const prefix = objectPrefix(value, name, tag);
  shape.open = `${prefix}{`;
  shape.whenEmpty = `${prefix}{}`;
  return shape;
}

function describeBoxed(
  context: InspectContext,
  type: string,
  primitive: unknown,
  name: string | null,
  tag: string,
  shape: Shape,
): Shape {
  // The characters of a boxed string are own keys, and already in the text.
  if (typeof primitive === 'string') shape.keys.splice(0, primitive.length);
  let base = `[${type}`;
  if (type !== name) base += name === null ? ' (null prototype)' : ` (${name})`;
  base += `: ${formatPrimitive(context, (text) => text, primitive)}]`;
  if (tag !== '' && tag !== name) base += ` [${tag}]`;
  return withBase(shape, context, base, type.toLowerCase());
}

/**
 * Prints any value. An object is found out to be of one of the kinds below, and then goes through the same steps,
 * whatever its kind: what stands before its braces (`Head`), whether that is all there is to print, its entries, and
 * their setting in lines (layout.ts).
 */

import {
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
  addBytes,
  addElements,
  addIteratorRest,
  addOutcome,
  addPairs,
  addSetEntries,
  addTypedElements,
  addUnknownItems,
  elementsOf,
  pairsOf,
} from './contents.ts';
import { CUSTOM_INSPECT } from './custom.ts';
import { errorKeys, errorText } from './error.ts';
import { joinEntries } from './layout.ts';
import {
  className,
  functionTitle,
  isGlobalClass,
  kindName,
  ownConstructorName,
  tagOf,
  title,
} from './names.ts';
import { printPrimitive } from './primitive.ts';
import { add, type InspectOptions, type Printer, paint, plain } from './printer.ts';
import { accessorKind, isEnumerable, shownKeys } from './properties.ts';
import { escaped, isPlainName, quoted } from './text.ts';

type Key = string | symbol;
type CustomInspect = (depth: number | null, options: InspectOptions, inspect: unknown) => unknown;

/** What objects are made of. */
const ORDINARY = 0;
const LIST = 1;
const TYPED_ARRAY = 2;
const MAP = 3;
const SET = 4;
const ITERATOR = 5;
const FUNCTION = 6;
const ERROR = 7;
const DATE = 8;
const REGEXP = 9;
const ARRAY_BUFFER = 10;
const DATA_VIEW = 11;
const PROMISE = 12;
const WEAK = 13;
const MODULE = 14;
const ARGUMENTS = 15;
const BOXED = 16;

/** What is printed of an object before its entries, and how the object ends. */
class Head {
  /** Stands before the braces, or for the whole object when it has no properties: `[Function: f]`. */
  base: string = '';
  /** The style of `base`, when it stands alone. */
  style: string = '';
  opening: string = '{';
  closing: string = '}';
  /** Has it nothing inside, beside properties? */
  isEmpty: boolean = true;
}

let inspectFunction: unknown;

/** Says what custom inspect functions get as their third argument. */
export function passInspect(inspect: unknown): void {
  inspectFunction = inspect;
}

/** The text of a value that stands `level` objects deep. Programs that print no objects have nothing beyond these tests. */
export function printValue(printer: Printer, value: unknown, level: number): string {
  if (typeof value === 'object' && value !== null) return printReference(printer, value, level);
  if (typeof value === 'function') return printReference(printer, value, level);
  return printPrimitive(printer, value);
}

function printReference(printer: Printer, value: object, level: number): string {
  if (printer.options.customInspect) {
    const custom = (value as { readonly [CUSTOM_INSPECT]?: unknown })[CUSTOM_INSPECT];
    if (typeof custom === 'function' && custom !== inspectFunction && !isPrototypeObject(value)) {
      const replacement = callCustom(printer, value, custom as CustomInspect, level);
      if (typeof replacement === 'string')
        return replacement.replaceAll('\n', `\n${' '.repeat(printer.indentation)}`);
      if (replacement !== value) return printValue(printer, replacement, level);
    }
  }
  if (isOpen(printer, value, level)) return reference(printer, value);
  return printObject(printer, value, level);
}

/** `A.prototype` has methods that are meant for instances. */
function isPrototypeObject(value: object): boolean {
  const constructor = (value as { readonly constructor?: unknown }).constructor;
  return typeof constructor === 'function' && constructor.prototype === value;
}

function callCustom(printer: Printer, value: object, custom: CustomInspect, level: number): unknown {
  const limit = printer.options.depth;
  const depth = limit === null ? null : Number(limit) - level;
  const options = { ...printer.options, stylize: printer.stylize ?? plain };
  return custom.call(value, depth, options, inspectFunction);
}

/** Is the object one of those that enclose this level? */
function isOpen(printer: Printer, value: object, level: number): boolean {
  for (let i = 0; i < level; i++) if (printer.open[i] === value) return true;
  return false;
}

/** The number by which an object is referred to from inside itself, from one on; 0: it isn't. */
function circleNumber(printer: Printer, value: object): number {
  for (let i = 0; i < printer.circles.length; i++) if (printer.circles[i] === value) return i + 1;
  return 0;
}

/** A reference to an object from inside itself; the first one gives it its number. */
function reference(printer: Printer, value: object): string {
  let number = circleNumber(printer, value);
  if (number === 0) {
    number = printer.circles.length + 1;
    printer.circles[number - 1] = value;
  }
  return paint(printer, `[Circular *${number}]`, 'special');
}

/** Prints a value two columns further to the right, as far as it needs lines of its own. */
export function printIndented(printer: Printer, value: unknown, level: number): string {
  printer.indentation += 2;
  const text = printValue(printer, value, level);
  printer.indentation -= 2;
  return text;
}

function printObject(printer: Printer, value: object, level: number): string {
  const name = className(printer, value, level);
  const tag = tagOf(printer, value);
  const kind = kindOf(value, name === null);
  const hasElements = kind === LIST || kind === TYPED_ARRAY || (kind === BOXED && value instanceof String);
  let keys = shownKeys(value, printer.showHidden, hasElements);
  if (kind === ERROR) keys = errorKeys(printer, value as Error, keys);
  const head = new Head();
  const content = describe(printer, head, kind, value, name, tag);
  const showsInherited = printer.showHidden && level <= printer.depth && name !== null;
  const inherited = showsInherited ? addInherited(printer, undefined, value, level) : 0;

  if (keys.length === 0 && inherited === 0 && head.isEmpty) {
    if (head.base === '') return `${head.opening}${head.closing}`;
    return head.style === '' ? head.base : paint(printer, head.base, head.style);
  }
  if (level > printer.depth) {
    if (kind === REGEXP) return paint(printer, head.base, head.style);
    const shown = title(name, tag, usualName(kind, value)).slice(0, -1);
    return paint(printer, name === null ? shown : `[${shown}]`, 'special');
  }

  const inner = level + 1;
  printer.open[level] = value;
  printer.lastLevel = inner;
  const entries: string[] = [];
  addContents(printer, entries, kind, value, content, inner);
  const contents = entries.length;
  for (let i = 0; i < keys.length; i++)
    add(entries, printProperty(printer, value, keys[i] as Key, inner, kind === LIST || kind === TYPED_ARRAY));
  if (inherited > 0) addInherited(printer, entries, value, inner);

  markCircle(printer, value, head);
  sortEntries(printer, entries, hasElements ? contents : 0);
  const items = kind === LIST || kind === TYPED_ARRAY ? (value as ArrayLike<unknown>) : undefined;
  return joinEntries(printer, entries, head.base, head.opening, head.closing, inner, items);
}

/** An object that something inside refers to is marked with the number it is referred to by. */
function markCircle(printer: Printer, value: object, head: Head): void {
  const number = circleNumber(printer, value);
  if (number === 0) return;
  const mark = paint(printer, `<ref *${number}>`, 'special');
  if (printer.isDense) head.opening = `${mark} ${head.opening}`;
  else head.base = head.base === '' ? mark : `${mark} ${head.base}`;
}

/** Sorts the entries from `from` on, if the options say so. Equal ones stay in their order. */
function sortEntries(printer: Printer, entries: string[], from: number): void {
  const sorted = printer.options.sorted;
  if (!sorted) return;
  for (let i = from + 1; i < entries.length; i++) {
    const entry = entries[i] as string;
    let at = i;
    for (; at > from; at--) {
      const before = entries[at - 1] as string;
      if (typeof sorted === 'function' ? sorted(before, entry) <= 0 : before <= entry) break;
      entries[at] = before;
    }
    entries[at] = entry;
  }
}

/** `hasLostPrototype`: then `instanceof` says nothing. */
function kindOf(value: object, hasLostPrototype: boolean): number {
  if (typeof value === 'function') return FUNCTION;
  if (Array.isArray(value)) return LIST;
  if (isMap(value, hasLostPrototype)) return MAP;
  if (isSet(value, hasLostPrototype)) return SET;
  if (isTypedArray(value)) return TYPED_ARRAY;
  if (isError(value)) return ERROR;
  if (isDate(value)) return DATE;
  if (isRegExp(value)) return REGEXP;
  if (isPromise(value)) return PROMISE;
  if (isArrayBuffer(value)) return ARRAY_BUFFER;
  if (isDataView(value)) return DATA_VIEW;
  if (isWeakMap(value) || isWeakSet(value)) return WEAK;
  if (unboxPrimitive(value) !== undefined) return BOXED;
  if (iteratorKind(value) !== undefined) return ITERATOR;
  if (isModuleNamespace(value)) return MODULE;
  return isArgumentsObject(value) ? ARGUMENTS : ORDINARY;
}

/**
 * Fills in the head of an object. Returns what is inside where that isn't read from the object itself: the keys and
 * values of a Map, in turn, and the elements of a Set.
 */
function describe(
  printer: Printer,
  head: Head,
  kind: number,
  value: object,
  name: string | null,
  tag: string,
): readonly unknown[] {
  if (kind === ORDINARY) {
    if (name !== 'Object' || tag !== '') head.opening = `${title(name, tag, kindName(value))}{`;
  } else if (kind === LIST) {
    const length = (value as ArrayLike<unknown>).length;
    head.opening =
      name === 'Array' && tag === '' ? '[' : `${title(name, tag, usualName(kind, value), `(${length})`)}[`;
    head.closing = ']';
    head.isEmpty = length === 0;
  } else if (kind === FUNCTION) {
    head.base = functionTitle(value, name, tag);
    head.style = 'special';
  } else if (kind === MAP || kind === SET) {
    const inside = kind === MAP ? pairsOf(value as Map<unknown, unknown>) : elementsOf(value as Set<unknown>);
    const size = kind === MAP ? inside.length / 2 : inside.length;
    head.opening = `${title(name, tag, usualName(kind, value), `(${size})`)}{`;
    head.isEmpty = size === 0;
    return inside;
  } else if (kind === ERROR) {
    head.base = errorText(printer, value as Error, name, tag);
  } else if (kind === BOXED) describeBoxed(printer, head, value, name, tag);
  else describeOther(head, kind, value, name, tag, printer.showHidden);
  return [];
}

/** What objects of a kind are called that have no prototype to tell. */
function usualName(kind: number, value: object): string {
  if (kind === LIST) return 'Array';
  if (kind === MAP) return 'Map';
  return kind === SET ? 'Set' : kindName(value);
}

function describeOther(
  head: Head,
  kind: number,
  value: object,
  name: string | null,
  tag: string,
  showsMemory: boolean,
): void {
  if (kind === TYPED_ARRAY) {
    const length = (value as Uint8Array).length;
    head.opening = `${title(name, tag, usualName(kind, value), `(${length})`)}[`;
    head.closing = ']';
    head.isEmpty = length === 0 && !showsMemory;
  } else if (kind === DATE || kind === REGEXP) {
    head.base = kind === DATE ? dateText(value as Date) : String(value);
    const usual = kind === DATE ? 'Date' : 'RegExp';
    if (name !== usual) head.base = title(name, tag, usual) + head.base;
    head.style = kind === DATE ? 'date' : 'regexp';
  } else if (kind === ITERATOR) {
    const isOfPairs = iteratorRest(value)?.isOfPairs === true;
    head.opening = isOfPairs ? `[${iteratorKind(value)} Entries] {` : `[${tag}] {`;
    head.isEmpty = false;
  } else if (kind === ARGUMENTS) {
    head.opening = '[Arguments] {';
  } else if (kind === MODULE) {
    head.opening = `${title(name, tag, 'Module')}{`;
  } else {
    head.opening = `${title(name, tag, kindName(value))}{`;
    head.isEmpty = false;
  }
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString();
}

/** `[Number: 1]`, `[String (Sub): 'x']` */
function describeBoxed(printer: Printer, head: Head, value: object, name: string | null, tag: string): void {
  const boxed = unboxPrimitive(value);
  if (boxed === undefined) return;
  let text = `[${boxed.type}`;
  if (name !== boxed.type) text += name === null ? ' (null prototype)' : ` (${name})`;
  const stylize = printer.stylize;
  printer.stylize = undefined;
  text += `: ${printPrimitive(printer, boxed.primitive)}]`;
  printer.stylize = stylize;
  head.base = tag === '' || tag === name ? text : `${text} [${tag}]`;
  head.style = boxed.type.toLowerCase();
}

/** Adds what is inside an object apart from its properties. */
function addContents(
  printer: Printer,
  entries: string[],
  kind: number,
  value: object,
  inside: readonly unknown[],
  level: number,
): void {
  if (kind === LIST) addElements(printer, entries, value as readonly unknown[], level);
  else if (kind === MAP) addPairs(printer, entries, inside, level, false);
  else if (kind === SET) addSetEntries(printer, entries, inside, level);
  else if (kind === TYPED_ARRAY) addTypedElements(printer, entries, value as Uint8Array, level);
  else if (kind === ITERATOR) addIteratorRest(printer, entries, value, level);
  else if (kind === PROMISE) addOutcome(printer, entries, value as Promise<unknown>, level);
  else if (kind === WEAK) addUnknownItems(printer, entries);
  else if (kind === ARRAY_BUFFER) {
    addBytes(printer, entries, value as ArrayBuffer);
    add(entries, named(printer, 'byteLength', (value as ArrayBuffer).byteLength, level, false));
  } else if (kind === DATA_VIEW) {
    const view = value as DataView;
    add(entries, named(printer, 'byteLength', view.byteLength, level, false));
    add(entries, named(printer, 'byteOffset', view.byteOffset, level, false));
    add(entries, named(printer, 'buffer', view.buffer, level, false));
  }
}

/** An entry that looks like a property. Values stand two columns to the right, of dense objects three. */
export function named(
  printer: Printer,
  label: string,
  value: unknown,
  level: number,
  isInList: boolean,
): string {
  const indent = printer.isDense && !isInList ? 3 : 2;
  printer.indentation += indent;
  const text = printValue(printer, value, level);
  const hasOwnLine = indent === 3 && printer.breakLength < text.length;
  const separator = hasOwnLine ? `\n${' '.repeat(printer.indentation)}` : ' ';
  printer.indentation -= indent;
  return `${label}:${separator}${text}`;
}

/** `key: value`, the key being one of the object's own, or of a prototype of `receiver`. */
export function printProperty(
  printer: Printer,
  object: object,
  key: Key,
  level: number,
  isInList: boolean,
  receiver: object = object,
): string {
  const label = keyLabel(printer, object, key);
  const accessor = accessorKind(object, key);
  if (accessor !== 'none') return `${label}: ${printAccessor(printer, receiver, key, accessor, level)}`;
  return named(printer, label, (object as { readonly [key: Key]: unknown })[key], level, isInList);
}

/** A key as it stands before its colon: quoted if need be, in brackets when it isn't enumerable. */
function keyLabel(printer: Printer, object: object, key: Key): string {
  if (typeof key === 'symbol') return `[${paint(printer, escaped(String(key)), 'symbol')}]`;
  if (key === '__proto__') return "['__proto__']";
  if (!isEnumerable(object, key)) return `[${key}]`;
  return isPlainName(key) ? key : paint(printer, quoted(key), 'string');
}

/** `[Getter]`, or what the getter returns when the options say so. */
function printAccessor(printer: Printer, receiver: object, key: Key, kind: string, level: number): string {
  const wanted = printer.options.getters;
  const isAsked =
    kind !== 'Setter' &&
    (wanted === true || (wanted === 'get' && kind === 'Getter') || (wanted === 'set' && kind !== 'Getter'));
  if (!isAsked) return paint(printer, `[${kind}]`, 'special');
  let value: unknown;
  try {
    value = (receiver as { readonly [key: Key]: unknown })[key];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return paint(printer, `[${kind}: <Inspection threw (${reason})>]`, 'special');
  }
  if ((typeof value === 'object' && value !== null) || typeof value === 'function')
    return `${paint(printer, `[${kind}]`, 'special')} ${printIndented(printer, value, level)}`;
  return `${paint(printer, `[${kind}:`, 'special')} ${printPrimitive(printer, value)}${paint(printer, ']', 'special')}`;
}

/**
 * Adds, with `showHidden`, the properties of up to three prototypes that are no global class's, apart from methods.
 * Returns how many there are; `entries` may be left out to count only.
 */
function addInherited(printer: Printer, entries: string[] | undefined, value: object, level: number): number {
  let count = 0;
  let holder = Object.getPrototypeOf(value) as object | null;
  for (let height = 0; height < 3 && holder !== null; height++) {
    if (isGlobalClass(ownConstructorName(holder, value))) break;
    const keys = shownKeys(holder, true, false);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as Key;
      if (key === 'constructor' || isHidden(value, holder, key) || isMethod(holder, key)) continue;
      count++;
      if (entries === undefined) continue;
      const text = printProperty(printer, holder, key, level, false, value);
      add(entries, printer.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    holder = Object.getPrototypeOf(holder) as object | null;
  }
  return count;
}

/** Has something between an object and one of its prototypes a property of this name? */
function isHidden(value: object, holder: object, key: Key): boolean {
  let object = value;
  while (object !== holder) {
    if (Object.hasOwn(object, key)) return true;
    object = Object.getPrototypeOf(object) as object;
  }
  return false;
}

function isMethod(holder: object, key: Key): boolean {
  // Asked of the descriptor: to read a property of any name of a prototype would keep all methods of all of them.
  return typeof Object.getOwnPropertyDescriptor(holder, key)?.value === 'function';
}

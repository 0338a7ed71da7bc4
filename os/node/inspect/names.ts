/**
 * What an object is called: `Foo`, `Foo(2) [Tag]`, `[Object: null prototype]`, `[class A extends B]`.
 *
 * The class is found from the object's prototypes, so that an own property `constructor` deceives nobody.
 */

import { builtinTag, isClass, isTypedArray, typedArrayTag } from './brands.ts';
import { DEFAULT_OPTIONS, Printer } from './printer.ts';
import { accessorKind, isEnumerable } from './properties.ts';
import { printValue } from './value.ts';

/** Global classes: nobody wants to see what their prototypes hold. */
const GLOBAL_CLASSES =
  ' AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError ' +
  'FinalizationRegistry Float32Array Float64Array Function Int16Array Int32Array Int8Array Map Number Object Promise ' +
  'Proxy RangeError ReferenceError RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError ' +
  'Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet ';

/** Is it the name of a class that the language brings? */
export function isGlobalClass(name: string): boolean {
  return GLOBAL_CLASSES.includes(` ${name} `);
}

/** The name of the function that is the object's own property `constructor`; empty when there is none. */
export function ownConstructorName(object: object, instance: object): string {
  if (!Object.hasOwn(object, 'constructor') || accessorKind(object, 'constructor') !== 'none') return '';
  const constructor = (object as { readonly constructor: unknown }).constructor;
  if (typeof constructor !== 'function' || !isInstance(instance, constructor)) return '';
  return constructor.name;
}

function isInstance(value: object, constructor: unknown): boolean {
  try {
    return value instanceof (constructor as () => void);
  } catch {
    return false;
  }
}

/**
 * The name of the object's class; `null` for an object without prototype. An object whose prototypes lead to no class
 * is called after its prototype: `Object <Complex prototype>`.
 */
export function className(printer: Printer, value: object, level: number): string | null {
  let object: object | null = value;
  while (object !== null) {
    const name = ownConstructorName(object, value);
    if (name !== '') return name;
    object = Object.getPrototypeOf(object) as object | null;
  }
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null) return null;
  return `${kindName(value)} <${prototypeName(printer, prototype, level)}>`;
}

function prototypeName(printer: Printer, prototype: object, level: number): string {
  if (level > printer.depth) return 'Complex prototype';
  const name = className(printer, prototype, level + 1);
  if (name !== null) return name;
  const shallow = new Printer({ ...DEFAULT_OPTIONS, ...printer.options, customInspect: false, depth: -1 });
  return printValue(shallow, prototype, 0);
}

/** What to call an object without prototype: by what it is made of. */
export function kindName(value: object): string {
  if (typeof value === 'function') return 'Function';
  if (isTypedArray(value)) return typedArrayTag(value);
  return Symbol.toStringTag in value ? 'Object' : builtinTag(value).slice(8, -1);
}

/** The object's `Symbol.toStringTag`; empty when there is none, or when it is shown as a property anyway. */
export function tagOf(printer: Printer, value: object): string {
  const tag = (value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  if (typeof tag !== 'string' || tag === '') return '';
  const isShown = printer.showHidden
    ? Object.hasOwn(value, Symbol.toStringTag)
    : isEnumerable(value, Symbol.toStringTag);
  return isShown ? '' : tag;
}

/** `Name(size) [tag] `, with a space at the end; `kind` names what has no prototype. */
export function title(name: string | null, tag: string, kind: string, size: string = ''): string {
  const known = name ?? kind;
  const start = name === null ? `[${kind}${size}: null prototype] ` : `${name}${size} `;
  return tag === '' || tag === known ? start : `${start}[${tag}] `;
}

/** `[Function: f]`, `[AsyncFunction (anonymous)]`, `[class A extends B]` */
export function functionTitle(value: object, name: string | null, tag: string): string {
  if (isClass(value)) return classTitle(value, name, tag);
  const builtin = builtinTag(value);
  const kind = builtin.endsWith('Function]') ? builtin.slice(8, -1) : 'Function';
  const ownName = nameOf(value);
  let text = `[${kind}${name === null ? ' (null prototype)' : ''}`;
  text += ownName === '' ? ' (anonymous)]' : `: ${ownName}]`;
  if (name !== kind && name !== null) text += ` ${name}`;
  return tag === '' || tag === name ? text : `${text} [${tag}]`;
}

function classTitle(value: object, name: string | null, tag: string): string {
  const ownName = Object.hasOwn(value, 'name') ? nameOf(value) : '';
  let text = `[class ${ownName === '' ? '(anonymous)' : ownName}`;
  if (name !== 'Function' && name !== null) text += ` [${name}]`;
  if (tag !== '' && tag !== name) text += ` [${tag}]`;
  if (name === null) return `${text} extends [null prototype]]`;
  const parent = (Object.getPrototypeOf(value) as { readonly name?: unknown }).name;
  return parent ? `${text} extends ${String(parent)}]` : `${text}]`;
}

function nameOf(value: object): string {
  return String((value as { readonly name?: unknown }).name);
}

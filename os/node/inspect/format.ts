/**
 * `util.format`: what `console.log` prints, with its `%` placeholders.
 */

import { invalidArgType } from '../errors/codes.ts';
import type { InspectOptions } from './context.ts';
import { DEFAULT_OPTIONS } from './default-options.ts';
import { inspect } from './inspect.ts';
import { BUILTIN_NAMES } from './names.ts';
import { formatBigInt, formatNumber, formatPrimitive } from './primitive.ts';

/** Joins the arguments, the first one's placeholders replaced by the next (Node docs: util.format). */
export function format(...args: readonly unknown[]): string {
  return formatArguments(undefined, args);
}

/** As `format`, with options for the values that are inspected (Node docs: util.formatWithOptions). */
export function formatWithOptions(options: InspectOptions, ...args: readonly unknown[]): string {
  if (typeof options !== 'object' || options === null)
    throw invalidArgType('inspectOptions', 'object', options);
  return formatArguments(options, args);
}

/** `format` of a list that exists already. */
export function formatArguments(options: InspectOptions | undefined, args: readonly unknown[]): string {
  const first = args[0];
  let text = '';
  let next = 0;
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    const filled = first.includes('%') ? fillPlaceholders(options, first, args) : undefined;
    text = filled?.text ?? first;
    next = filled?.next ?? 1;
  }
  for (; next < args.length; next++) {
    const value = args[next];
    if (next > 0) text += ' ';
    text += typeof value === 'string' ? value : show(options, value);
  }
  return text;
}

/** As `inspect`; a program that prints only primitives doesn't contain that. */
function show(options: InspectOptions | undefined, value: unknown): string {
  if (options !== undefined) return inspect(value, options);
  if (typeof value === 'function') return inspect(value);
  if (typeof value === 'object' && value !== null) return inspect(value);
  const context = {
    numericSeparator: DEFAULT_OPTIONS.numericSeparator ?? false,
    maxStringLength: DEFAULT_OPTIONS.maxStringLength ?? Number.POSITIVE_INFINITY,
    breakLength: DEFAULT_OPTIONS.breakLength ?? Number.POSITIVE_INFINITY,
    compact: DEFAULT_OPTIONS.compact ?? false,
    indentation: 0,
  };
  return formatPrimitive(context, (text) => text, value);
}

/** Replaces placeholders while there are arguments; the rest of the template stays as it is. */
function fillPlaceholders(
  options: InspectOptions | undefined,
  template: string,
  args: readonly unknown[],
): { readonly text: string; readonly next: number } {
  let text = '';
  let copiedEnd = 0;
  let used = 0;
  for (let i = 0; i < template.length - 1; i++) {
    if (template.charCodeAt(i) !== 37) continue;
    i += 1;
    const letter = template[i] ?? '';
    if (letter === '%') {
      text += template.slice(copiedEnd, i);
      copiedEnd = i + 1;
      continue;
    }
    if (used + 1 === args.length || !'sjdOoifc'.includes(letter)) continue;
    used += 1;
    text += template.slice(copiedEnd, i - 1) + formatPlaceholder(options, letter, args[used]);
    copiedEnd = i + 1;
  }
  return { text: text + template.slice(copiedEnd), next: used + 1 };
}

function formatPlaceholder(options: InspectOptions | undefined, letter: string, value: unknown): string {
  switch (letter) {
    case 's':
      return formatAsString(options, value);
    case 'j':
      return stringify(value);
    case 'O':
      return show(options, value);
    case 'o':
      if (typeof value === 'function') return inspectAll(options, value);
      if (typeof value === 'object' && value !== null) return inspectAll(options, value);
      return show(options, value);
    case 'c':
      return '';
    default:
      return formatAsNumber(options, letter, value);
  }
}

/** `%o` of an object. */
function inspectAll(options: InspectOptions | undefined, value: object): string {
  return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
}

function formatAsString(options: InspectOptions | undefined, value: unknown): string {
  const hasSeparators = options?.numericSeparator ?? DEFAULT_OPTIONS.numericSeparator ?? false;
  if (typeof value === 'number') return formatNumber(value, hasSeparators);
  if (typeof value === 'bigint') return formatBigInt(value, hasSeparators);
  if (typeof value !== 'object' || value === null || !hasBuiltinToString(value)) return String(value);
  return inspect(value, { ...options, compact: 3, colors: false, depth: 0 });
}

/** `%d`, `%i` and `%f`. */
function formatAsNumber(options: InspectOptions | undefined, letter: string, value: unknown): string {
  const hasSeparators = options?.numericSeparator ?? DEFAULT_OPTIONS.numericSeparator ?? false;
  if (typeof value === 'symbol') return 'NaN';
  if (typeof value === 'bigint' && letter !== 'f') return formatBigInt(value, hasSeparators);
  if (letter === 'd') return formatNumber(Number(value), hasSeparators);
  const text = String(value);
  return formatNumber(letter === 'i' ? Number.parseInt(text, 10) : Number.parseFloat(text), hasSeparators);
}

/** `%j`: a circle is named instead of thrown. */
function stringify(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('circular')) return '[Circular]';
    throw error;
  }
}

/** Whether `String(value)` would only call a method of a built-in class, which says less than `inspect`. */
function hasBuiltinToString(value: object): boolean {
  const fields = value as { toString?: unknown; [Symbol.toPrimitive]?: unknown };
  const hasToString = typeof fields.toString === 'function';
  const hasToPrimitive = typeof fields[Symbol.toPrimitive] === 'function';
  if (!hasToString && !hasToPrimitive) return true;
  if (hasToString && Object.hasOwn(value, 'toString')) return false;
  if (hasToPrimitive && Object.hasOwn(value, Symbol.toPrimitive)) return false;
  let owner: object = value;
  for (;;) {
    const prototype = Object.getPrototypeOf(owner) as object | null;
    if (prototype === null) return true;
    owner = prototype;
    if (hasToString && Object.hasOwn(owner, 'toString')) break;
    if (hasToPrimitive && Object.hasOwn(owner, Symbol.toPrimitive)) break;
  }
  const constructor: unknown = Object.getOwnPropertyDescriptor(owner, 'constructor')?.value;
  return typeof constructor === 'function' && BUILTIN_NAMES.has(constructor.name);
}

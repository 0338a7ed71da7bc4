/** `util.format` (Node docs: util.format): a text with placeholders, and what follows it. */

import { invalidArgType } from '../errors/codes.ts';
import { isGlobalClass, ownConstructorName } from './names.ts';
import { bigintText, numberText, printPrimitive } from './primitive.ts';
import { type InspectOptions, Printer } from './printer.ts';
import { printValue } from './value.ts';

const PLACEHOLDERS = 'sdifjoOc';

/** Fills the placeholders of the first argument with the next ones, and appends the rest. */
export function format(...args: readonly unknown[]): string {
  return formatAll(undefined, args);
}

/** As `format`; `options` are for the objects in it. Throws ERR_INVALID_ARG_TYPE unless they are an object. */
export function formatWithOptions(options: InspectOptions, ...args: readonly unknown[]): string {
  if (typeof options !== 'object' || options === null)
    throw invalidArgType('inspectOptions', 'object', options);
  return formatAll(options, args);
}

function formatAll(options: InspectOptions | undefined, args: readonly unknown[]): string {
  const first = args[0];
  let text = '';
  let used = 0;
  if (typeof first === 'string') {
    used = 1;
    let done = 0;
    for (let at = first.indexOf('%'); at >= 0 && at < first.length - 1; at = first.indexOf('%', at)) {
      const letter = first.charAt(at + 1);
      const isFilled = letter === '%' ? args.length > 1 : used < args.length && PLACEHOLDERS.includes(letter);
      if (isFilled) {
        text += first.slice(done, at) + (letter === '%' ? '%' : fill(options, letter, args[used++]));
        done = at + 2;
      }
      at += isFilled ? 2 : 1;
    }
    text += first.slice(done);
  }
  for (let i = used; i < args.length; i++) {
    const value = args[i];
    if (i > 0) text += ' ';
    text += typeof value === 'string' ? value : shown(options, value);
  }
  return text;
}

/** Primitives need no printer, and programs that print nothing else have none in them. */
function shown(options: InspectOptions | undefined, value: unknown): string {
  if (options !== undefined) return printValue(new Printer(options), value, 0);
  if (typeof value === 'object' && value !== null) return printValue(new Printer(options), value, 0);
  if (typeof value === 'function') return printValue(new Printer(options), value, 0);
  return printPrimitive(undefined, value);
}

function shownWithHidden(options: InspectOptions | undefined, value: object | null): string {
  return shown({ ...options, showHidden: true, showProxy: true, depth: 4 }, value);
}

/** What stands for `%letter`. */
function fill(options: InspectOptions | undefined, letter: string, value: unknown): string {
  switch (letter) {
    case 's':
      return stringText(options, value);
    case 'd':
      if (typeof value === 'bigint') return bigintText(value, false);
      return typeof value === 'symbol' ? 'NaN' : numberText(Number(value), false);
    case 'i':
      if (typeof value === 'bigint') return bigintText(value, false);
      return typeof value === 'symbol' ? 'NaN' : numberText(Number.parseInt(String(value), 10), false);
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : numberText(Number.parseFloat(String(value)), false);
    case 'j':
      return json(value);
    case 'o':
      if (typeof value === 'object') return shownWithHidden(options, value);
      if (typeof value === 'function') return shownWithHidden(options, value);
      return shown(options, value);
    case 'O':
      return shown(options, value);
    default:
      // CSS has no meaning here.
      return '';
  }
}

/** `%s`: as `String` would have it; objects that don't say how are inspected, with nothing of what is inside them. */
function stringText(options: InspectOptions | undefined, value: unknown): string {
  if (typeof value === 'object' && value !== null && !saysHow(value))
    return shown({ ...options, depth: 0, colors: false, compact: 3 }, value);
  if (typeof value === 'bigint') return bigintText(value, false);
  return typeof value === 'number' ? numberText(value, false) : String(value);
}

/** Has the object, or a class of the program that it is an instance of, a `toString` of its own? */
function saysHow(value: object): boolean {
  let holder: object | null = value;
  while (holder !== null && !Object.hasOwn(holder, 'toString') && !Object.hasOwn(holder, Symbol.toPrimitive))
    holder = Object.getPrototypeOf(holder) as object | null;
  if (holder === null || typeof holder.toString !== 'function') return false;
  return holder === value || !isGlobalClass(ownConstructorName(holder, value));
}

function json(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch (error) {
    const message: unknown = error instanceof TypeError ? error.message : undefined;
    if (typeof message === 'string' && message.includes('circular structure')) return '[Circular]';
    throw error;
  }
}

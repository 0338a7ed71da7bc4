/**
 * Errors: their stack, under the name of their class, without the frames that the cause's stack has too.
 *
 * A stack that has no frames is put in brackets: `[Error: no stack]`.
 */

import { isError } from './brands.ts';
import { title } from './names.ts';
import { type Printer, paint } from './printer.ts';

type Key = string | symbol;

/** An error's name may be anything. */
interface Named {
  readonly name?: unknown;
}

/** How a line of a stack begins that is a frame. */
const FRAME = '\n    at';
/** So many frames in common with the cause's are left alone. */
const FEW_FRAMES = 3;

/** The keys without the properties that the stack shows already, and with the hidden ones that matter. */
export function errorKeys(printer: Printer, error: Error, keys: readonly Key[]): Key[] {
  const stack = stackOf(error);
  const kept: Key[] = [];
  let hasCause = false;
  let hasErrors = false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as Key;
    if (key === 'cause') hasCause = true;
    if (key === 'errors') hasErrors = true;
    if (printer.showHidden || !isInStack(error, key, stack)) kept[kept.length] = key;
  }
  if (!hasCause && 'cause' in error) kept[kept.length] = 'cause';
  const errors = (error as { readonly errors?: unknown }).errors;
  if (!hasErrors && Array.isArray(errors)) kept[kept.length] = 'errors';
  return kept;
}

function isInStack(error: Error, key: Key, stack: string): boolean {
  let value: unknown;
  if (key === 'name') value = (error as Named).name;
  else if (key === 'message') value = error.message;
  else if (key === 'stack') value = error.stack;
  return typeof value === 'string' && stack.includes(value);
}

function stackOf(error: Error): string {
  return error.stack ? withOwnName(String(error.stack), error) : Error.prototype.toString.call(error);
}

/**
 * Node writes the head of a stack when it is first read, so that a `name` which a class or a program has set on the error
 * stands in it. Ours is written by the constructor: it begins with the name that the prototype has, or with `Error` where a
 * field of the class hides that.
 */
function withOwnName(stack: string, error: object): string {
  if (!Object.hasOwn(error, 'name')) return stack;
  const name = (error as Named).name;
  const inherited = (Object.getPrototypeOf(error) as Named | null)?.name;
  if (typeof name !== 'string' || typeof inherited !== 'string') return stack;
  const written = stack.startsWith(inherited) ? inherited : 'Error';
  const framesAt = stack.indexOf(FRAME);
  if (framesAt < 0 || !stack.startsWith(written)) return stack;
  if (framesAt === written.length) return name + stack.slice(framesAt);
  if (!stack.startsWith(': ', written.length)) return stack;
  return name === '' ? stack.slice(written.length + 2) : name + stack.slice(written.length);
}

/** The stack as it is printed, indented. */
export function errorText(printer: Printer, error: Error, className: string | null, tag: string): string {
  let text = withClass(stackOf(error), error, className, tag);
  const message: unknown = error.message;
  const messageAt = typeof message === 'string' && message !== '' ? text.indexOf(message) : -1;
  const framesAt = text.indexOf(FRAME, messageAt < 0 ? 0 : messageAt + String(message).length);
  if (framesAt < 0) text = `[${text}]`;
  else text = text.slice(0, framesAt) + withoutCommonFrames(printer, error, text.slice(framesAt));
  if (printer.indentation === 0) return text;
  return text.replaceAll('\n', `\n${' '.repeat(printer.indentation)}`);
}

/** Puts the class in the place of `name` at the start: `AppError: …` where the class is more than the name, else `App [Error]: …`. */
function withClass(stack: string, error: Error, className: string | null, tag: string): string {
  if (className === null) {
    const start = leadingName(stack);
    const shown = title(null, tag, start === '' ? 'Error' : start).slice(0, -1);
    return start === '' ? `${shown}: ${stack}` : shown + stack.slice(start.length);
  }
  const name = String((error as Named).name ?? 'Error');
  if (!name.endsWith('Error') || !stack.startsWith(name)) return stack;
  const next = stack.charAt(name.length);
  if (next !== '' && next !== ':' && next !== '\n') return stack;
  const shown = title(className, tag, '').slice(0, -1);
  if (shown === name) return stack;
  return (shown.includes(name) ? shown : `${shown} [${name}]`) + stack.slice(name.length);
}

/** `RangeError` of `RangeError: …`: what a stack begins with, if it is a name. */
function leadingName(stack: string): string {
  const lineEnd = stack.indexOf('\n');
  const line = lineEnd < 0 ? stack : stack.slice(0, lineEnd);
  const colon = line.indexOf(':');
  if (colon > 0) return line.slice(0, colon);
  return lineEnd < 0 && !line.endsWith('Error') ? '' : line;
}

/** `frames` begins with a line end. A long run that the cause's stack has too is replaced by a remark. */
function withoutCommonFrames(printer: Printer, error: Error, frames: string): string {
  const cause = error.cause;
  if (typeof cause !== 'object' || cause === null || !isError(cause)) return frames;
  const causeStack = stackOf(cause);
  const causeAt = causeStack.indexOf(FRAME);
  if (causeAt < 0) return frames;
  const others = causeStack.slice(causeAt);
  for (let at = 0; at >= 0; at = frames.indexOf('\n', at + 1)) {
    const count = commonLines(frames, at, others);
    if (count <= FEW_FRAMES) continue;
    const first = afterLines(frames, at, 1);
    const last = afterLines(frames, first, count - 2);
    const remark = `    ... ${count - 2} lines matching cause stack trace ...`;
    return `${frames.slice(0, first)}\n${paint(printer, remark, 'undefined')}${frames.slice(last)}`;
  }
  return frames;
}

/** Where the text goes on after `count` lines, each of which begins with its line end. */
function afterLines(text: string, start: number, count: number): number {
  let at = start;
  for (let i = 0; i < count && at < text.length; i++) {
    const next = text.indexOf('\n', at + 1);
    at = next < 0 ? text.length : next;
  }
  return at;
}

/** How many lines from `start` on stand in `others` too, one after the other. */
function commonLines(frames: string, start: number, others: string): number {
  let end = afterLines(frames, start, 1);
  const first = frames.slice(start, end);
  let otherStart = others.indexOf(first);
  // A line that only begins like one of the others is none of them.
  while (otherStart >= 0 && afterLines(others, otherStart, 1) !== otherStart + first.length)
    otherStart = others.indexOf(first, otherStart + 1);
  if (otherStart < 0) return 0;
  let count = 1;
  for (let other = otherStart + first.length; end < frames.length && other < others.length; count++) {
    const nextEnd = afterLines(frames, end, 1);
    const nextOther = afterLines(others, other, 1);
    if (frames.slice(end, nextEnd) !== others.slice(other, nextOther)) break;
    end = nextEnd;
    other = nextOther;
  }
  return count;
}

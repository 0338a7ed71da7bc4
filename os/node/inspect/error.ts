/**
 * Errors: the stack with the class's real name, without the lines that its cause repeats.
 */

import { isError } from './brands.ts';
import type { InspectContext } from './context.ts';
import { makePrefix } from './names.ts';

const FRAME_START = '\n    at';

/** The head of an error's output. May add `cause` and `errors` to `keys`, and removes what the stack shows already. */
export function formatError(
  context: InspectContext,
  error: Error,
  constructor: string | null,
  tag: string,
  keys: (string | symbol)[],
): string {
  const name = error.name != null ? String(error.name) : 'Error';
  const original = stackText(error);
  removeShownKeys(context, error, keys, original);
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray((error as { errors?: unknown }).errors) && !keys.includes('errors')) keys.push('errors');
  let stack = nameAfterClass(original, constructor, name, tag);
  const message: unknown = error.message;
  const messageStart = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const searchStart = messageStart > 0 ? messageStart + String(message).length : 0;
  const framesStart = stack.indexOf(FRAME_START, searchStart);
  if (framesStart < 0) stack = `[${stack}]`;
  else
    stack = `${stack.slice(0, framesStart)}\n${formatFrames(context, error, stack.slice(framesStart + 1))}`;
  if (context.indentation === 0) return stack;
  return stack.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
}

function stackText(error: Error): string {
  return error.stack ? String(error.stack) : Error.prototype.toString.call(error);
}

function removeShownKeys(
  context: InspectContext,
  error: Error,
  keys: (string | symbol)[],
  stack: string,
): void {
  if (context.showHidden) return;
  for (const key of ['name', 'message', 'stack'] as const) {
    const index = keys.indexOf(key);
    if (index >= 0 && stack.includes(String(error[key]))) keys.splice(index, 1);
  }
}

/** `Error: x` of a class Foo → `Foo: x`; of a class Bar with another name → `Bar [Error]: x`. */
function nameAfterClass(stack: string, constructor: string | null, name: string, tag: string): string {
  let length = name.length;
  const next = stack[length];
  const isRegular =
    name.endsWith('Error') && stack.startsWith(name) && (next === undefined || next === ':' || next === '\n');
  if (constructor !== null && !isRegular) return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const found = leadingErrorName(stack);
    length = found.length;
    if (found !== '') fallback = found;
  }
  const prefix = makePrefix(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
}

/** The class name at the start of a stack: up to the colon or the first frame. */
function leadingErrorName(stack: string): string {
  const colon = stack.indexOf(':');
  const frames = stack.indexOf(FRAME_START);
  const ends = [colon, frames].filter((end) => end > 0);
  const end = ends.length === 0 ? stack.length : Math.min(...ends);
  const name = stack.slice(0, end);
  if (ends.length === 0 && !name.endsWith('Error')) return '';
  const first = name.charCodeAt(0);
  return first >= 65 && first <= 90 && !name.includes('\n') ? name : '';
}

function formatFrames(context: InspectContext, error: Error, frames: string): string {
  const lines = frames.split('\n');
  const cause = readCause(error);
  if (typeof cause !== 'object' || cause === null || !isError(cause)) return lines.join('\n');
  const causeStack = stackText(cause);
  const causeStart = causeStack.indexOf(FRAME_START);
  if (causeStart < 0) return lines.join('\n');
  const common = commonSequence(lines, causeStack.slice(causeStart + 1).split('\n'));
  if (common.length > 0) {
    const skipped = common.length - 2;
    const note = context.stylize(`    ... ${skipped} lines matching cause stack trace ...`, 'undefined');
    lines.splice(common.offset + 1, skipped, note);
  }
  return lines.join('\n');
}

function readCause(error: Error): unknown {
  try {
    return error.cause;
  } catch {
    return undefined;
  }
}

/** The first run of more than three lines of `lines` that `others` has too. */
function commonSequence(
  lines: readonly string[],
  others: readonly string[],
): { readonly offset: number; readonly length: number } {
  for (let i = 0; i < lines.length - 3; i++) {
    const position = others.indexOf(lines[i] ?? '');
    if (position < 0) continue;
    const maxLength = Math.min(lines.length - i, others.length - position);
    let length = 1;
    while (length < maxLength && lines[i + length] === others[position + length]) length += 1;
    if (length > 3) return { offset: i, length };
  }
  return { offset: 0, length: 0 };
}

/**
 * Error and the errors of the language (ECMA-262 20.5). `message`, `cause` and `stack` are own properties that aren't
 * enumerable; `message` is there only when it was given.
 */

import { trust } from '../../unsafe.ts';
import { toString } from '../core/conversion.ts';
import { defineHidden } from '../object/internal.ts';
import { stackText } from './stack.ts';

interface Options {
  readonly cause?: unknown;
}

/**
 * The own properties of an error. They are assigned like fields, so that the compiler lays them out and knows their types;
 * that they aren't enumerable is in layout/natives.ts (`hidden`).
 */
interface ErrorFields {
  readonly name?: string;
  message?: string;
  cause?: unknown;
  stack?: string;
}

/** What every constructor of errors does (ECMA-262 20.5.1.1, 20.5.6.1.1), and V8's `stack`. */
function initializeError(error: ErrorFields, message: unknown, options: unknown): void {
  // A field `name` of a subclass isn't defined yet.
  let header = error.name === undefined ? 'Error' : toString(error.name);
  if (message !== undefined) {
    const text = typeof message === 'string' ? message : toString(message);
    error.message = text;
    if (text !== '') header += `: ${text}`;
  }
  if (typeof options === 'object' && options !== null && 'cause' in options) {
    error.cause = trust<Options>(options).cause;
  }
  error.stack = stackText(header, ErrorGlobal.stackTraceLimit);
}

export class ErrorGlobal {
  /** Not in ECMA-262: V8's number of lines that a stack has at most; without a number there are none. */
  static stackTraceLimit: unknown = 10;

  constructor(message: unknown, options?: unknown) {
    initializeError(trust<ErrorFields>(this), message, options);
  }

  static $call(message?: unknown, options?: unknown): object {
    return new Error(trust<string>(message), trust<ErrorOptions>(options));
  }

  /** Not in ECMA-262: V8's way to give any object a stack. */
  static captureStackTrace(target: unknown): void {
    if (typeof target !== 'object' || target === null) throw new TypeError(`Invalid argument`);
    defineHidden(
      target,
      'stack',
      stackText(ErrorGlobal.prototype.toString.call(target), ErrorGlobal.stackTraceLimit),
    );
  }

  /** ECMA-262 20.5.3.4. */
  toString(this: unknown): string {
    if (typeof this !== 'object' || this === null) {
      throw new TypeError("Error.prototype.toString requires that 'this' be a JSReceiver");
    }
    const error = trust<{ name: unknown; message: unknown }>(this);
    const name = error.name === undefined ? 'Error' : toString(error.name);
    const message = error.message === undefined ? '' : toString(error.message);
    if (name === '') return message;
    return message === '' ? name : `${name}: ${message}`;
  }

  get $prototype$name(): string {
    return 'Error';
  }

  get $prototype$message(): string {
    return '';
  }
}

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

/** What every constructor of errors does (ECMA-262 20.5.1.1, 20.5.6.1.1), and V8's `stack`. */
function initializeError(error: object, message: unknown, options: unknown): void {
  let header = errorName(error);
  if (message !== undefined) {
    const text = typeof message === 'string' ? message : toString(message);
    defineHidden(error, 'message', text);
    if (text !== '') header += `: ${text}`;
  }
  if (typeof options === 'object' && options !== null && 'cause' in options) {
    defineHidden(error, 'cause', trust<Options>(options).cause);
  }
  defineHidden(error, 'stack', stackText(header));
}

/** The name that the header line of a stack begins with: the class's. */
function errorName(error: object): string {
  const name: unknown = trust<{ name: unknown }>(error).name;
  return name === undefined ? 'Error' : `${name}`;
}

export class ErrorGlobal {
  constructor(message?: unknown, options?: unknown) {
    initializeError(this, message, options);
  }

  static $call(message?: unknown, options?: unknown): object {
    return new Error(trust<string>(message), trust<ErrorOptions>(options));
  }

  /** Not in ECMA-262: V8's way to give any object a stack. */
  static captureStackTrace(target: unknown): void {
    if (typeof target !== 'object' || target === null) throw new TypeError(`Invalid argument`);
    defineHidden(target, 'stack', stackText(ErrorGlobal.prototype.toString.call(target)));
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

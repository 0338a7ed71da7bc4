/**
 * One function for each error code that os/node throws, with Node 20's exact message.
 *
 * Each makes a new error; the caller throws it or hands it to a callback. Source: Node docs, "Node.js error codes",
 * and lib/internal/errors.js for the wording.
 */

import { describeNumber, describeType, formatList } from './describe-value.ts';
import { NodeError, NodeRangeError, NodeTypeError } from './node-error.ts';

/** Names that Node lists as primitive types; the others are class names or phrases. */
const TYPE_NAMES: readonly string[] = [
  'string',
  'function',
  'number',
  'object',
  'Function',
  'Object',
  'boolean',
  'bigint',
  'symbol',
];

/** ERR_INVALID_ARG_TYPE: `name` must be one of `expected` (types, class names or phrases), but is `actual`. */
export function invalidArgType(
  name: string,
  expected: string | readonly string[],
  actual: unknown,
): NodeTypeError {
  return new NodeTypeError(
    'ERR_INVALID_ARG_TYPE',
    `The ${nameArgument(name)} must be ${describeExpected(typeof expected === 'string' ? [expected] : expected)}. Received ${describeType(actual)}`,
  );
}

/** ERR_INVALID_ARG_VALUE. `shown` is the value as `inspect` prints it. */
export function invalidArgValue(name: string, shown: string, reason: string = 'is invalid'): NodeTypeError {
  const type = name.includes('.') ? 'property' : 'argument';
  return new NodeTypeError('ERR_INVALID_ARG_VALUE', `The ${type} '${name}' ${reason}. Received ${shown}`);
}

/** ERR_OUT_OF_RANGE: `range` reads like `>= 0 && <= 255`. */
export function outOfRange(name: string, range: string, actual: unknown): NodeRangeError {
  return new NodeRangeError(
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${describeNumber(actual)}`,
  );
}

/** A plain `Error` with this code. */
export function nodeError(code: string, message: string): NodeError {
  return new NodeError(code, message);
}

/** ERR_UNHANDLED_ERROR: `'error'` was emitted with something that is no Error; `shown` is its inspection. */
export function unhandledError(shown: string, context: unknown): NodeError & { context: unknown } {
  const error: NodeError & { context?: unknown } = new NodeError(
    'ERR_UNHANDLED_ERROR',
    `Unhandled error. (${shown})`,
  );
  error.context = context;
  return error as NodeError & { context: unknown };
}

/** ERR_UNKNOWN_ENCODING */
export function unknownEncoding(encoding: unknown): NodeTypeError {
  return new NodeTypeError('ERR_UNKNOWN_ENCODING', `Unknown encoding: ${String(encoding)}`);
}

/** ERR_METHOD_NOT_IMPLEMENTED */
export function methodNotImplemented(method: string): NodeError {
  return new NodeError('ERR_METHOD_NOT_IMPLEMENTED', `The ${method} method is not implemented`);
}

/** ERR_STREAM_DESTROYED */
export function streamDestroyed(method: string): NodeError {
  return new NodeError('ERR_STREAM_DESTROYED', `Cannot call ${method} after a stream was destroyed`);
}

/** ERR_STREAM_WRITE_AFTER_END */
export function writeAfterEnd(): NodeError {
  return new NodeError('ERR_STREAM_WRITE_AFTER_END', 'write after end');
}

/** ERR_STREAM_PREMATURE_CLOSE */
export function prematureClose(): NodeError {
  return new NodeError('ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
}

/** ERR_STREAM_NULL_VALUES */
export function nullValues(): NodeTypeError {
  return new NodeTypeError('ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
}

/** ERR_MULTIPLE_CALLBACK */
export function multipleCallback(): NodeError {
  return new NodeError('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times');
}

/** ERR_HTTP_HEADERS_SENT: `action` is `set`, `write`, `remove` … */
export function headersSent(action: string): NodeError {
  return new NodeError('ERR_HTTP_HEADERS_SENT', `Cannot ${action} headers after they are sent to the client`);
}

/** ERR_SOCKET_BAD_PORT */
export function badPort(name: string, port: unknown, allowZero: boolean = true): NodeRangeError {
  return new NodeRangeError(
    'ERR_SOCKET_BAD_PORT',
    `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${describeType(port)}.`,
  );
}

/** Throws ERR_INVALID_ARG_TYPE unless `value` is a function. */
export function checkFunction(value: unknown, name: string): void {
  if (typeof value !== 'function') throw invalidArgType(name, 'function', value);
}

/** Throws ERR_INVALID_ARG_TYPE unless `value` is a string. */
export function checkString(value: unknown, name: string): void {
  if (typeof value !== 'string') throw invalidArgType(name, 'string', value);
}

/** Throws unless `value` is an integer from `min` to `max`: ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE. */
export function checkInteger(
  value: unknown,
  name: string,
  min: number = Number.MIN_SAFE_INTEGER,
  max: number = Number.MAX_SAFE_INTEGER,
): void {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
}

/** The port as a number, 0 … 65535, from a number or a decimal string; else throws ERR_SOCKET_BAD_PORT. */
export function checkPort(port: unknown, name: string = 'Port', allowZero: boolean = true): number {
  const isText = typeof port === 'string' && port.trim() !== '';
  const value = typeof port === 'number' || isText ? Number(port) : Number.NaN;
  if (!Number.isInteger(value) || value < 0 || value > 0xffff || (value === 0 && !allowZero)) {
    throw badPort(name, port, allowZero);
  }
  return value;
}

function nameArgument(name: string): string {
  if (name.endsWith(' argument')) return name;
  return `"${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

function describeExpected(expected: readonly string[]): string {
  const types: string[] = [];
  const classes: string[] = [];
  const phrases: string[] = [];
  for (const name of expected) {
    if (TYPE_NAMES.includes(name)) types.push(name.toLowerCase());
    else if (isClassName(name)) classes.push(name);
    else phrases.push(name);
  }
  const objectIndex = types.indexOf('object');
  if (classes.length > 0 && objectIndex >= 0) {
    types.splice(objectIndex, 1);
    classes.push('Object');
  }
  const parts: string[] = [];
  if (types.length > 0)
    parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${formatList(types, 'or')}`);
  if (classes.length > 0) parts.push(`an instance of ${formatList(classes, 'or')}`);
  const phrase = phrases[0];
  if (phrases.length > 1) parts.push(`one of ${formatList(phrases, 'or')}`);
  else if (phrase !== undefined) parts.push(phrase.toLowerCase() === phrase ? phrase : `an ${phrase}`);
  return parts.join(' or ');
}

/** A capital letter, then letters and digits, at least two in all. */
function isClassName(name: string): boolean {
  if (name.length < 2) return false;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const isUpper = code >= 65 && code <= 90;
    if (i === 0 && !isUpper) return false;
    if (!isUpper && !(code >= 97 && code <= 122) && !(code >= 48 && code <= 57)) return false;
  }
  return true;
}

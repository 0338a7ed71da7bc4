/**
 * `node:assert`: what our own suites and many packages use of it, strict and loose.
 *
 * Messages name both values in full; they aren't the line-by-line comparison that Node draws.
 */

import { invalidArgType } from './errors/codes.ts';
import { inspect } from './inspect/inspect.ts';
import { isDeepLooseEqual, isDeepStrictEqual, isLooselyEqual } from './util/deep-equal.ts';

type Message = string | Error | undefined;
/** What a thrown error must be: a class, a pattern for its text, properties, or a function that judges it. */
export type Expected =
  | ((error: never) => unknown)
  | RegExp
  | object
  | (abstract new (
      ...args: never[]
    ) => unknown);

/** A failed assertion (Node docs: assert.AssertionError). */
export class AssertionError extends Error {
  readonly code: string = 'ERR_ASSERTION';
  override readonly name: string = 'AssertionError';
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  readonly generatedMessage: boolean;

  constructor(options: {
    message?: string | undefined;
    actual?: unknown;
    expected?: unknown;
    operator?: string;
  }) {
    super(options.message ?? describe(options.actual, options.expected, options.operator ?? ''));
    this.generatedMessage = options.message === undefined;
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator ?? '';
  }
}

/** Fails unless `value` is truthy. */
export function ok(value: unknown, message?: Message): asserts value {
  check(Boolean(value), value, true, '==', message ?? 'The expression evaluated to a falsy value');
}
/** Fails in any case. */
export function fail(message: Message = 'Failed'): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, operator: 'fail' });
}
/** `==`, and NaN equals NaN. */
export function equal(actual: unknown, expected: unknown, message?: Message): void {
  check(isLooselyEqual(actual, expected), actual, expected, '==', message);
}
/** The opposite of `equal`. */
export function notEqual(actual: unknown, expected: unknown, message?: Message): void {
  check(!isLooselyEqual(actual, expected), actual, expected, '!=', message);
}
/** `Object.is`. */
export function strictEqual(actual: unknown, expected: unknown, message?: Message): void {
  check(Object.is(actual, expected), actual, expected, 'strictEqual', message);
}
/** The opposite of `strictEqual`. */
export function notStrictEqual(actual: unknown, expected: unknown, message?: Message): void {
  check(!Object.is(actual, expected), actual, expected, 'notStrictEqual', message);
}
/** Equal all the way down, prototypes included. */
export function deepStrictEqual(actual: unknown, expected: unknown, message?: Message): void {
  check(isDeepStrictEqual(actual, expected), actual, expected, 'deepStrictEqual', message);
}
/** The opposite of `deepStrictEqual`. */
export function notDeepStrictEqual(actual: unknown, expected: unknown, message?: Message): void {
  check(!isDeepStrictEqual(actual, expected), actual, expected, 'notDeepStrictEqual', message);
}
/** Equal all the way down by `==`. */
export function deepEqual(actual: unknown, expected: unknown, message?: Message): void {
  check(isDeepLooseEqual(actual, expected), actual, expected, 'deepEqual', message);
}
/** The opposite of `deepEqual`. */
export function notDeepEqual(actual: unknown, expected: unknown, message?: Message): void {
  check(!isDeepLooseEqual(actual, expected), actual, expected, 'notDeepEqual', message);
}
/** Fails unless the text matches. */
export function match(text: string, pattern: RegExp, message?: Message): void {
  check(pattern.test(text), text, pattern, 'match', message);
}
/** Fails if the text matches. */
export function doesNotMatch(text: string, pattern: RegExp, message?: Message): void {
  check(!pattern.test(text), text, pattern, 'doesNotMatch', message);
}
/** Throws `value` unless it is null or undefined. */
export function ifError(value: unknown): void {
  if (value !== null && value !== undefined) throw value;
}

/** Fails unless `run` throws what is expected. */
export function throws(run: () => unknown, expected?: Expected | string, message?: Message): void {
  if (typeof run !== 'function') throw invalidArgType('fn', 'function', run);
  let thrown: unknown;
  try {
    run();
  } catch (error) {
    thrown = { error };
  }
  judge(thrown as { error: unknown } | undefined, expected, message, 'throws', 'Missing expected exception.');
}

/** Fails if `run` throws. */
export function doesNotThrow(run: () => unknown, message?: Message): void {
  try {
    run();
  } catch (error) {
    fail(
      message ??
        `Got unwanted exception.\nActual message: "${error instanceof Error ? error.message : String(error)}"`,
    );
  }
}

/** Fails unless the promise is rejected with what is expected. */
export async function rejects(
  source: Promise<unknown> | (() => Promise<unknown>),
  expected?: Expected | string,
  message?: Message,
): Promise<void> {
  let thrown: { error: unknown } | undefined;
  try {
    await (typeof source === 'function' ? source() : source);
  } catch (error) {
    thrown = { error };
  }
  judge(thrown, expected, message, 'rejects', 'Missing expected rejection.');
}

function judge(
  thrown: { readonly error: unknown } | undefined,
  expected: Expected | string | undefined,
  message: Message,
  operator: string,
  missing: string,
): void {
  const text = typeof expected === 'string' ? expected : message;
  if (thrown === undefined) {
    if (text instanceof Error) throw text;
    throw new AssertionError({
      message: text === undefined ? missing : `${missing.slice(0, -1)}: ${text}`,
      operator,
    });
  }
  if (expected === undefined || typeof expected === 'string') return;
  const { error } = thrown;
  if (expected instanceof RegExp) {
    check(expected.test(String(error)), error, expected, operator, message);
    return;
  }
  if (typeof expected !== 'function') {
    compareProperties(error, expected, operator, message);
    return;
  }
  const judgement = expected as ((error: unknown) => unknown) & { prototype?: unknown };
  if (judgement.prototype !== undefined && error instanceof judgement) return;
  if (Object.prototype.isPrototypeOf.call(Error, judgement) || judgement === (Error as unknown)) {
    const name = error instanceof Error ? error.constructor.name : describe(error, undefined, '');
    const text = `The error is expected to be an instance of "${judgement.name}". Received "${name}"`;
    throw new AssertionError({ message: text, actual: error, expected, operator });
  }
  check(judgement.call(undefined, error) === true, error, expected, operator, message);
}

function compareProperties(error: unknown, expected: object, operator: string, message: Message): void {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  const actualFields = error as Record<string, unknown>;
  const expectedFields = expected as Record<string, unknown>;
  for (const key of keys) {
    const actual = actualFields[key];
    const wanted = expectedFields[key];
    const isSame =
      wanted instanceof RegExp && typeof actual === 'string'
        ? wanted.test(actual)
        : isDeepStrictEqual(actual, wanted);
    check(isSame, error, expected, operator, message);
  }
}

function check(
  isTrue: boolean,
  actual: unknown,
  expected: unknown,
  operator: string,
  message: Message,
): void {
  if (isTrue) return;
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, actual, expected, operator });
}

function describe(actual: unknown, expected: unknown, operator: string): string {
  return `${inspect(actual)} ${operator} ${inspect(expected)}`;
}

/** The module as a function: `assert(value)`, with everything above as properties, `strict` included. */
const assert = Object.assign((value: unknown, message?: Message): void => ok(value, message), {
  AssertionError,
  ok,
  fail,
  equal,
  notEqual,
  strictEqual,
  notStrictEqual,
  deepEqual,
  notDeepEqual,
  deepStrictEqual,
  notDeepStrictEqual,
  match,
  doesNotMatch,
  ifError,
  throws,
  doesNotThrow,
  rejects,
});

export default assert;

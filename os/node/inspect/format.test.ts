import assert from 'node:assert';
import { test } from 'node:test';
import util from 'node:util';
import { format, formatWithOptions } from './format.ts';

function same(...args: unknown[]): void {
  assert.strictEqual(format(...args), util.format(...args));
}

test('joins what has no placeholder', () => {
  same();
  same('a');
  same('a', 'b', 1, { c: [1] }, 'quoted only inside', ['x']);
  same(1, 'a', -0, null, undefined, Symbol('s'), 5n);
  same({ a: 1 }, 'x');
  same('100%', 5);
  same('%', 5);
  same('', 1);
});

test('fills every placeholder as Node does', () => {
  const values: unknown[] = [
    0,
    -0,
    42.7,
    '42.7px',
    'abc',
    true,
    null,
    undefined,
    10n,
    Symbol('s'),
    { a: { b: { c: { d: 1 } } } },
    [1, [2, [3, [4]]]],
    () => {},
    new Date(0),
    new Error('e').message,
    Object.create(null),
    new Map([[1, 2]]),
    class A {},
  ];
  for (const letter of 'sdifjoOc%xS') {
    for (const value of values) {
      if (letter === 'j' && typeof value === 'bigint') continue;
      if ('di'.includes(letter) && isNullPrototype(value)) continue;
      if (letter === 'f' && isNullPrototype(value)) continue;
      same(`<%${letter}>`, value, 'rest');
    }
  }
});

function isNullPrototype(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

test('asks objects with their own toString for %s', () => {
  class Named {
    toString(): string {
      return 'I am named';
    }
  }
  class Derived extends Named {}
  class Plain {
    a: number = 1;
  }
  same('%s %s %s', new Named(), new Derived(), new Plain());
  same('%s', { toString: () => 'own' });
  same('%s', { [Symbol.toPrimitive]: () => 'primitive' });
  same('%s', { toString: 5 });
  same('%s', new (class extends Date {})(0));
});

test('leaves placeholders without arguments, and unescapes %% only beside others', () => {
  same('%s %s', 'one');
  same('%%s%s', 'x');
  same('%%');
  same('%% %s', 'a');
  same('a%sb%dc%%', 'X', 5, 'more', { y: 1 });
  same('%s%', 'x');
  same('%c styled', 'color: red');
  same('%d%d%d', 1);
  same('%%%s%%', 'hello', 'x');
});

test('names circles in %j', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  same('%j', circle);
  same('%j %j', { a: [1, 'x'] }, undefined);
});

test('formatWithOptions hands its options on', () => {
  assert.strictEqual(
    formatWithOptions({ colors: true }, '%s %O', 1, { a: 1 }, 2),
    util.formatWithOptions({ colors: true }, '%s %O', 1, { a: 1 }, 2),
  );
  assert.throws(() => formatWithOptions(null as never, 'x'), { code: 'ERR_INVALID_ARG_TYPE' });
});

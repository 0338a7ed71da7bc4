import assert from 'node:assert';
import { test } from 'node:test';
import util from 'node:util';
import { type InspectOptions, inspect } from './inspect.ts';

/** Prints with both and compares: Node's own output is the expectation. */
function same(value: unknown, options: InspectOptions = {}): void {
  assert.strictEqual(inspect(value, options), util.inspect(value, options as util.InspectOptions));
}

/** An array of `length` with elements at `indices` only. */
function sparse(length: number, indices: readonly number[]): unknown[] {
  const array = new Array<unknown>(length);
  for (const index of indices) array[index] = index * 10;
  return array;
}

class Point {
  x: number = 1;
  y: number = 2;
}
class Point3 extends Point {
  z: number = 3;
  get length(): number {
    return 3;
  }
}

test('prints primitives as Node does', () => {
  for (const value of [0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e21, true, undefined, null, 10n])
    same(value);
  for (const value of [Symbol('a'), Symbol(''), Symbol('q\n'), Symbol.iterator]) same(value);
  for (const value of [123456.789012, -1234567, 1e30, 0.5, -0, 123, 1234n, -1234567n]) {
    same(value, { numericSeparator: true });
  }
});

test('chooses the quotes that need the fewest escapes', () => {
  for (const text of [
    '',
    'a',
    "it's",
    'say "hi"',
    `it's "x"`,
    `it's "x" \`y\``,
    `'"\${x}`,
    '\\',
    '\0\x01\x1f\x7f\x9f\xa0',
  ]) {
    same(text);
    same([text]);
  }
  for (const text of ['\ud800', 'a\udc00b', '😀', '\ud800\ud800x', 'x'.repeat(200) + '\n\ud800\x07'])
    same(text);
});

test('breaks long strings at their line ends only', () => {
  same({ text: `${'abc def '.repeat(8)}\n${'ghi '.repeat(10)}\n` });
  same(['line one\nline two that is long enough to be broken into several lines, is it not\n\nend']);
  same(
    'top level string\nthat is longer than eighty columns, so that it would be broken if it were not the top',
  );
  same('x'.repeat(10010));
  same(['x'.repeat(20)], { maxStringLength: 5 });
  same(['x'.repeat(6)], { maxStringLength: 5 });
});

test('prints objects, nested to the default depth of two', () => {
  same({});
  same({ a: 1, 'b-c': 'x', 3: null, [Symbol('s')]: undefined, ['__proto__']: 1 });
  same({ a: { b: { c: { d: 1 } } } });
  same({ a: { b: { c: {} } } });
  same({ a: { b: { c: [] } } });
  same({ a: { b: { c: [1], d: new Map([[1, 2]]), e: new Point(), f: () => 1, g: new Date(0), h: /x/ } } });
  same({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
  same({ a: { b: { c: { d: { e: { f: 1 } } } } } }, { depth: null });
  same({ a: 1 }, { depth: -1 });
});

test('puts up to three inner levels on one line while they fit into 72 columns', () => {
  same({ a: [1, 2, [[]], { b: { c: 1 } }], d: { e: { f: { g: 1 } } } }, { depth: 10 });
  for (let length = 55; length < 85; length++) {
    same({ key: 'x'.repeat(length) });
    same({ a: 'x'.repeat(length - 20), b: 12345 });
    same({ outer: { inner: 'x'.repeat(length - 10) } });
    same(['x'.repeat(length - 30), 'y'.repeat(20)]);
  }
  same({
    name: 'importos',
    nested: { list: [1, 2, 3], map: new Map([['k', { v: 1 }]]) },
    long: 'y'.repeat(50),
  });
});

test('obeys compact, breakLength and sorted', () => {
  const value = { b: [1, 2, { c: 'x'.repeat(30) }], a: { long: 'y'.repeat(40), z: 1 }, c: new Set([3, 1]) };
  for (const compact of [true, false, 0, 1, 2, 5]) {
    for (const breakLength of [20, 60, 80, 120, Number.POSITIVE_INFINITY])
      same(value, { compact, breakLength });
  }
  same(value, { sorted: true });
  same(Object.assign([3, 2, 1], { z: 1, a: 2 }), { sorted: true });
  same(value, { sorted: (a, b) => (a < b ? 1 : -1) });
});

test('prints class instances by their real class', () => {
  same(new Point());
  same(new Point3());
  same(new (class {})());
  same(new (class extends Point {})());
  same(new (class Empty {})());
  same(Object.create(null));
  same(Object.assign(Object.create(null), { a: 1 }));
  same(Object.create({}));
  same(Object.create(Object.create(null)));
  same(Object.create({ constructor: 'no' }));
  same(Object.create(Point.prototype));
  same({ constructor: Point });
  same(Point.prototype);
  same(Object.create(Map.prototype));
});

test('shows Symbol.toStringTag when it differs from the class', () => {
  same({ [Symbol.toStringTag]: 'Own' });
  same(
    new (class Tagged {
      get [Symbol.toStringTag]() {
        return 'Tag';
      }
    })(),
  );
  same(Object.create(null, { [Symbol.toStringTag]: { value: 'T' } }));
  same(Object.create({}, { [Symbol.toStringTag]: { value: 'T' } }));
  same(Math);
  same(JSON);
  same(globalThis.Atomics);
});

test('prints functions and classes', () => {
  const named = function named() {};
  same(named);
  same(() => {});
  same([() => {}, async () => {}, function* gen() {}, async function* agen() {}, Point, Point3, class {}]);
  same(class extends Point {});
  same(Object.assign(() => {}, { a: 1 }));
  same(Object.assign(function f() {}, { nested: { x: [1, 2] } }));
  same(Math.max);
  same(Object.setPrototypeOf(() => {}, null));
  same(
    class Foo {
      static bar = 1;
    },
  );
});

test('prints arrays with holes, extra keys and more than a hundred elements', () => {
  same([]);
  same([1, 'a', null, undefined, [2]]);
  same(sparse(7, [1, 4]));
  same(sparse(3, [0]));
  same(sparse(4, [3]));
  same(new Array(5));
  same(Object.assign([1, 2], { key: 'v', '-1': 0 }));
  same(Array.from({ length: 101 }, (_, i) => i));
  same(Array.from({ length: 250 }, (_, i) => `item ${i}`));
  same(new Array(200).fill(0), { maxArrayLength: 3 });
  same([1, 2, 3], { maxArrayLength: 0 });
  same([1, 2, 3], { maxArrayLength: null });
  same(Object.assign(new Array(300), { 150: 1, 299: 2 }));
  same(Object.assign(new Array(10), { 5: 1 }), { maxArrayLength: 2 });
  same(new (class Stack extends Array<number> {})(3));
});

test('groups arrays of more than six short elements into columns', () => {
  let seed = 1;
  const random = (limit: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  for (let count = 5; count < 60; count += 3) {
    same(Array.from({ length: count }, () => random(10 ** (1 + random(8)))));
    same(Array.from({ length: count }, () => 'x'.repeat(random(12))));
    same({
      nested: { list: Array.from({ length: count }, () => (random(2) === 0 ? random(1000) : 'mixed')) },
    });
    same(Array.from({ length: count }, () => [random(100)]));
    same(Array.from({ length: count }, () => 'é日本😀'.slice(0, random(5))));
  }
  same(Array.from({ length: 120 }, (_, i) => i * i));
});

test('prints maps and sets, their iterators without their items', () => {
  same(new Map());
  same(new Set());
  same(
    new Map<unknown, unknown>([
      ['a', 1],
      [{ k: 1 }, [1, 2]],
      [null, new Map([[1, 2]])],
    ]),
  );
  same(new Set([1, 'two', { three: 3 }, [4]]));
  same(new Map(Array.from({ length: 150 }, (_, i) => [i, `value ${i}`])));
  same(new (class Registry extends Map<string, number> {})([['x', 1]]));
  same(Object.assign(new Set([1]), { extra: true }));
  same(Object.setPrototypeOf(new Map([[1, 2]]), null));
  same(Object.setPrototypeOf(new Set([1]), null));
  same(new WeakMap());
  same(new WeakSet());
  assert.strictEqual(inspect(new Map([[1, 2]]).keys()), '[Map Iterator] { <items unknown> }');
});

test('prints typed arrays, array buffers and views', () => {
  same(new Uint8Array(3));
  same(new Float64Array([1.5, -0, Number.NaN]));
  same(new BigInt64Array([1n, -2n]));
  same(new Uint8Array(0));
  same(new Uint16Array(300));
  same(new Uint8Array([1, 2]).buffer);
  same(new ArrayBuffer(60));
  same(new ArrayBuffer(0));
  same(new DataView(new ArrayBuffer(4), 1));
  same(new Uint8Array(2), { showHidden: true });
  same(Object.assign(new Uint8Array(2), { extra: 1 }));
});

test('prints dates, regular expressions, boxed primitives, promises, arguments, generators', () => {
  same(new Date(0));
  same(new Date(Number.NaN));
  same(Object.assign(new Date(1e12), { extra: 1 }));
  same(/a\/b/giu);
  same(Object.assign(/x/, { extra: 1 }));
  same(new (class R extends RegExp {})('x'));
  same([new Number(-0), new String('abc'), new Boolean(false), Object(Symbol('x')), Object(5n)]);
  same(Object.assign(new String('ab'), { extra: 1 }));
  same(new Promise(() => {}));
  same(
    (function* gen() {
      yield 1;
    })(),
  );
  same(Object.assign(new Promise(() => {}), { tag: 1 }));
});

test('prints accessors, and calls getters only if asked to', () => {
  const object = {
    get a() {
      return { x: 1 };
    },
    set b(_value: number) {},
    get c() {
      return 1;
    },
    set c(_value: number) {},
    get d(): number {
      throw new Error('broken');
    },
    get e() {
      return null;
    },
  };
  same(object);
  for (const getters of [true, 'get', 'set'] as const) same(object, { getters });
});

test('marks circles with references', () => {
  const circle: { name: string; self?: unknown; list?: unknown[] } = { name: 'c' };
  circle.self = circle;
  circle.list = [circle, { inner: circle }];
  same(circle);
  same(circle, { compact: true });
  const map = new Map<unknown, unknown>();
  map.set('map', map);
  same(map);
  const left: { right?: unknown } = {};
  const right = { left };
  left.right = right;
  same({ left, right });
  const list: unknown[] = [1];
  list.push(list);
  same(list);
});

test('prints errors: stack, own properties, cause, class, aggregate', () => {
  const plain = new Error('boom');
  same(plain);
  same({ nested: plain });
  same(Object.assign(new TypeError('typed'), { code: 'E_CODE', info: { a: 1 } }));
  same(new Error('outer', { cause: new Error('inner') }));
  same(new Error('outer', { cause: 'text' }));
  class AppError extends Error {}
  class Problem extends Error {}
  class HttpError extends Error {
    override name: string = 'HttpError';
    status: number = 404;
  }
  same(new AppError('app'));
  same(new Problem('p'));
  same(new HttpError('http'));
  same(new AggregateError([new Error('one'), 2], 'many'));
  same(Object.assign(new Error('no stack'), { stack: undefined }));
  same(Object.assign(new Error('short'), { stack: 'Error: short' }));
  same(Object.assign(new Error('renamed'), { name: 'Other' }));
  same(Object.assign(new Error('multi\nline'), { x: 1 }));
  same([new Error('in array')]);
  same(new Error(''));
  same({ a: { b: { c: new Error('deep') } } });
  same(Object.setPrototypeOf(new Error('x'), null));
  const make = () => new Error('outer', { cause: new Error('inner') });
  same((() => make())());
});

test('asks custom inspect functions', () => {
  const custom = {
    [util.inspect.custom](depth: number, options: { stylize: (text: string, style: string) => string }) {
      return `<custom ${depth} ${options.stylize('x', 'special')}>\nsecond`;
    },
  };
  same(custom);
  same({ a: { custom } });
  same(custom, { customInspect: false });
  same({ [util.inspect.custom]: () => ({ replaced: true }) });
  same({ [util.inspect.custom]: () => 5 });
  const self: Record<symbol, unknown> = {};
  self[util.inspect.custom] = () => self;
  same(self);
});

test('prints in colours', () => {
  const value = {
    n: 1,
    s: 'x',
    b: true,
    u: undefined,
    z: null,
    d: new Date(0),
    r: /x/,
    f() {},
    y: Symbol('s'),
    g: 1n,
  };
  same(value, { colors: true });
  same(
    Array.from({ length: 30 }, (_, i) => i * 7),
    { colors: true },
  );
  same(sparse(2, [1]), { colors: true });
});

test('shows hidden properties and those of prototypes', () => {
  same([1, 2], { showHidden: true });
  same(new Point3(), { showHidden: true });
  same(Object.defineProperty({}, 'hidden', { value: 1 }), { showHidden: true });
  same({ a: 1, [Symbol('s')]: 2 }, { showHidden: true });
  same(new Map([[1, 2]]), { showHidden: true });
});

test('takes the old form: value, showHidden, depth, colors', () => {
  const value = { a: { b: { c: { d: 1 } } } };
  assert.strictEqual(inspect(value, false, 0), util.inspect(value, false, 0));
  assert.strictEqual(inspect(value, false, null, true), util.inspect(value, false, null, true));
  assert.strictEqual(inspect([1], true), util.inspect([1], true));
});

test('a hundred thousand elements print as a hundred', () => {
  same(new Array(100000).fill('x'));
  same(new Map(Array.from({ length: 10000 }, (_, i) => [i, i])));
});

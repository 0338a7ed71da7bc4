/** A broad table of values, each printed by Node's `util.inspect` and by ours, under many options. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import util, { inspect as nodeInspect } from 'node:util';
import { format } from './format.ts';
import { type InspectOptions, inspect } from './inspect.ts';
import { stripControlSequences } from './width.ts';

class Animal {
  name: string = 'cat';
  #secret: number = 1;
  get legs(): number {
    return 4 + this.#secret - 1;
  }
  set legs(_count: number) {}
  speak(): string {
    return 'meow';
  }
}
class Kitten extends Animal {
  static count: number = 3;
  age: number = 0.5;
  get toy(): { ball: boolean } {
    return { ball: true };
  }
}
class Typed<T> extends Map<string, T> {}
class AppError extends Error {}
class NamedError extends Error {
  override name: string = 'NamedError';
  code: string = 'E_NAMED';
}
class Odd extends TypeError {}

/** An error whose stack doesn't depend on where it was made. */
function withStack<T extends Error>(error: T, frames: number = 1): T {
  const name = error.constructor === NamedError ? 'NamedError' : error.name;
  let stack = `${name}: ${error.message}`;
  for (let i = 0; i < frames; i++) stack += `\n    at f${i} (/some/file.js:${i + 1}:1)`;
  return Object.defineProperty(error, 'stack', {
    value: stack,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

function argumentsOf(..._args: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: the object itself is what is printed
  return arguments;
}

function circular(): object {
  const node: { name: string; children: unknown[]; parent?: unknown; map?: unknown } = {
    name: 'n',
    children: [],
  };
  node.parent = { child: node, again: { child: node } };
  node.children.push(node, node.parent, new Set([node]));
  node.map = new Map<unknown, unknown>([
    [node, 1],
    ['x', node.children],
  ]);
  return node;
}

const VALUES: readonly unknown[] = [
  // Primitives.
  '',
  'a',
  "it's",
  `"'`,
  `\`"'\${}`,
  'tab\tnl\nbell\x07esc\x1b[0m\\',
  '\ud83d\ude00 \ud83d',
  0,
  -0,
  1e21,
  1e-7,
  Number.NaN,
  123456789.125,
  -1234.5,
  0n,
  -12345678901234567890n,
  true,
  null,
  undefined,
  Symbol('x\ty'),
  Symbol(),
  Symbol.iterator,
  'long '.repeat(40),
  'lines\n'.repeat(30),
  `${'a'.repeat(60)}\n${'b'.repeat(60)}`,
  'z'.repeat(10005),
  // Objects.
  {},
  { a: 1 },
  { a: { b: { c: { d: { e: 1 } } } } },
  { 'a-b': 1, a_b: 2, '1a': 3, 2: 4, '': 5, é: 6, $: 7, ['__proto__']: 8 },
  { [Symbol('k')]: 1, [Symbol('a\nb')]: { x: 2 }, plain: Symbol('v') },
  Object.create(null),
  Object.assign(Object.create(null), { x: { y: Object.create(null) } }),
  Object.create({ inherited: 1 }),
  Object.create(Object.create(null)),
  { constructor: 1 },
  { constructor: { name: 'X' } },
  Object.defineProperties(
    {},
    { hidden: { value: 1 }, shown: { value: { x: 1 }, enumerable: true }, [Symbol('h')]: { value: 2 } },
  ),
  {
    get a() {
      return 1;
    },
    set a(_v) {},
    get b() {
      return { c: [1] };
    },
    set c(_v: number) {},
    get t() {
      throw new Error('no');
    },
  },
  Array.from({ length: 30 }).reduce<Record<string, number>>(
    (o, _, i) => Object.assign(o, { [`key${i}`]: i }),
    {},
  ),
  { text: 'x'.repeat(71) },
  { text: 'x'.repeat(72), n: 1 },
  { f() {}, g: () => 1, h: class {}, i: class Foo extends Animal {} },
  { a: 'first\nsecond', b: ['first\nsecond'.repeat(8)] },
  { u: undefined, n: null, s: '', z: -0 },
  // Class instances.
  new Animal(),
  new Kitten(),
  [new Animal(), new Kitten()],
  Animal,
  Kitten,
  Animal.prototype,
  Kitten.prototype,
  new Typed(),
  new Typed([['a', { b: { c: { d: 1 } } }]]),
  new (class {})(),
  new (class extends Kitten {})(),
  Object.create(Kitten.prototype),
  { [Symbol.toStringTag]: 'Own' },
  Object.defineProperty(new Animal(), Symbol.toStringTag, { value: 'Hidden' }),
  new (class Tag {
    get [Symbol.toStringTag]() {
      return 'T';
    }
  })(),
  new (class T2 {
    get [Symbol.toStringTag]() {
      return 'T2';
    }
  })(),
  // Lists.
  [],
  [[]],
  [[[[]]]],
  [1, 2, 3],
  [undefined, null],
  // biome-ignore lint/suspicious/noSparseArray: how holes are printed is the question
  [, 1, , , 2],
  new Array(3),
  // biome-ignore lint/suspicious/noSparseArray: how holes are printed is the question
  [1, , 3, , ,],
  [-0, 0],
  ['a', "b'c", 'd"e'],
  Array.from({ length: 6 }, (_, i) => i),
  Array.from({ length: 7 }, (_, i) => i),
  Array.from({ length: 27 }, (_, i) => 'x'.repeat(i)),
  Array.from({ length: 100 }, (_, i) => i ** 3),
  Array.from({ length: 101 }, (_, i) => `n${i * 37}`),
  new Array(250).fill({ a: 1 }),
  Array.from({ length: 30 }, (_, i) => BigInt(i) ** 9n),
  Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? i : `s${i}`)),
  Array.from({ length: 40 }, (_, i) => [i, i * i]),
  Object.assign([1, 2, 3], { extra: true, '-1': 2, [Symbol('s')]: 3 }),
  Object.assign(
    Array.from({ length: 12 }, (_, i) => i),
    { named: 'yes' },
  ),
  Object.assign([], { only: 1 }),
  ['é', '日本語', '😀', 'e\u0301'].concat(Array(9).fill('ab')),
  new (class Stack extends Array {})(),
  class Stack extends Array {}.from([1, 2]),
  Array.from({ length: 9 }, () => ({})),
  [[1, [2, [3, [4]]]]],
  argumentsOf(1, 'a'),
  argumentsOf(),
  // Collections.
  new Map(),
  new Set(),
  new Map<unknown, unknown>([
    ['a', 1],
    [{ b: 1 }, new Map([[1, new Map([[2, new Map()]])]])],
  ]),
  new Set([1, 'a', [1], new Set([new Set([1])])]),
  new Map(Array.from({ length: 120 }, (_, i) => [i, i])),
  new Set(Array.from({ length: 120 }, (_, i) => i)),
  Object.assign(new Map([[1, 2]]), { extra: 1 }),
  new WeakMap(),
  new WeakSet(),
  Object.assign(new WeakSet(), { a: 1 }),
  Object.setPrototypeOf(new Map([[1, 2]]), null),
  Object.setPrototypeOf(new Set(), null),
  { m: { s: { d: new Map([[1, 2]]), e: new Set([1]), f: new Map() } } },
  // Bytes.
  new Uint8Array(0),
  new Uint8Array([1, 2, 255]),
  new Float32Array([1.5, Number.NaN, -0]),
  new BigUint64Array(2),
  new Uint16Array(120),
  new Uint8Array(5).buffer,
  new ArrayBuffer(0),
  new ArrayBuffer(70),
  new ArrayBuffer(120),
  new DataView(new ArrayBuffer(5), 1, 2),
  Object.assign(new Int8Array(2), { note: 'x' }),
  { a: { b: { c: new Uint8Array(3), d: new ArrayBuffer(1) } } },
  Buffer.from('héllo'),
  Buffer.alloc(0),
  [Buffer.from('x')],
  Object.assign(Buffer.from('ab'), { tag: 1 }),
  // Dates, patterns, boxes.
  new Date(0),
  new Date(Number.NaN),
  [new Date(1e12)],
  Object.assign(new Date(0), { x: 1 }),
  new (class When extends Date {})(0),
  /a/g,
  Object.assign(/a/, { x: 1 }),
  new (class Pattern extends RegExp {})('x', 'i'),
  Object(1),
  Object(-0),
  Object('s'),
  Object(true),
  Object(1n),
  Object(Symbol('b')),
  Object.assign(Object('str'), { x: 1 }),
  new (class Text extends String {})('t'),
  { a: { b: { c: Object('s'), d: Object.assign(Object(1), { x: 1 }) } } },
  [Object("it's")],
  new String(''),
  // Functions.
  () => {},
  function named() {},
  async () => {},
  function* g() {},
  async function* ag() {},
  Math.max,
  class A {},
  class extends Animal {},
  [
    class {
      static x = 1;
    },
  ],
  Object.assign(() => {}, { a: 1, b: { c: {} } }),
  Object.assign(function f() {}, { self: [1] }),
  Object.setPrototypeOf(() => 1, null),
  Object.setPrototypeOf(class Q {}, null),
  { f: Object.assign(() => 1, { k: 'v' }) },
  Object.defineProperty(() => 1, 'name', { value: 'renamed' }),
  Symbol,
  Object,
  Function.prototype,
  Object.prototype,
  Array.prototype,
  Map.prototype,
  Error.prototype,
  Promise.prototype,
  Date.prototype,
  // Pending promises, generators.
  new Promise(() => {}),
  Object.assign(new Promise(() => {}), { x: 1 }),
  (function* () {})(),
  (async function* () {})(),
  [new Promise(() => {})],
  Math,
  JSON,
  Reflect,
  globalThis.Atomics,
  // Errors.
  withStack(new Error('plain')),
  withStack(new Error('')),
  withStack(new TypeError('two\nlines')),
  withStack(new AppError('app')),
  withStack(new NamedError('named')),
  withStack(new Odd('odd')),
  withStack(Object.assign(new Error('props'), { code: 'E', info: { a: { b: { c: { d: 1 } } } } })),
  withStack(new Error('outer', { cause: withStack(new Error('inner')) })),
  withStack(new Error('outer', { cause: withStack(new Error('inner'), 9) }), 9),
  withStack(new Error('outer', { cause: 'why' })),
  withStack(new Error('outer', { cause: undefined })),
  { e: withStack(new Error('nested')) },
  [withStack(new Error('in list'))],
  { a: { b: { c: withStack(new Error('deep')) } } },
  { a: { b: { c: withStack(Object.assign(new Error('deep'), { x: 1 })) } } },
  withStack(new AggregateError([withStack(new Error('one')), 2], 'all')),
  Object.assign(new Error('m'), { stack: 'no frames' }),
  Object.assign(new Error('m'), { stack: undefined }),
  Object.assign(new Error('m'), { stack: '' }),
  Object.assign(new Error('m'), { name: 'Renamed', stack: 'Error: m' }),
  Object.assign(new Error('m'), { name: undefined, stack: 'Error: m\n    at x' }),
  Object.setPrototypeOf(withStack(new RangeError('lost')), null),
  Object.create(Error.prototype),
  Object.assign(withStack(new Error('e')), { message: 'changed' }),
  withStack(Object.defineProperty(new Error('x'), Symbol.toStringTag, { value: 'Tag' })),
  new Map([['k', withStack(new Error('in map'))]]),
  withStack(Object.assign(new Error('errs'), { errors: [1] })),
  // Circles.
  circular(),
  (() => {
    const list: unknown[] = [];
    list.push(list, [list]);
    return list;
  })(),
  (() => {
    const map = new Map();
    map.set(map, map);
    return map;
  })(),
  (() => {
    const f = () => 1;
    return Object.assign(f, { f });
  })(),
  (() => {
    const e: Error & { self?: unknown } = withStack(new Error('circle'));
    e.self = e;
    return e;
  })(),
  // Custom functions.
  {
    [nodeInspect.custom]: (depth: number, options: util.InspectOptionsStylized) =>
      `<${depth} ${options.stylize('s', 'special')} ${options.breakLength}>`,
  },
  { [nodeInspect.custom]: () => 'a\nb' },
  { x: { [nodeInspect.custom]: () => 'a\nb' } },
  { x: { [nodeInspect.custom]: () => ({ replaced: 'x\ny'.repeat(20) }) } },
  { [nodeInspect.custom]: () => null },
  { [nodeInspect.custom]: () => undefined },
  { [nodeInspect.custom]: 5 },
  [{ [nodeInspect.custom]: () => () => 1 }],
];

const OPTIONS: readonly InspectOptions[] = [
  {},
  { depth: 0 },
  { depth: 1 },
  { depth: null },
  { depth: -1 },
  { depth: undefined },
  { compact: false },
  { compact: true },
  { compact: 1 },
  { compact: 0 },
  { compact: 6 },
  { breakLength: 30 },
  { breakLength: 120 },
  { breakLength: Number.POSITIVE_INFINITY },
  { breakLength: Number.POSITIVE_INFINITY, compact: true, depth: 5 },
  { compact: true, breakLength: 40 },
  { sorted: true },
  { sorted: (a, b) => (a > b ? -1 : 1) },
  { getters: true },
  { getters: 'get' },
  { getters: 'set' },
  { maxArrayLength: 0 },
  { maxArrayLength: 2 },
  { maxArrayLength: null },
  { maxStringLength: 3 },
  { maxStringLength: null, maxArrayLength: 8 },
  { numericSeparator: true },
  { customInspect: false },
  { showHidden: true },
  { showHidden: true, compact: false },
  { colors: true },
  { colors: true, compact: false, sorted: true },
  { colors: true, breakLength: 40 },
];

test('agrees with Node on a broad table of values under many options', () => {
  const differences: string[] = [];
  let count = 0;
  for (let i = 0; i < VALUES.length; i++) {
    for (const options of OPTIONS) {
      const expected = attempt(() => nodeInspect(VALUES[i], options as util.InspectOptions));
      const actual = attempt(() => inspect(VALUES[i], options));
      count++;
      // What Node knows of weak collections only its engine can tell, and its 1e-.1e-_7 is a slip.
      const isKnown = VALUES[i] instanceof WeakMap || VALUES[i] instanceof WeakSet || VALUES[i] === 1e-7;
      if (VALUES[i] instanceof Object === false && options.maxArrayLength === 0) continue;
      if (isKnown && (options.showHidden || options.numericSeparator)) continue;
      if (actual !== expected)
        differences.push(`${i} ${nodeInspect(options)}\n--- Node\n${expected}\n--- ours\n${actual}`);
    }
  }
  assert.ok(count > 5000);
  if (differences.length > 0)
    assert.fail(
      `${differences.length} differ:\n${differences.slice(0, Number(process.env['SHOW'] ?? 8)).join('\n\n')}`,
    );
});

test('agrees with Node on every placeholder with every value', () => {
  for (const letter of 'sdifjoOc') {
    for (const value of VALUES) {
      if (letter === 'o' && (value instanceof WeakMap || value instanceof WeakSet)) continue;
      const expected = attempt(() => util.format(`<%${letter}>`, value, 'rest', value));
      assert.equal(
        attempt(() => format(`<%${letter}>`, value, 'rest', value)),
        expected,
      );
    }
  }
});

test('strips the control sequences that Node strips', () => {
  for (const text of [
    '\x1b[31mred\x1b[39m',
    'a\x1b',
    '\x1b]0;title\x07x',
    '\x1bMx',
    '\x1b(Bx',
    '\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\',
    '\x9b1mx',
    '\x1b[?25lx',
    '\x1b[1;2;3 qx',
    '\x1b7x',
    '\x1b[xyz',
    '\x1b[',
    'plain',
  ])
    assert.equal(stripControlSequences(text), util.stripVTControlCharacters(text), JSON.stringify(text));
});

function attempt(print: () => string): string {
  try {
    return print();
  } catch (error) {
    return `threw ${(error as Error).message}`;
  }
}

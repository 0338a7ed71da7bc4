import assert from 'node:assert';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import nodeUtil from 'node:util';
import { Console } from './console.ts';
import { Process } from './process.ts';
import { useHostOnNode } from './testing/host-on-node.ts';
import * as util from './util.ts';

test('the console prints what Node s prints, groups and counts included', () => {
  useHostOnNode();
  const script = (target: Console): void => {
    target.log('a', 1, { b: [1, 2] });
    target.info('%s is %d', 'x', 5);
    target.group('outer');
    target.log({ nested: { deep: { deeper: 1 } } }, 'line\nbreak');
    target.group();
    target.warn('inner');
    target.groupEnd();
    target.groupEnd();
    target.groupEnd();
    target.count();
    target.count('c');
    target.count();
    target.countReset();
    target.count();
    target.assert(true, 'never');
    target.assert(false);
    target.assert(false, 'no %s', 'good');
    target.assert(false, { a: 1 });
    target.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
    target.error(new RangeError('x').message);
    target.debug();
  };
  const own = { 1: '', 2: '' };
  script(
    new Console((stream, line) => {
      own[stream] += line;
    }),
  );
  const out = new PassThrough();
  const err = new PassThrough();
  script(new console.Console(out, err) as never);
  assert.strictEqual(own[1], String(out.read()));
  assert.strictEqual(own[2], String(err.read()));
});

test('exit runs its listeners once and ends the program with the exit code', () => {
  const host = useHostOnNode();
  const process = new Process();
  const codes: unknown[] = [];
  process.on('exit', (code: number) => {
    codes.push(code);
    process.exit();
  });
  process.exitCode = 4;
  assert.throws(() => process.exit(), /exit 4/);
  assert.throws(() => process.exit(3), /exit 3/);
  assert.deepStrictEqual(codes, [4]);
  assert.deepStrictEqual(host.exits, [4, 3]);
});

test('an uncaught error goes to its listeners, else it is printed and the program exits with 1', () => {
  const host = useHostOnNode();
  const process = new Process();
  const seen: unknown[] = [];
  const listener = (error: unknown, origin: string) => seen.push([error, origin]);
  process.on('uncaughtException', listener);
  process.handleUncaught('x');
  assert.deepStrictEqual(seen, [['x', 'uncaughtException']]);
  process.off('uncaughtException', listener);
  assert.throws(() => process.handleUncaught(new TypeError('broken')), /exit 1/);
  assert.ok(host.output[2].startsWith('TypeError: broken\n    at '), host.output[2]);
});

test('a rejected promise is reported unless it is handled before microtasks run out', () => {
  const host = useHostOnNode();
  const process = new Process();
  const handled = Promise.resolve();
  const unhandled = Promise.resolve();
  const seen: unknown[] = [];
  process.promiseRejected(handled, 'handled');
  process.promiseHandled(handled);
  assert.strictEqual(process.reportUnhandled(), false);
  process.on('unhandledRejection', (reason: unknown) => seen.push(reason));
  process.promiseRejected(unhandled, 'reason');
  assert.strictEqual(process.reportUnhandled(), true);
  assert.deepStrictEqual(seen, ['reason']);
  process.removeAllListeners();
  process.promiseRejected(unhandled, 'fatal');
  assert.throws(() => process.reportUnhandled(), /exit 1/);
  assert.ok(host.output[2].includes('rejected with the reason "\'fatal\'"'), host.output[2]);
});

test('standard output takes text and bytes, time goes forward', () => {
  const host = useHostOnNode();
  const process = new Process();
  process.stdout.write('héllo ');
  process.stdout.write(new Uint8Array([0x21]));
  process.stderr.write('err');
  assert.deepStrictEqual(host.output, { 1: 'h\xc3\xa9llo !', 2: 'err' });
  const start = process.hrtime();
  const [seconds, nanoseconds] = process.hrtime(start);
  assert.ok(seconds === 0 && nanoseconds >= 0);
  const earlier = process.hrtime.bigint();
  assert.ok(typeof earlier === 'bigint' && process.hrtime.bigint() >= earlier);
  assert.deepStrictEqual(process.argv, ['/importos', '/importos', 'first', 'second']);
  assert.strictEqual(process.argv[0], process.execPath);
  assert.strictEqual(process.platform, 'linux');
  assert.strictEqual(process.env['HOME'], '/');
});

test('isDeepStrictEqual agrees with Node', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const values: unknown[] = [
    0,
    -0,
    1,
    '1',
    Number.NaN,
    null,
    undefined,
    true,
    [],
    {},
    [1],
    [1, 2],
    { a: 1 },
    { a: undefined },
    { b: 1, a: 1 },
    { a: 1, b: 1 },
    new Map([[{ k: 1 }, 1]]),
    new Map([[{ k: 1 }, 2]]),
    new Map(),
    new Set([1, { a: 1 }]),
    new Set([{ a: 1 }, 1]),
    new Set(),
    new Date(0),
    new Date(1),
    /a/g,
    /a/,
    new Error('x'),
    new TypeError('x'),
    new Uint8Array([1]),
    new Uint8Array([2]),
    new Float32Array([1]),
    Object.create(null),
    new Number(1),
    new String('1'),
    Symbol.iterator,
    () => {},
    circle,
    new Array(1),
    [undefined],
    Object.assign([1], { x: 1 }),
    { [Symbol.iterator]: 1 },
    1n,
  ];
  for (const left of values) {
    for (const right of values) {
      const hint = `${nodeUtil.inspect(left)} and ${nodeUtil.inspect(right)}`;
      assert.strictEqual(util.isDeepStrictEqual(left, right), nodeUtil.isDeepStrictEqual(left, right), hint);
    }
  }
});

test('promisify turns callbacks into promises, TextDecoder agrees with Node s', async () => {
  useHostOnNode();
  const add = (a: unknown, b: unknown, done: unknown) =>
    (done as (e: unknown, v: number) => void)(null, Number(a) + Number(b));
  assert.strictEqual(await util.promisify(add as never)(1, 2), 3);
  await assert.rejects(util.promisify((done: unknown) => (done as (e: Error) => void)(new Error('no')))(), {
    message: 'no',
  });
  for (const bytes of [
    [0xef, 0xbb, 0xbf, 0x41],
    [0xff, 0x41],
    [0xe6, 0x97, 0xa5],
  ]) {
    assert.strictEqual(
      new util.TextDecoder().decode(new Uint8Array(bytes)),
      new TextDecoder().decode(new Uint8Array(bytes)),
    );
  }
  assert.throws(
    () => new util.TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])),
    TypeError,
  );
  assert.deepStrictEqual([...new util.TextEncoder().encode('aé日')], [...new TextEncoder().encode('aé日')]);
});

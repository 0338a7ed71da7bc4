import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';
import type { Integer } from './integer.ts';

const integers = await import('./integer.ts');
const { parseInteger, formatInteger } = await import('./text.ts');

const seeded = new Seeded(64);

function toBigInt({ negative, digits }: Integer): bigint {
  assert.ok(digits.every((digit) => Number.isInteger(digit) && digit >= 0 && digit < 2 ** 32));
  assert.notStrictEqual(digits.at(-1), 0, 'leading zeros');
  assert.ok(!negative || digits.length > 0, 'minus zero');
  const magnitude = digits.reduceRight((sum, digit) => (sum << 32n) + BigInt(digit), 0n);
  return negative ? -magnitude : magnitude;
}

function toInteger(value: bigint): Integer {
  const digits: number[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n)
    digits.push(Number(rest & 0xffffffffn));
  return integers.integerOf(value < 0n, digits);
}

/** Integers of up to 12 digits, among them many with digits of only zeros and only ones. */
function randomBigInt(): bigint {
  let value = 0n;
  for (let left = seeded.below(13); left > 0; left--) {
    const kind = seeded.below(4);
    const digit = kind === 0 ? 0 : kind === 1 ? 0xffffffff : seeded.below(2 ** 32);
    value = (value << 32n) | BigInt(digit);
  }
  value >>= BigInt(seeded.below(32));
  return seeded.below(2) === 0 ? value : -value;
}

const EDGES = [
  0n,
  1n,
  2n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 63n,
  2n ** 64n - 1n,
  2n ** 64n,
  10n ** 40n,
];
const VALUES = [...EDGES, ...EDGES.map((value) => -value)];
for (let i = 0; i < 400; i++) VALUES.push(randomBigInt());

type Operation = (a: bigint, b: bigint) => bigint;
const BINARY: Record<string, readonly [(a: Integer, b: Integer) => Integer, Operation]> = {
  '+': [integers.add, (a, b) => a + b],
  '-': [integers.subtract, (a, b) => a - b],
  '*': [integers.multiply, (a, b) => a * b],
  '/': [integers.quotient, (a, b) => a / b],
  '%': [integers.remainder, (a, b) => a % b],
  '&': [(a, b) => integers.bitwise(integers.AND, a, b), (a, b) => a & b],
  '|': [(a, b) => integers.bitwise(integers.OR, a, b), (a, b) => a | b],
  '^': [(a, b) => integers.bitwise(integers.XOR, a, b), (a, b) => a ^ b],
};

function outcome(compute: () => bigint): bigint | string {
  try {
    return compute();
  } catch (error) {
    return String(error);
  }
}

for (const [operator, [ours, theirs]] of Object.entries(BINARY)) {
  test(`BigInt ${operator} is what Node computes, its RangeErrors included, ECMA-262 6.1.6.2`, () => {
    for (const a of VALUES) {
      for (const b of [...VALUES.slice(0, 20), ...VALUES.slice(seeded.below(300)).slice(0, 25)]) {
        const result = outcome(() => toBigInt(ours(toInteger(a), toInteger(b))));
        const expected = outcome(() => theirs(a, b));
        assert.ok(result === expected, `${a} ${operator} ${b}: ${result}, not ${expected}`);
      }
    }
  });
}

test('a quotient digit that is estimated too high is corrected, Knuth 4.3.1 D6', () => {
  const b = 2n ** 32n;
  const hard = [
    [(b ** 3n - 1n) * b, b ** 2n * (b / 2n) + 1n],
    [b ** 4n - b ** 2n, b ** 2n - 1n],
    [(b / 2n) * b ** 3n, (b / 2n) * b + (b - 1n)],
    [b ** 3n * (b / 2n) + b - 1n, b ** 2n * (b / 2n) + b - 1n],
  ] as const;
  for (const [a, d] of hard) {
    assert.strictEqual(toBigInt(integers.quotient(toInteger(a), toInteger(d))), a / d);
    assert.strictEqual(toBigInt(integers.remainder(toInteger(a), toInteger(d))), a % d);
  }
});

test('shifts round towards minus infinity, and by a negative count go the other way', () => {
  for (const a of VALUES) {
    for (const count of [
      0n,
      1n,
      31n,
      32n,
      33n,
      64n,
      100n,
      500n,
      -1n,
      -32n,
      -95n,
      BigInt(seeded.below(300)),
    ]) {
      assert.strictEqual(toBigInt(integers.shiftLeft(toInteger(a), toInteger(count))), a << count);
      assert.strictEqual(toBigInt(integers.shiftRight(toInteger(a), toInteger(count))), a >> count);
    }
    const far = 2n ** 80n;
    assert.strictEqual(toBigInt(integers.shiftRight(toInteger(a), toInteger(far))), a >> far);
  }
});

test('powers, a negative exponent and a result that is too large', () => {
  for (const base of [0n, 1n, -1n, 2n, -2n, 3n, -10n, 2n ** 33n - 1n]) {
    for (const exponent of [0n, 1n, 2n, 3n, 17n, 64n, 101n])
      assert.strictEqual(toBigInt(integers.power(toInteger(base), toInteger(exponent))), base ** exponent);
    assert.throws(() => integers.power(toInteger(base), toInteger(-1n)), {
      name: 'RangeError',
      message: 'Exponent must be non-negative',
    });
  }
  const huge = toInteger(2n ** 70n);
  assert.strictEqual(toBigInt(integers.power(toInteger(-1n), huge)), 1n);
  for (const compute of [
    () => integers.power(toInteger(2n), huge),
    () => integers.power(toInteger(2n), toInteger(2n ** 30n)),
    () => integers.shiftLeft(toInteger(1n), huge),
  ]) {
    assert.throws(compute, { name: 'RangeError', message: 'Maximum BigInt size exceeded' });
  }
});

test('negation and complement', () => {
  for (const a of VALUES) {
    assert.strictEqual(toBigInt(integers.negated(toInteger(a))), -a);
    assert.strictEqual(toBigInt(integers.complement(toInteger(a))), ~a);
  }
});

test('order among integers and against numbers, fractions and infinities included, ECMA-262 6.1.6.2.12', () => {
  const numbers = [0, -0, 0.5, -0.5, 1, 1.5, 2 ** 53, -(2 ** 64), 2 ** 64, 1e40, -1e300, Infinity, -Infinity];
  for (const a of VALUES) {
    for (const b of VALUES.slice(0, 60))
      assert.strictEqual(
        Math.sign(integers.compareIntegers(toInteger(a), toInteger(b))) + 0,
        a < b ? -1 : a > b ? 1 : 0,
      );
    for (const number of [...numbers, Number(a), Number(a) + 0.5]) {
      const order = Math.sign(integers.compareToNumber(toInteger(a), number)) + 0;
      assert.strictEqual(order, a < number ? -1 : a > number ? 1 : 0, `${a} and ${number}`);
    }
    assert.ok(Number.isNaN(integers.compareToNumber(toInteger(a), Number.NaN)));
  }
});

test('asIntN and asUintN, ECMA-262 21.2.2', () => {
  for (const a of VALUES) {
    for (const width of [0, 1, 8, 31, 32, 33, 63, 64, 65, 128, 400, 1000]) {
      assert.strictEqual(
        toBigInt(integers.wrapped(toInteger(a), width, true)),
        BigInt.asIntN(width, a),
        `${a}`,
      );
      assert.strictEqual(toBigInt(integers.wrapped(toInteger(a), width, false)), BigInt.asUintN(width, a));
    }
    const widest = Number.MAX_SAFE_INTEGER;
    assert.strictEqual(toBigInt(integers.wrapped(toInteger(a), widest, true)), a);
    if (a >= 0n) assert.strictEqual(toBigInt(integers.wrapped(toInteger(a), widest, false)), a);
    else assert.throws(() => integers.wrapped(toInteger(a), widest, false), RangeError);
  }
});

test('text in every radix and back, ECMA-262 6.1.6.2.21', () => {
  for (const a of VALUES) {
    for (let radix = 2; radix <= 36; radix++)
      assert.strictEqual(formatInteger(toInteger(a), radix), a.toString(radix));
    const parsed = parseInteger(`${a}`);
    assert.ok(parsed !== undefined && toBigInt(parsed) === a);
  }
});

test('StringToBigInt takes white space, signs and prefixes, and nothing else, ECMA-262 7.1.14', () => {
  const texts = ['', ' ', '  12 ', '+7', '-7', '-0', '0x1F', '0Xff', '0o17', '0b101', '\n5\u2028', '000123'];
  texts.push(
    '1n',
    '1.0',
    '1e3',
    '0x',
    '-0x1',
    '+',
    '-',
    '1 2',
    '0b2',
    '0o8',
    '1_000',
    'Infinity',
    '--1',
    'a',
  );
  texts.push(`0x${'f'.repeat(50)}`, '9'.repeat(100), `${'9'.repeat(100)}x`);
  for (const text of texts) {
    const parsed = parseInteger(text);
    const expected = outcome(() => BigInt(text));
    if (typeof expected === 'string') assert.strictEqual(parsed, undefined, JSON.stringify(text));
    else assert.ok(parsed !== undefined && toBigInt(parsed) === expected, JSON.stringify(text));
  }
});

test('a number that is an integer, up to the largest', () => {
  for (const number of [
    0,
    -0,
    1,
    -1,
    2 ** 32,
    2 ** 53 - 1,
    -(2 ** 53),
    1e21,
    1e22,
    2 ** 1000,
    Number.MAX_VALUE,
  ])
    assert.strictEqual(toBigInt(integers.integerOfNumber(number)), BigInt(number));
});

import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

const { formatExponential, formatFixed, formatGrouped, formatPrecision } = await import('./format.ts');
const { formatRadix } = await import('./radix.ts');
const { parseDecimal, parseInteger } = await import('./parse.ts');

const EDGES = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  2.5,
  1e21,
  1e-7,
  123.456,
  1.005,
  5e-324,
  Number.MAX_VALUE,
  0.000001,
  999.9995,
  1e20,
  0.1,
  25,
  99.99,
];

function sample(random: Seeded, i: number): number {
  const edge = EDGES[i];
  if (edge !== undefined) return edge;
  if (i % 3 === 0) return random.double();
  if (i % 3 === 1) return random.below(2 ** 32) / 2 ** random.below(20);
  return (random.unit() - 0.5) * 10 ** (random.below(30) - 8);
}

test('toFixed, toExponential and toPrecision give Node’s digits', () => {
  const random = new Seeded(11);
  for (let i = 0; i < 6000; i++) {
    const x = sample(random, i);
    const digits = random.below(i % 7 === 0 ? 101 : 12);
    assert.strictEqual(formatFixed(x, digits), x.toFixed(digits), `${x} fixed ${digits}`);
    assert.strictEqual(formatExponential(x, digits), x.toExponential(digits), `${x} exponential ${digits}`);
    assert.strictEqual(formatExponential(x, undefined), x.toExponential(), `${x} exponential`);
    const precision = Math.max(1, Math.min(100, digits));
    assert.strictEqual(
      formatPrecision(x, precision),
      x.toPrecision(precision),
      `${x} precision ${precision}`,
    );
  }
});

test('toString with a radix gives Node’s digits', () => {
  const random = new Seeded(12);
  for (let i = 0; i < 20000; i++) {
    const x = sample(random, i);
    const radix = 2 + random.below(35);
    if (radix !== 10) assert.strictEqual(formatRadix(x, radix), x.toString(radix), `${x} radix ${radix}`);
  }
});

test('toLocaleString groups as en-US does', () => {
  const random = new Seeded(13);
  for (let i = 0; i < 3000; i++) {
    const x = (random.unit() - 0.5) * 10 ** random.below(15);
    assert.strictEqual(formatGrouped(x), x.toLocaleString('en-US'), `${x}`);
  }
  for (const x of [0, -0, 1e21, NaN, Infinity, -Infinity, 1234.5, 0.0005])
    assert.strictEqual(formatGrouped(x), x.toLocaleString('en-US'));
});

test('parseInt and parseFloat read what Node reads', () => {
  const random = new Seeded(14);
  const texts = [
    '',
    ' ',
    '12',
    ' -12px',
    '0x1F',
    '-0x1f',
    '0X',
    '1e3',
    '.5',
    '-.5e-3z',
    '+7',
    'Infinity',
    '-Infinityx',
    'e5',
    '1.',
    '1.e2',
    '-0',
    '9007199254740993',
    '123456789012345678901234567890',
    '\u00a042',
    '1_000',
    '08',
    '0b11',
    '5e',
    '5e+',
    '--1',
    '1..2',
    '١',
  ];
  for (let i = 0; i < 5000; i++) {
    let text = texts[i];
    if (text === undefined) {
      text = '';
      const alphabet = i % 2 === 0 ? '0123456789.eE+- x' : '0123456789abcdefzZ';
      for (let k = random.below(40); k > 0; k--) text += alphabet[random.below(alphabet.length)];
    }
    assert.ok(Object.is(parseDecimal(text), Number.parseFloat(text)), `parseFloat ${JSON.stringify(text)}`);
    const radix = random.below(40) - 1;
    for (const r of [undefined, 10, 16, 2, 32, radix]) {
      assert.ok(
        Object.is(parseInteger(text, r), Number.parseInt(text, r)),
        `parseInt ${JSON.stringify(text)} ${r}: ${parseInteger(text, r)} Node ${Number.parseInt(text, r)}`,
      );
    }
  }
});

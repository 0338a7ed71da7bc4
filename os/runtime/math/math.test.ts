/** Results against Node's, bit for bit where the algorithm is the same, within an ulp where it isn't. */
import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

type Unary = (x: number) => number;

const inverse = await import('./inverse-trigonometry.ts');
const power = await import('./power.ts');
const functions: Record<string, Unary> = {
  asin: inverse.asin,
  acos: inverse.acos,
  atan: inverse.atan,
  cbrt: power.cbrt,
  ...(await import('./exponential.ts')),
  ...(await import('./hyperbolic.ts')),
  ...(await import('./logarithm.ts')),
  ...(await import('./trigonometry.ts')),
};

const EDGES = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  NaN,
  Infinity,
  -Infinity,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  Number.EPSILON,
  Math.PI,
  Math.PI / 2,
  Math.PI / 4,
  -Math.PI / 4,
  710,
  709.78,
  -745.1,
  1e300,
  2 ** 53,
  1e22,
  1e5,
  22,
  56,
];

function sample(random: Seeded, i: number): number {
  const edge = EDGES[i];
  if (edge !== undefined) return edge;
  if (i % 4 === 0) return random.double();
  return (random.unit() - 0.5) * 10 ** (random.below(9) - 4);
}

const COUNT = 60_000;

const UNARY = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'asin',
  'acos',
  'atan',
  'cbrt',
];

for (const name of UNARY) {
  test(`Math.${name} gives Node's results bit for bit`, () => {
    const ours =
      functions[name] ??
      (inverse as unknown as Record<string, Unary>)[name] ??
      (power as unknown as Record<string, Unary>)[name];
    const theirs = (Math as unknown as Record<string, Unary>)[name];
    assert.ok(ours !== undefined && theirs !== undefined);
    const random = new Seeded(1);
    for (let i = 0; i < COUNT; i++) {
      const x = sample(random, i);
      const expected = theirs(x);
      const actual = ours(x);
      if (!Object.is(actual, expected)) assert.fail(`${name}(${x}): ${actual}, Node ${expected}`);
    }
  });
}

test('Math.atan2 gives Node’s results bit for bit', () => {
  const random = new Seeded(3);
  for (let i = 0; i < COUNT; i++) {
    const y = i < 900 ? (EDGES[i % 30] ?? 1) : sample(random, 99 + i);
    const x = i < 900 ? (EDGES[Math.floor(i / 30)] ?? 1) : sample(random, 98 + i);
    assert.ok(
      Object.is(inverse.atan2(y, x), Math.atan2(y, x)),
      `atan2(${y}, ${x}): ${inverse.atan2(y, x)}, Node ${Math.atan2(y, x)}`,
    );
  }
});

test('Math.pow gives Node’s results bit for bit', () => {
  const random = new Seeded(4);
  for (let i = 0; i < COUNT; i++) {
    const x = i < 900 ? (EDGES[i % 30] ?? 1) : random.unit() * 10 ** random.below(5);
    const y = i < 900 ? (EDGES[Math.floor(i / 30)] ?? 1) : (random.unit() - 0.5) * 10 ** random.below(4);
    assert.ok(Object.is(power.pow(x, y), x ** y), `pow(${x}, ${y}): ${power.pow(x, y)}, Node ${x ** y}`);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubleOfDigits } from './decimal-to-double.ts';

/** A generator of doubles of all magnitudes: xorshift32 words as bits. */
function doubles(count: number, seed: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  const out: number[] = [];
  let state = seed;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  while (out.length < count) {
    view.setUint32(0, next() & 0x7fffffff);
    view.setUint32(4, next());
    const value = view.getFloat64(0);
    if (Number.isFinite(value) && value > 0) out.push(value);
  }
  return out;
}

function read(text: string): number {
  const [digits = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const all = [...(whole + fraction)].map(Number);
  let point = whole.length + Number(exponent);
  while (all.length > 0 && all[0] === 0) {
    all.shift();
    point--;
  }
  return all.length === 0 ? 0 : doubleOfDigits(all, point);
}

test('reads decimals as the nearest double, ties to even', () => {
  const texts = [
    '9007199254740993',
    '9007199254740992.5',
    '9007199254740993.0000000000000000000000000001',
    '2.4703282292062327e-324',
    '2.4703282292062328e-324',
    '4.9406564584124654e-324',
    '7.4e-324',
    '1.7976931348623158e308',
    '1.7976931348623159e308',
    '8.98846567431158e307',
    '2.2250738585072011e-308',
    '2.2250738585072014e-308',
    '0.1',
    '1e23',
    '1e400',
    '1e-400',
    '179769313486231570000000000000000000000000000000000000000000000000000000000000000000000000000000000000000e201',
    '6.631236871469758276785396630275967e-4',
    '3.237883913302901289588352412501532174863037669423108e-324',
  ];
  for (const text of texts) assert.equal(read(text), Number(text), text);
  for (const value of doubles(5000, 7)) {
    assert.equal(read(String(value)), value);
    const long = `${value.toExponential(20)}`.replace('e+', 'e');
    assert.equal(read(long), Number(long), long);
  }
});

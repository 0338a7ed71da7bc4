import assert from 'node:assert/strict';
import { test } from 'node:test';
import { POWER_FACTORS, POWER_ROWS } from '../../os/runtime/core/numbers/tables/powers.ts';
import {
  FACTOR_COUNT,
  factorBytes,
  LEAST_POWER,
  ROW_COUNT,
  ROW_STEP,
  rowBytes,
  upperBits,
} from './powers.ts';

function bytesOf(table: string): number[] {
  return Array.from(table, (unit) => unit.charCodeAt(0));
}

/** `count` bytes of a table, least first. */
function integerAt(table: string, from: number, count: number): bigint {
  let value = 0n;
  for (let i = count - 1; i >= 0; i--) value = (value << 8n) | BigInt(table.charCodeAt(from + i));
  return value;
}

test('the table in os/ is the generated one', () => {
  assert.deepEqual(bytesOf(POWER_ROWS), Array.from({ length: ROW_COUNT }, (_, i) => rowBytes(i)).flat());
  assert.deepEqual(
    bytesOf(POWER_FACTORS),
    Array.from({ length: FACTOR_COUNT }, (_, i) => factorBytes(i)).flat(),
  );
});

test('a row times a factor, less the lowest 64 bits of that product, begins with the exact 128 bits of every power', () => {
  for (let power = LEAST_POWER; power < LEAST_POWER + ROW_STEP * ROW_COUNT; power++) {
    const index = power - LEAST_POWER;
    const row = integerAt(POWER_ROWS, Math.floor(index / ROW_STEP) * 24, 24);
    const factor = integerAt(POWER_FACTORS, (index % ROW_STEP) * 8, 8);
    const product = (row * factor) >> 64n;
    const length = product.toString(2).length;
    assert.equal(product >> BigInt(length - 128), upperBits(power, 128), `10^${power}`);
  }
});

test('⌊log2(10^p)⌋ is (p · 1741647) >> 19 for all of them', () => {
  for (let power = LEAST_POWER; power < LEAST_POWER + ROW_STEP * ROW_COUNT; power++) {
    const digits = (10n ** BigInt(Math.abs(power))).toString(2).length;
    const exact = power >= 0 ? digits - 1 : -digits;
    assert.equal((power * 1741647) >> 19, exact, `10^${power}`);
  }
});

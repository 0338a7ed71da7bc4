import assert from 'node:assert';
import { test } from 'node:test';
import { formatIpv4, formatMac, maskPrefixLength, parseIpv4, prefixMask } from './address.ts';

test('addresses are formatted and parsed to the same', () => {
  for (const text of ['0.0.0.0', '127.0.0.1', '255.255.255.255', '10.0.2.15']) {
    const address = parseIpv4(text);
    assert.notStrictEqual(address, -1);
    assert.strictEqual(formatIpv4(address), text);
  }
});

test('everything that is not four decimal parts is no address', () => {
  for (const text of [
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1.2.3.',
    '.1.2.3',
    '1..2.3',
    '1.2.3.4 ',
    'a.b.c.d',
    '0x7f.0.0.1',
    '-1.2.3.4',
    '1.2.3.4444444444444',
  ]) {
    assert.strictEqual(parseIpv4(text), -1, text);
  }
});

test('masks and prefix lengths', () => {
  for (let length = 0; length <= 32; length++)
    assert.strictEqual(maskPrefixLength(prefixMask(length)), length);
  assert.strictEqual(maskPrefixLength(0xff00ff00), -1);
  assert.strictEqual(formatMac(new Uint8Array([0x52, 0x54, 0, 0x12, 0x34, 0x0f])), '52:54:00:12:34:0f');
});

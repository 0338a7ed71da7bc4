import assert from 'node:assert';
import { test } from 'node:test';
import { SipHash } from './siphash.ts';

test('SipHash-2-4 of the reference key and 16 bytes 00 … 0f has the low word of the paper’s vector', () => {
  const key = new Uint8Array(16);
  for (let i = 0; i < 16; i++) key[i] = i;
  // vectors_sip64[16] of the reference implementation: db 9b c2 57 7f cc 2a 3f, little-endian.
  assert.strictEqual(new SipHash(key).hash(0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c), 0x57c29bdb);
});

test('another key gives another hash', () => {
  const key = new Uint8Array(16);
  const first = new SipHash(key).hash(1, 2, 3, 4);
  key[15] = 1;
  assert.notStrictEqual(new SipHash(key).hash(1, 2, 3, 4), first);
});

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) with 32-bit arithmetic: a keyed hash for what strangers must not
 * predict from outside (initial sequence numbers, RFC 6528; ports, RFC 6056; timestamp offsets, RFC 7323 5.4).
 *
 * A 64-bit lane is two signed 32-bit numbers. Answers the low 32 bits of the hash.
 */

import { read32 } from './wire/bytes.ts';

/** Hashes up to four 32-bit words under one secret key. Not for messages of variable length. */
export class SipHash {
  /** v0 … v3, each as low and high half. */
  #v: Int32Array = new Int32Array(8);
  #key: Int32Array = new Int32Array(4);

  /** `key`: 16 bytes, little-endian as in the paper. */
  constructor(key: Uint8Array) {
    for (let i = 0; i < 4; i++) {
      const big = read32(key, i * 4);
      this.#key[i] = ((big & 0xff) << 24) | ((big & 0xff00) << 8) | ((big >>> 8) & 0xff00) | (big >>> 24);
    }
  }

  /** The hash of the 16 bytes that the words make, each little-endian. */
  hash(word0: number, word1: number, word2: number, word3: number): number {
    const v = this.#v;
    const key = this.#key;
    v[0] = key[0] ^ 0x70736575;
    v[1] = key[1] ^ 0x736f6d65;
    v[2] = key[2] ^ 0x6e646f6d;
    v[3] = key[3] ^ 0x646f7261;
    v[4] = key[0] ^ 0x6e657261;
    v[5] = key[1] ^ 0x6c796765;
    v[6] = key[2] ^ 0x79746573;
    v[7] = key[3] ^ 0x74656462;
    compress(v, word0, word1);
    compress(v, word2, word3);
    // The last block: the length of the message, 16, in its highest byte.
    compress(v, 0, 0x10000000);
    v[4] ^= 0xff;
    for (let i = 0; i < 4; i++) round(v);
    return (v[0] ^ v[2] ^ v[4] ^ v[6]) >>> 0;
  }
}

function compress(v: Int32Array, low: number, high: number): void {
  v[6] ^= low;
  v[7] ^= high;
  round(v);
  round(v);
  v[0] ^= low;
  v[1] ^= high;
}

/** v[a] += v[b], both 64-bit. */
function add(v: Int32Array, a: number, b: number): void {
  const low = (v[a] + v[b]) | 0;
  const carry = low >>> 0 < v[a] >>> 0 ? 1 : 0;
  v[a] = low;
  v[a + 1] = (v[a + 1] + v[b + 1] + carry) | 0;
}

/** v[b] = rotate(v[b], bits) ^ v[a], with 0 < bits < 32. */
function rotateXor(v: Int32Array, b: number, bits: number, a: number): void {
  const low = v[b];
  const high = v[b + 1];
  v[b] = ((low << bits) | (high >>> (32 - bits))) ^ v[a];
  v[b + 1] = ((high << bits) | (low >>> (32 - bits))) ^ v[a + 1];
}

/** Exchanges the halves: a rotation by 32. */
function swap(v: Int32Array, a: number): void {
  const low = v[a];
  v[a] = v[a + 1];
  v[a + 1] = low;
}

function round(v: Int32Array): void {
  add(v, 0, 2);
  rotateXor(v, 2, 13, 0);
  swap(v, 0);
  add(v, 4, 6);
  rotateXor(v, 6, 16, 4);
  add(v, 0, 6);
  rotateXor(v, 6, 21, 0);
  add(v, 4, 2);
  rotateXor(v, 2, 17, 4);
  swap(v, 4);
}

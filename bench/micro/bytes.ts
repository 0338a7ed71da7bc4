/** Bytes: UTF-8 and Uint8Array. */
import { type MicroCase, makeWords } from './micro-case.ts';

const SIZE = 1 << 20;
const ASCII = makeWords(20_000).join(' ');
const MIXED = makeWords(10_000).join(' grün → 𝒳 ');
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const ASCII_BYTES = encoder.encode(ASCII);
const MIXED_BYTES = encoder.encode(MIXED);
const SOURCE = Uint8Array.from({ length: SIZE }, (_, i) => (i * 31) & 0x7f);
const TARGET = new Uint8Array(SIZE);

function encodeAscii(): number {
  let length = 0;
  for (let i = 0; i < 20; i++) length += encoder.encode(ASCII).length;
  return length;
}

function encodeMixed(): number {
  return encoder.encode(MIXED).length;
}

function decodeAscii(): number {
  let length = 0;
  for (let i = 0; i < 20; i++) length += decoder.decode(ASCII_BYTES).length;
  return length;
}

function decodeMixed(): number {
  return decoder.decode(MIXED_BYTES).length;
}

function copyBySet(): number {
  for (let i = 0; i < 10; i++) TARGET.set(SOURCE);
  return TARGET[SIZE - 1];
}

function copyByLoop(): number {
  for (let i = 0; i < SIZE; i++) TARGET[i] = SOURCE[i];
  return TARGET[SIZE - 1];
}

function copySmall(): number {
  let sum = 0;
  for (let at = 0; at + 64 <= SIZE; at += 64) {
    TARGET.set(SOURCE.subarray(at, at + 64), at);
    sum += TARGET[at + 63];
  }
  return sum;
}

function sliceAndFill(): number {
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += SOURCE.slice(i).fill(i)[5];
  return sum;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function compareByLoop(): number {
  TARGET.set(SOURCE);
  return isEqual(SOURCE, TARGET) ? 1 : 0;
}

function searchByIndexOf(): number {
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += SOURCE.indexOf(0xff);
  return sum;
}

function searchByLoop(): number {
  let lines = 0;
  for (let i = 0; i < SOURCE.length; i++) if (SOURCE[i] === 0x0a) lines++;
  return lines;
}

function sum(): number {
  let total = 0;
  for (const byte of SOURCE) total += byte;
  return total;
}

function checksum(): number {
  let crc = 0;
  for (let i = 0; i < SOURCE.length; i += 2) crc += (SOURCE[i] << 8) | SOURCE[i + 1];
  while (crc > 0xffff) crc = (crc & 0xffff) + (crc >>> 16);
  return crc;
}

export const BYTES: readonly MicroCase[] = [
  { name: 'UTF-8 encode ASCII', run: encodeAscii },
  { name: 'UTF-8 encode mixed', run: encodeMixed },
  { name: 'UTF-8 decode ASCII', run: decodeAscii },
  { name: 'UTF-8 decode mixed', run: decodeMixed },
  { name: 'Uint8Array set', run: copyBySet },
  { name: 'Uint8Array copy loop', run: copyByLoop },
  { name: 'Uint8Array subarray, set', run: copySmall },
  { name: 'Uint8Array slice, fill', run: sliceAndFill },
  { name: 'Uint8Array compare loop', run: compareByLoop },
  { name: 'Uint8Array indexOf', run: searchByIndexOf },
  { name: 'Uint8Array search loop', run: searchByLoop },
  { name: 'Uint8Array sum, for of', run: sum },
  { name: 'Internet checksum', run: checksum },
];

/** Numbers in network byte order, and copying: what every file of `wire/` is made of. Callers check bounds. */

/** The unsigned 16-bit number at `offset`. */
export function read16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] << 8) | bytes[offset + 1];
}

/** The unsigned 32-bit number at `offset`. */
export function read32(bytes: Uint8Array, offset: number): number {
  return (
    ((bytes[offset] << 24) | (bytes[offset + 1] << 16) | (bytes[offset + 2] << 8) | bytes[offset + 3]) >>> 0
  );
}

/** Stores the low 16 bits of `value`. */
export function write16(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 8;
  bytes[offset + 1] = value;
}

/** Stores the low 32 bits of `value`. */
export function write32(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 24;
  bytes[offset + 1] = value >>> 16;
  bytes[offset + 2] = value >>> 8;
  bytes[offset + 3] = value;
}

const BLOCK_BYTES = 128;

/** Copies `length` bytes between two different arrays; both ranges must lie inside. */
export function copyBytes(
  target: Uint8Array,
  targetStart: number,
  source: Uint8Array,
  sourceStart: number,
  length: number,
): void {
  // `set` is a block move, but needs a view, which short copies can't pay for.
  if (length >= BLOCK_BYTES) {
    target.set(source.subarray(sourceStart, sourceStart + length), targetStart);
    return;
  }
  for (let i = 0; i < length; i++) target[targetStart + i] = source[sourceStart + i];
}

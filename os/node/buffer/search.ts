/**
 * Comparing byte arrays and finding one in another.
 */

/** -1, 0 or 1: byte by byte, a prefix before what it begins. */
export function compareBytes(left: Uint8Array, right: Uint8Array): -1 | 0 | 1 {
  const common = Math.min(left.length, right.length);
  for (let i = 0; i < common; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  if (left.length === right.length) return 0;
  return left.length < right.length ? -1 : 1;
}

/** Whether both hold the same bytes. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== right[i]) return false;
  }
  return true;
}

/**
 * Where `needle` first begins at `start` or later, at multiples of `step` from the beginning; -1 if nowhere.
 * Costs O(n·m) at worst.
 */
export function findForwards(bytes: Uint8Array, needle: Uint8Array, start: number, step: number): number {
  const last = bytes.length - needle.length;
  for (let at = Math.ceil(start / step) * step; at <= last; at += step) {
    if (matchesAt(bytes, needle, at)) return at;
  }
  return -1;
}

/** Where `needle` last begins at `start` or before; -1 if nowhere. */
export function findBackwards(bytes: Uint8Array, needle: Uint8Array, start: number, step: number): number {
  const last = Math.min(start, bytes.length - needle.length);
  for (let at = Math.floor(last / step) * step; at >= 0; at -= step) {
    if (matchesAt(bytes, needle, at)) return at;
  }
  return -1;
}

function matchesAt(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let i = 0; i < needle.length; i++) {
    if (bytes[at + i] !== needle[i]) return false;
  }
  return true;
}

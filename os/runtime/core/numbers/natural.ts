/**
 * Natural numbers of any size for exact decimal conversion: limbs of 24 bits, least first, in an array that its owner
 * changes in place. Products of limbs stay below 2^53, so plain numbers hold everything, and it runs under Node as it is.
 */

const BITS = 24;
const BASE = 0x1000000;

export type Natural = number[];

/** A number below 2^53. */
export function naturalOf(value: number): Natural {
  const out: Natural = [];
  let rest = value;
  while (rest > 0) {
    const low = rest % BASE;
    out.push(low);
    rest = (rest - low) / BASE;
  }
  return out;
}

/** `a = a · factor + add`; factor and add below 2^24. */
export function multiplyAdd(a: Natural, factor: number, add: number): void {
  let carry = add;
  const length = a.length;
  for (let i = 0; i < length; i++) {
    const product = (a[i] as number) * factor + carry;
    const low = product % BASE;
    a[i] = low;
    carry = (product - low) / BASE;
  }
  if (carry !== 0) a.push(carry);
}

/** `a = a · 10^power`. */
export function multiplyByPowerOfTen(a: Natural, power: number): void {
  let left = power;
  for (; left >= 7; left -= 7) multiplyAdd(a, 10000000, 0);
  for (; left > 0; left--) multiplyAdd(a, 10, 0);
}

/** `a = a · 2^count`. */
export function shiftLeft(a: Natural, count: number): void {
  if (a.length === 0) return;
  const small = count % BITS;
  if (small !== 0) multiplyAdd(a, 1 << small, 0);
  const limbs = (count - small) / BITS;
  if (limbs === 0) return;
  const old = a.length;
  for (let i = 0; i < limbs; i++) a.push(0);
  for (let i = old - 1; i >= 0; i--) a[i + limbs] = a[i] as number;
  for (let i = 0; i < limbs; i++) a[i] = 0;
}

/** Below 0, 0 or above 0 as `a` is less than, equal to or greater than `b`. */
export function compareNaturals(a: Natural, b: Natural): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = a.length - 1; i >= 0; i--) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `a = a - b`, where b ≤ a. */
export function subtractNatural(a: Natural, b: Natural): void {
  let borrow = 0;
  for (let i = 0; i < a.length; i++) {
    let difference = (a[i] as number) - borrow - (i < b.length ? (b[i] as number) : 0);
    borrow = 0;
    if (difference < 0) {
      difference += BASE;
      borrow = 1;
    }
    a[i] = difference;
  }
  while (a.length > 0 && a[a.length - 1] === 0) a.pop();
}

/** The number of bits without leading zeros. */
export function bitLength(a: Natural): number {
  if (a.length === 0) return 0;
  let top = a[a.length - 1] as number;
  let bits = (a.length - 1) * BITS;
  while (top > 0) {
    top = (top - (top % 2)) / 2;
    bits++;
  }
  return bits;
}

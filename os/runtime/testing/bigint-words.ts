/** bigint/words.ts under Node. */
function product(a: number, b: number, c: number, d: number): bigint {
  return BigInt(a) * BigInt(b) + BigInt(c) + BigInt(d);
}

export function productLow(a: number, b: number, c: number, d: number): number {
  return Number(BigInt.asUintN(32, product(a, b, c, d)));
}

export function productHigh(a: number, b: number, c: number, d: number): number {
  return Number(product(a, b, c, d) >> 32n);
}

export function quotientOf(high: number, low: number, divisor: number): number {
  return Number(((BigInt(high) << 32n) | BigInt(low)) / BigInt(divisor));
}

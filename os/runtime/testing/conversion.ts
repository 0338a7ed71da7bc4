/** core/conversion.ts under Node. */
export function toNumber(value: unknown): number {
  return Number(value);
}

export function toIntegerOrInfinity(value: unknown): number {
  return Math.trunc(Number(value)) || 0;
}

export function toLength(value: unknown): number {
  return Math.min(Math.max(toIntegerOrInfinity(value), 0), Number.MAX_SAFE_INTEGER);
}

export function toString(value: unknown): string {
  return `${value}`;
}

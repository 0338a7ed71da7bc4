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

export function toPrimitive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const text = value.valueOf();
  return typeof text === 'object' ? String(value) : text;
}

/** date/clock.ts under Node. */
export function currentTimeMs(): number {
  return Date.now();
}

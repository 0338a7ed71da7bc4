/** core/numbers/parse.ts under Node. */
export function decimalAt(text: string, from: number, to: number): number {
  const literal = /^[+-]?(Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)/.exec(text.slice(from, to));
  return literal === null ? NaN : Number(literal[0]);
}

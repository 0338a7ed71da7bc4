/** core/numbers/parse.ts under Node. */
export function decimalAt(text: string, from: number, to: number): number {
  const literal = /^[+-]?(Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)/.exec(text.slice(from, to));
  return literal === null ? NaN : Number(literal[0]);
}

/** core/numbers/simple-decimal.ts: leaves all of them to the way that takes any number. */
export function simpleDecimal(_text: string, _from: number): number {
  return NaN;
}

export function endOfSimple(): number {
  return 0;
}

/** Leaves it all to the way that takes any text. */
export function leadingInteger(_text: string): number {
  return NaN;
}

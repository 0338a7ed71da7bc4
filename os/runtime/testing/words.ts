/** math/words.ts under Node. */
const doubles = new Float64Array(1);
const halves = new Int32Array(doubles.buffer);

export function highWord(x: number): number {
  doubles[0] = x;
  return halves[1] as number;
}

export function lowWord(x: number): number {
  doubles[0] = x;
  return halves[0] as number;
}

export function fromWords(high: number, low: number): number {
  halves[1] = high;
  halves[0] = low;
  return doubles[0] as number;
}

export function withoutLowWord(x: number): number {
  return fromWords(highWord(x), 0);
}

export function withHighWord(x: number, high: number): number {
  return fromWords(high, lowWord(x));
}

/** core/numbers/quick-text.ts under Node: nothing is a usual case, so that tests see the others. */
export function quickFixed(): string {
  return '';
}

export function quickRadix(): string {
  return '';
}

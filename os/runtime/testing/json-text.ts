/** core/strings/json-text.ts under Node. */
function indexFrom(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

export function specialInJson(text: string, from: number): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return indexFrom(text, /[\0-\x1f"\\\ud800-\udfff]/g, from);
}

export function digitsEnd(text: string, from: number): number {
  return indexFrom(text, /[^0-9]/g, from);
}

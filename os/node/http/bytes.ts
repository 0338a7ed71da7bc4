/**
 * Tables and comparisons over the bytes of HTTP messages.
 */

/** 1 for the bytes of a token: method and field names (RFC 9110 5.6.2). */
export const IS_TOKEN: Uint8Array = makeTokens();

/** Whether `bytes[start … end)` is `lower` in any case; `lower` is ASCII in lower case. */
export function equalsIgnoreCase(bytes: Uint8Array, start: number, end: number, lower: string): boolean {
  if (end - start !== lower.length) return false;
  for (let i = 0; i < lower.length; i++) {
    let byte = bytes[start + i] as number;
    if (byte >= 65 && byte <= 90) byte += 32;
    if (byte !== lower.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether `bytes[start … )` begins with the ASCII text. */
export function startsWith(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start < text.length) return false;
  for (let i = 0; i < text.length; i++) {
    if (bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether a byte may stand in a field value: visible, space, tab, or above 127 (RFC 9110 5.5). */
export function isValueByte(byte: number): boolean {
  return (byte >= 32 && byte !== 127) || byte === 9;
}

function makeTokens(): Uint8Array {
  const table = new Uint8Array(256);
  const others = "!#$%&'*+-.^_`|~";
  for (let i = 48; i <= 57; i++) table[i] = 1;
  for (let i = 65; i <= 90; i++) table[i] = 1;
  for (let i = 97; i <= 122; i++) table[i] = 1;
  for (let i = 0; i < others.length; i++) table[others.charCodeAt(i)] = 1;
  return table;
}

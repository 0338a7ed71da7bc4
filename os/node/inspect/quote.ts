/**
 * Strings and keys as JavaScript would write them: which quotes, which escapes.
 */

/** Escapes for control characters with a short form; others are `\xHH`. */
const SHORT_ESCAPES: { readonly [code: number]: string } = {
  8: '\\b',
  9: '\\t',
  10: '\\n',
  12: '\\f',
  13: '\\r',
  39: "\\'",
  92: '\\\\',
};

/** The string in single quotes; in double quotes or backticks if that saves escaping. */
export function quoteString(text: string): string {
  if (!text.includes("'")) return `'${escapeText(text, true)}'`;
  if (!text.includes('"')) return `"${escapeText(text, false)}"`;
  if (!text.includes('`') && !text.includes('${')) return `\`${escapeText(text, false)}\``;
  return `'${escapeText(text, true)}'`;
}

/** Escapes control characters, backslashes, lone surrogates and, if asked, single quotes. */
export function escapeText(text: string, escapesSingleQuote: boolean): string {
  let result = '';
  let copiedEnd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isPlain(code, escapesSingleQuote)) continue;
    if (code >= 0xd800) {
      if (isSurrogatePair(code, text.charCodeAt(i + 1))) {
        i += 1;
        continue;
      }
      result += `${text.slice(copiedEnd, i)}\\u${code.toString(16)}`;
    } else {
      result += text.slice(copiedEnd, i) + escapeCode(code);
    }
    copiedEnd = i + 1;
  }
  return copiedEnd === 0 ? text : result + text.slice(copiedEnd);
}

/** Whether a key can stand before a colon without quotes. */
export function isIdentifier(text: string): boolean {
  if (text.length === 0) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
    if (!isLetter && !(i > 0 && code >= 48 && code <= 57)) return false;
  }
  return true;
}

function isPlain(code: number, escapesSingleQuote: boolean): boolean {
  if (code < 0x7f) return code >= 0x20 && code !== 92 && !(code === 39 && escapesSingleQuote);
  return code > 0x9f && (code < 0xd800 || code > 0xdfff);
}

function isSurrogatePair(high: number, low: number): boolean {
  return high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

function escapeCode(code: number): string {
  const short = SHORT_ESCAPES[code];
  if (short !== undefined) return short;
  const hex = code.toString(16).toUpperCase();
  return code < 16 ? `\\x0${hex}` : `\\x${hex}`;
}

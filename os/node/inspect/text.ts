/**
 * Strings as JavaScript literals: `'it'`, `"it's"`, with escapes for what can't be seen.
 *
 * Most strings hold nothing to escape, so text is copied in runs between the characters that are replaced.
 */

const BACKSLASH = 0x5c;
const SINGLE_QUOTE = 0x27;
const DELETE = 0x7f;
/** First control characters, those with a letter of their own from \b to \r (\v is written as a number). */
const LETTERS = 'btn?fr';

/** A literal in the quotes that need no escape: single ones, else double ones, else backticks, else escaped single ones. */
export function quoted(text: string): string {
  if (!text.includes("'")) return `'${escaped(text)}'`;
  if (!text.includes('"')) return `"${escaped(text)}"`;
  if (!text.includes('`') && !text.includes('${')) return `\`${escaped(text)}\``;
  return `'${escaped(text, SINGLE_QUOTE)}'`;
}

/** `text` with backslashes, control characters, halves of surrogate pairs, and one character more, escaped. */
export function escaped(text: string, also: number = BACKSLASH): string {
  let result = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < DELETE && code !== BACKSLASH && code !== also) continue;
    if (code > 0x9f && (code & 0xf800) !== 0xd800) continue;
    if (isPair(text, at)) {
      at++;
      continue;
    }
    result += text.slice(done, at) + escapeOf(code);
    done = at + 1;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** Does a surrogate pair begin here? */
function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

function escapeOf(code: number): string {
  if (code === BACKSLASH || code === SINGLE_QUOTE) return `\\${String.fromCharCode(code)}`;
  if (code >= 8 && code <= 13 && code !== 11) return `\\${LETTERS.charAt(code - 8)}`;
  if (code > 0xff) return `\\u${code.toString(16)}`;
  const digits = code.toString(16).toUpperCase();
  return code < 0x10 ? `\\x0${digits}` : `\\x${digits}`;
}

/** Can the text be a property name without quotes? ASCII letters, digits and underscores, as Node has it. */
export function isPlainName(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const letter = code | 0x20;
    const isLetter = (letter >= 0x61 && letter <= 0x7a) || code === 0x5f;
    if (!isLetter && (at === 0 || code < 0x30 || code > 0x39)) return false;
  }
  return text !== '';
}

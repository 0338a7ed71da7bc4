/** replace and replaceAll of strings by strings or by a function's results (ECMA-262 22.1.3.19, 22.1.3.20). */

import { invoke } from '../core/calls.ts';
import { slice } from '../core/strings/primitives.ts';
import { indexOfString } from '../core/strings/search.ts';
import { spliced } from '../core/strings/splice.ts';
import { expandTemplate } from './substitution.ts';
import { stringOf } from './this-string.ts';

/** Replaces the first occurrence of `search`. */
export function replaceFirstString(text: string, search: string, replacement: unknown): string {
  const template = typeof replacement === 'function' ? '' : stringOf(replacement);
  const position = indexOfString(text, search, 0);
  if (position < 0) return text;
  const by = replacementAt(text, search, position, replacement, template);
  return spliced(text, position, position + search.length, by);
}

/** Replaces every occurrence; an empty `search` occurs between all units. */
export function replaceAllStrings(text: string, search: string, replacement: unknown): string {
  const template = typeof replacement === 'function' ? '' : stringOf(replacement);
  const step = search.length > 0 ? search.length : 1;
  let out = '';
  let end = 0;
  for (let at = indexOfString(text, search, 0); at >= 0; at = nextIndex(text, search, at + step)) {
    out += slice(text, end, at) + replacementAt(text, search, at, replacement, template);
    end = at + search.length;
  }
  return end === 0 && out === '' ? text : out + slice(text, end, text.length);
}

function nextIndex(text: string, search: string, from: number): number {
  return from > text.length ? -1 : indexOfString(text, search, from);
}

function replacementAt(
  text: string,
  search: string,
  at: number,
  replacement: unknown,
  template: string,
): string {
  if (typeof replacement === 'function') return stringOf(invoke(replacement, undefined, search, at, text));
  return expandTemplate(template, text, search, at, [], undefined);
}

/** GetSubstitution (ECMA-262 22.1.3.19.1): `$1`, `$&`, `$<name>` and so on in a replacement template. */

import { trust } from '../../unsafe.ts';
import { slice, unitAt } from '../core/strings/primitives.ts';
import { indexOfString } from '../core/strings/search.ts';
import { stringOf } from './this-string.ts';

const DOLLAR = 36;

/**
 * Expands `template` for a match of `matched` at `position` of `text`; `captures` are the groups from 1 on (strings or
 * undefined), `groups` the named ones (an object or undefined).
 */
export function expandTemplate(
  template: string,
  text: string,
  matched: string,
  position: number,
  captures: readonly (string | undefined)[],
  groups: unknown,
): string {
  let at = indexOfString(template, '$', 0);
  if (at < 0) return template;
  let out = '';
  let from = 0;
  while (at >= 0 && at + 1 < template.length) {
    out += slice(template, from, at);
    const next = unitAt(template, at + 1);
    from = at + 2;
    if (next === DOLLAR) out += '$';
    else if (next === 38) out += matched;
    else if (next === 96) out += slice(text, 0, position);
    else if (next === 39) out += slice(text, Math.min(position + matched.length, text.length), text.length);
    else if (next >= 48 && next <= 57) {
      const digits = groupDigits(template, at + 1, captures.length);
      if (digits === 0) out += slice(template, at, from);
      else {
        from = at + 1 + digits;
        out += captures[groupNumber(template, at + 1, digits) - 1] ?? '';
      }
    } else if (next === 60 && groups !== undefined) {
      const close = indexOfString(template, '>', at + 2);
      if (close < 0) out += '$<';
      else {
        const value = trust<Record<string, unknown>>(groups)[slice(template, at + 2, close)];
        if (value !== undefined) out += stringOf(value);
        from = close + 1;
      }
    } else {
      out += '$';
      from = at + 1;
    }
    at = from <= template.length ? indexOfString(template, '$', from) : -1;
  }
  return out + slice(template, from, template.length);
}

function groupNumber(template: string, at: number, digits: number): number {
  const first = unitAt(template, at) - 48;
  return digits === 1 ? first : first * 10 + unitAt(template, at + 1) - 48;
}

/** How many digits at `at` name a group that exists: two when they do, else one, else none. */
function groupDigits(template: string, at: number, groupCount: number): number {
  if (at + 1 < template.length && unitAt(template, at + 1) >= 48 && unitAt(template, at + 1) <= 57) {
    const two = groupNumber(template, at, 2);
    if (two >= 1 && two <= groupCount) return 2;
  }
  const one = groupNumber(template, at, 1);
  return one >= 1 && one <= groupCount ? 1 : 0;
}

/** String.raw and objects around strings (ECMA-262 22.1.2.4, 10.4.3). */
import { lengthOfArrayLike } from '../array/indices.ts';
import { stringOf } from './this-string.ts';

/** ECMA-262 22.1.2.4. */
export function rawTemplate(
  template: { readonly raw: ArrayLike<unknown> },
  substitutions: readonly unknown[],
): string {
  const raw = template.raw;
  const length = lengthOfArrayLike(raw);
  let text = '';
  for (let i = 0; i < length; i++) {
    text += stringOf(raw[i]);
    if (i + 1 < length && i < substitutions.length) text += stringOf(substitutions[i]);
  }
  return text;
}

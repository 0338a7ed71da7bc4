/**
 * With `showHidden`: the properties that stand between an object and the built-in class it comes from.
 */

import type { InspectContext } from './context.ts';
import { ownKeys } from './keys.ts';
import { BUILTIN_NAMES } from './names.ts';
import { formatProperty } from './property.ts';

const MAX_LAYERS = 3;

/** Formats accessors and data (no methods) of up to three prototypes of `main`, beginning at `first`. */
export function formatPrototypeProperties(
  context: InspectContext,
  main: object,
  first: object,
  depth: number,
): string[] {
  const output: string[] = [];
  const shown = new Set<string | symbol>();
  let object: object = first;
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    if (layer !== 0 || main === object) {
      const next = Object.getPrototypeOf(object) as object | null;
      if (next === null) return output;
      const constructor: unknown = Object.getOwnPropertyDescriptor(next, 'constructor')?.value;
      if (typeof constructor === 'function' && BUILTIN_NAMES.has(constructor.name)) return output;
      object = next;
    }
    const keys = ownKeys(object, true);
    context.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || Object.hasOwn(main, key) || shown.has(key)) continue;
      if (typeof Object.getOwnPropertyDescriptor(object, key)?.value === 'function') continue;
      const text = formatProperty(context, object, depth, key, 'property', main);
      output.push(context.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    context.seen.pop();
    for (const key of keys) shown.add(key);
  }
  return output;
}

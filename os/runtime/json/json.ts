/** JSON (ECMA-262 25.5). */

import { trust } from '../../unsafe.ts';
import { lengthOfArrayLike } from '../array/indices.ts';
import { invoke } from '../core/calls.ts';
import { toIntegerOrInfinity, toString } from '../core/conversion.ts';
import { toPropertyKey } from '../core/objects/keys.ts';
import { createDataProperty, deleteOwn } from '../object/internal.ts';
import { unwrapped } from '../object/wrapper.ts';
import { parseJson } from './parse.ts';
import { stringifyJson } from './stringify.ts';

export class JSONGlobal {
  /** ECMA-262 25.5.1. */
  static parse(text: unknown, reviver?: unknown): unknown {
    const value = parseJson(typeof text === 'string' ? text : toString(text));
    return typeof reviver === 'function' ? revive({ '': value }, '', reviver) : value;
  }

  /** ECMA-262 25.5.2. */
  static stringify(value: unknown, replacer?: unknown, space?: unknown): string | undefined {
    const transform = typeof replacer === 'function' ? replacer : undefined;
    const names = Array.isArray(replacer) ? propertyList(replacer) : undefined;
    return stringifyJson(value, transform, names, space === undefined ? '' : gapOf(space));
  }
}

/** InternalizeJSONProperty (ECMA-262 25.5.1.1). */
function revive(holder: object, name: string, reviver: unknown): unknown {
  const value = trust<Record<string, unknown>>(holder)[name];
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) {
      const length = lengthOfArrayLike(value);
      for (let i = 0; i < length; i++) reviveIn(value, `${i}`, reviver);
    } else {
      const keys = Object.keys(value);
      for (let i = 0; i < keys.length; i++) reviveIn(value, keys[i] as string, reviver);
    }
  }
  return invoke(reviver, holder, name, value);
}

function reviveIn(object: object, name: string, reviver: unknown): void {
  const value = revive(object, name, reviver);
  if (value === undefined) deleteOwn(object, toPropertyKey(name));
  else createDataProperty(object, toPropertyKey(name), value);
}

/** The names that an array as replacer lets through (ECMA-262 25.5.2 step 5). */
function propertyList(replacer: readonly unknown[]): string[] {
  const names: string[] = [];
  for (let i = 0; i < replacer.length; i++) {
    const raw = replacer[i];
    const item = typeof raw === 'object' && raw !== null ? unwrapped(raw) : raw;
    if (typeof item !== 'string' && typeof item !== 'number') continue;
    const name = `${item}`;
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

function gapOf(space: unknown): string {
  const value = typeof space === 'object' && space !== null ? unwrapped(space) : space;
  if (typeof value === 'number') {
    const count = Math.min(10, toIntegerOrInfinity(value));
    return count < 1 ? '' : ' '.repeat(count);
  }
  return typeof value === 'string' ? value.substring(0, 10) : '';
}

/**
 * The entries of arrays, typed arrays, array buffers, sets, maps, their iterators and promises.
 *
 * Every function returns what stands between the braces, one string an entry, without the object's extra keys.
 */

import { type AnyTypedArray, promiseOutcome } from './brands.ts';
import { formatIndented, type InspectContext, remainingText } from './context.ts';
import { formatBigInt, formatNumber } from './primitive.ts';
import { formatProperty } from './property.ts';

function shownCount(context: InspectContext, length: number): number {
  return Math.min(Math.max(0, context.maxArrayLength), length);
}

/** Elements of an array; from the first hole on, holes are counted together. */
export function formatArray(context: InspectContext, value: readonly unknown[], depth: number): string[] {
  const count = shownCount(context, value.length);
  const output: string[] = [];
  for (let i = 0; i < count; i++) {
    if (!Object.hasOwn(value, i)) return formatSparseArray(context, value, depth, count, output, i);
    output.push(formatProperty(context, value, depth, String(i), 'element'));
  }
  if (value.length > count) output.push(remainingText(value.length - count));
  return output;
}

function formatSparseArray(
  context: InspectContext,
  value: readonly unknown[],
  depth: number,
  count: number,
  output: string[],
  start: number,
): string[] {
  const keys = Object.keys(value);
  let index = start;
  for (let i = start; i < keys.length && output.length < count; i++) {
    const key = keys[i] ?? '';
    const position = Number(key);
    // Keys that are no index come after all that are.
    if (String(position >>> 0) !== key || position > 2 ** 32 - 2) break;
    if (position !== index) {
      output.push(emptyItems(context, position - index));
      index = position;
      if (output.length === count) break;
    }
    output.push(formatProperty(context, value, depth, key, 'element'));
    index += 1;
  }
  const remaining = value.length - index;
  if (remaining > 0) {
    output.push(output.length === count ? remainingText(remaining) : emptyItems(context, remaining));
  }
  return output;
}

function emptyItems(context: InspectContext, count: number): string {
  return context.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined');
}

/** Elements of a typed array, and with `showHidden` what describes its memory. */
export function formatTypedArray(context: InspectContext, value: AnyTypedArray, depth: number): string[] {
  const count = shownCount(context, value.length);
  const output: string[] = [];
  for (let i = 0; i < count; i++) {
    const element: unknown = value[i];
    if (typeof element === 'bigint') {
      output.push(context.stylize(formatBigInt(element, context.numericSeparator), 'bigint'));
    } else output.push(context.stylize(formatNumber(Number(element), context.numericSeparator), 'number'));
  }
  if (value.length > count) output.push(remainingText(value.length - count));
  if (context.showHidden) {
    context.indentation += 2;
    const hidden: readonly (readonly [string, unknown])[] = [
      ['BYTES_PER_ELEMENT', value.BYTES_PER_ELEMENT],
      ['length', value.length],
      ['byteLength', value.byteLength],
      ['byteOffset', value.byteOffset],
      ['buffer', value.buffer],
    ];
    for (const [key, field] of hidden)
      output.push(`[${key}]: ${context.formatValue(context, field, depth, true)}`);
    context.indentation -= 2;
  }
  return output;
}

/** `[Uint8Contents]: <61 62>` */
export function formatArrayBuffer(context: InspectContext, value: ArrayBuffer): string[] {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [context.stylize('(detached)', 'special')];
  }
  const count = shownCount(context, bytes.length);
  const hex: string[] = [];
  for (let i = 0; i < count; i++) hex.push((bytes[i] ?? 0).toString(16).padStart(2, '0'));
  let text = hex.join(' ');
  const remaining = bytes.length - context.maxArrayLength;
  if (remaining > 0) text += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  return [`${context.stylize('[Uint8Contents]', 'special')}: <${text}>`];
}

/** Elements of a set, in insertion order. */
export function formatSet(context: InspectContext, value: Set<unknown>, depth: number): string[] {
  const elements: unknown[] = [];
  Set.prototype.forEach.call(value, (element) => {
    elements.push(element);
  });
  return formatList(context, elements, depth);
}

/** `key => value` for each entry of a map, in insertion order. */
export function formatMap(context: InspectContext, value: Map<unknown, unknown>, depth: number): string[] {
  const keys: unknown[] = [];
  const values: unknown[] = [];
  Map.prototype.forEach.call(value, (element, key) => {
    keys.push(key);
    values.push(element);
  });
  const count = shownCount(context, keys.length);
  const output: string[] = [];
  for (let i = 0; i < count; i++) {
    const key = formatIndented(context, keys[i], depth);
    output.push(`${key} => ${formatIndented(context, values[i], depth)}`);
  }
  if (keys.length > count) output.push(remainingText(keys.length - count));
  return output;
}

function formatList(context: InspectContext, elements: readonly unknown[], depth: number): string[] {
  const count = shownCount(context, elements.length);
  const output: string[] = [];
  for (let i = 0; i < count; i++) output.push(formatIndented(context, elements[i], depth));
  if (elements.length > count) output.push(remainingText(elements.length - count));
  return output;
}

/** What an iterator has left: values, or `[ key, value ]` for each two of them. */
export function formatIteratorRest(
  context: InspectContext,
  values: readonly unknown[],
  isOfPairs: boolean,
  depth: number,
): string[] {
  if (!isOfPairs) return formatList(context, values, depth);
  const pairs: unknown[] = [];
  for (let i = 0; i < values.length; i += 2) pairs.push([values[i], values[i + 1]]);
  return formatList(context, pairs, depth);
}

/** What only the run time could know. */
export function formatUnknownItems(context: InspectContext): string[] {
  return [context.stylize('<items unknown>', 'special')];
}

/** `<pending>`, the value, or `<rejected> reason`. */
export function formatPromise(context: InspectContext, value: Promise<unknown>, depth: number): string[] {
  const outcome = promiseOutcome(value);
  if (outcome === undefined) return [context.stylize('<pending>', 'special')];
  const text = formatIndented(context, outcome.value, depth);
  return [outcome.isRejected ? `${context.stylize('<rejected>', 'special')} ${text}` : text];
}

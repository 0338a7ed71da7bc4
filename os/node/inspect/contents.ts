/** What is inside lists, collections, buffers and promises: a list of printed entries, cut at `maxArrayLength`. */

import { type AnyTypedArray, iteratorRest, promiseOutcome } from './brands.ts';
import { joinEntries } from './layout.ts';
import { bigintText, numberText } from './primitive.ts';
import { add, type Printer, paint, remainder } from './printer.ts';
import { named, printIndented } from './value.ts';

/** Elements of an array; holes are counted. A run of holes is one entry. */
export function addElements(
  printer: Printer,
  entries: string[],
  list: readonly unknown[],
  level: number,
): void {
  const length = list.length;
  let at = 0;
  for (; at < length && entries.length < printer.maxArrayLength; at++) {
    if (at in list) {
      add(entries, printIndented(printer, list[at], level));
      continue;
    }
    const end = holesEnd(list, at);
    add(entries, paint(printer, `<${end - at} empty item${end - at > 1 ? 's' : ''}>`, 'undefined'));
    at = end - 1;
  }
  if (at < length) add(entries, remainder(length - at));
}

/** The first index from `start` on that isn't a hole. */
function holesEnd(list: readonly unknown[], start: number): number {
  let at = start;
  while (at < list.length && !(at in list)) at++;
  return at;
}

/** Numbers of a typed array; with `showHidden` also what is known of its memory. */
export function addTypedElements(
  printer: Printer,
  entries: string[],
  list: AnyTypedArray,
  level: number,
): void {
  const shown = Math.min(printer.maxArrayLength, list.length);
  const hasSeparators = printer.options.numericSeparator;
  for (let i = 0; i < shown; i++) {
    const element = list[i];
    add(
      entries,
      typeof element === 'bigint'
        ? paint(printer, bigintText(element, hasSeparators), 'bigint')
        : paint(printer, numberText(Number(element), hasSeparators), 'number'),
    );
  }
  if (shown < list.length) add(entries, remainder(list.length - shown));
  if (!printer.showHidden) return;
  add(entries, named(printer, '[BYTES_PER_ELEMENT]', list.BYTES_PER_ELEMENT, level, true));
  add(entries, named(printer, '[length]', list.length, level, true));
  add(entries, named(printer, '[byteLength]', list.byteLength, level, true));
  add(entries, named(printer, '[byteOffset]', list.byteOffset, level, true));
  // The bytes of its memory are those shown above.
  const size = paint(printer, numberText(list.buffer.byteLength, hasSeparators), 'number');
  const isCut = level > printer.depth;
  const buffer = isCut ? paint(printer, '[ArrayBuffer]', 'special') : `ArrayBuffer { byteLength: ${size} }`;
  add(entries, `[buffer]: ${buffer}`);
}

/** `[Uint8Contents]: <00 ff … 3 more bytes>` */
export function addBytes(printer: Printer, entries: string[], buffer: ArrayBuffer): void {
  const bytes = new Uint8Array(buffer);
  const shown = Math.min(printer.maxArrayLength, bytes.length);
  let text = '';
  for (let i = 0; i < shown; i++) {
    const byte = bytes[i] as number;
    text += `${i === 0 ? '' : ' '}${byte < 16 ? '0' : ''}${byte.toString(16)}`;
  }
  const left = bytes.length - shown;
  if (left > 0) text += ` ... ${left} more byte${left > 1 ? 's' : ''}`;
  add(entries, `${paint(printer, '[Uint8Contents]', 'special')}: <${text}>`);
}

/** Elements of a Set, also of one that lost its prototype. */
export function elementsOf(set: Set<unknown>): unknown[] {
  const elements: unknown[] = [];
  Set.prototype.forEach.call(set, (element: unknown) => {
    elements[elements.length] = element;
  });
  return elements;
}

/** Keys and values of a Map in turn. */
export function pairsOf(map: Map<unknown, unknown>): unknown[] {
  const pairs: unknown[] = [];
  Map.prototype.forEach.call(map, (element: unknown, key: unknown) => {
    pairs[pairs.length] = key;
    pairs[pairs.length] = element;
  });
  return pairs;
}

export function addSetEntries(
  printer: Printer,
  entries: string[],
  elements: readonly unknown[],
  level: number,
): void {
  const shown = Math.min(printer.maxArrayLength, elements.length);
  for (let i = 0; i < shown; i++) add(entries, printIndented(printer, elements[i], level));
  if (shown < elements.length) add(entries, remainder(elements.length - shown));
}

/** `pairs`: keys and values in turn, which a Map shows as `k => v`, and an iterator (`asLists`) as `[ k, v ]`. */
export function addPairs(
  printer: Printer,
  entries: string[],
  pairs: readonly unknown[],
  level: number,
  asLists: boolean,
): void {
  const count = pairs.length / 2;
  const shown = Math.min(printer.maxArrayLength, count);
  for (let i = 0; i < shown * 2; i += 2) {
    const key = printIndented(printer, pairs[i], level);
    const value = printIndented(printer, pairs[i + 1], level);
    add(
      entries,
      asLists ? joinEntries(printer, [key, value], '', '[', ']', level, undefined) : `${key} => ${value}`,
    );
  }
  if (shown < count) add(entries, remainder(count - shown));
}

/** What a Map's or Set's iterator would still return. */
export function addIteratorRest(printer: Printer, entries: string[], iterator: object, level: number): void {
  const rest = iteratorRest(iterator);
  if (rest === undefined) addUnknownItems(printer, entries);
  else if (rest.isOfPairs) addPairs(printer, entries, rest.values, level, true);
  else addSetEntries(printer, entries, rest.values, level);
}

/** Items that only the engine could tell. */
export function addUnknownItems(printer: Printer, entries: string[]): void {
  add(entries, paint(printer, '<items unknown>', 'special'));
}

/** How a promise was settled. */
export function addOutcome(
  printer: Printer,
  entries: string[],
  promise: Promise<unknown>,
  level: number,
): void {
  const outcome = promiseOutcome(promise);
  if (outcome === undefined) {
    add(entries, paint(printer, '<pending>', 'special'));
    return;
  }
  const text = printIndented(printer, outcome.value, level);
  add(entries, outcome.isRejected ? `${paint(printer, '<rejected>', 'special')} ${text}` : text);
}

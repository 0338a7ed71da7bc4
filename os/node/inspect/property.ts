/**
 * One property: `key: value`, with its accessors named and its key quoted where JavaScript would need it.
 */

import { type EntryKind, formatIndented, type InspectContext } from './context.ts';
import { formatPrimitive } from './primitive.ts';
import { escapeText, isIdentifier, quoteString } from './quote.ts';
import { stringWidth } from './width.ts';

/** Formats property `key` of `object`; an array's element without its key. `receiver` is what getters see. */
export function formatProperty(
  context: InspectContext,
  object: object,
  depth: number,
  key: string | symbol,
  kind: EntryKind,
  receiver: object = object,
): string {
  const descriptor = Object.getOwnPropertyDescriptor(object, key) ?? {
    value: (object as Record<PropertyKey, unknown>)[key],
    enumerable: true,
  };
  let separator = ' ';
  let text: string;
  if (descriptor.value !== undefined) {
    const indent = context.compact !== true || kind !== 'property' ? 2 : 3;
    context.indentation += indent;
    text = context.formatValue(context, descriptor.value, depth);
    if (indent === 3 && context.breakLength < stringWidth(text, context.colors)) {
      separator = `\n${' '.repeat(context.indentation)}`;
    }
    context.indentation -= indent;
  } else if (descriptor.get !== undefined) text = formatGetter(context, descriptor, depth, receiver);
  else if (descriptor.set !== undefined) text = context.stylize('[Setter]', 'special');
  else text = context.stylize('undefined', 'undefined');
  if (kind === 'element') return text;
  return `${formatKey(context, key, descriptor.enumerable !== false)}:${separator}${text}`;
}

function formatKey(context: InspectContext, key: string | symbol, isEnumerable: boolean): string {
  if (typeof key === 'symbol') return `[${context.stylize(escapeText(String(key), true), 'symbol')}]`;
  if (key === '__proto__') return "['__proto__']";
  if (!isEnumerable) return `[${escapeText(key, true)}]`;
  return isIdentifier(key) ? context.stylize(key, 'name') : context.stylize(quoteString(key), 'string');
}

function formatGetter(
  context: InspectContext,
  descriptor: PropertyDescriptor,
  depth: number,
  receiver: object,
): string {
  const label = descriptor.set === undefined ? 'Getter' : 'Getter/Setter';
  const isCalled =
    context.getters === true ||
    (context.getters === 'get' && descriptor.set === undefined) ||
    (context.getters === 'set' && descriptor.set !== undefined);
  if (!isCalled) return context.stylize(`[${label}]`, 'special');
  const open = context.stylize(`[${label}:`, 'special');
  const close = context.stylize(']', 'special');
  try {
    const value: unknown = descriptor.get?.call(receiver);
    if (value === null) return `${open} ${context.stylize('null', 'null')}${close}`;
    if (typeof value === 'object') {
      return `${context.stylize(`[${label}]`, 'special')} ${formatIndented(context, value, depth)}`;
    }
    return `${open} ${formatPrimitive(context, context.stylize, value)}${close}`;
  } catch (error) {
    return `${open} <Inspection threw (${error instanceof Error ? error.message : String(error)})>${close}`;
  }
}

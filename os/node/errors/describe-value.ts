/**
 * How error messages name the value that was passed: `type number (7)`, `an instance of Map`, `undefined`.
 *
 * Deliberately independent of `inspect`, which would otherwise be in every image that can throw.
 */

/** The words after "Received" in ERR_INVALID_ARG_TYPE (Node: lib/internal/errors.js, determineSpecificType). */
export function describeType(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'function':
      return `function ${value.name}`;
    case 'object':
      return describeObject(value);
    case 'string':
      return `type string (${quoteShort(value)})`;
    case 'number':
      return `type number (${formatNumber(value)})`;
    case 'bigint':
      return `type bigint (${value}n)`;
    default:
      return `type ${typeof value} (${String(value)})`;
  }
}

/** A value as ERR_OUT_OF_RANGE shows it: integers beyond 2³² in groups of three digits. */
export function describeNumber(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return describeBigInt(String(value));
  if (typeof value !== 'number') return typeof value === 'object' ? describeType(value) : String(value);
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) return groupDigits(String(value));
  return formatNumber(value);
}

/** Grouped above 2^32, as integers are; by its digits, since arithmetic would put that of BigInts into every image. */
function describeBigInt(text: string): string {
  const digits = text.startsWith('-') ? text.slice(1) : text;
  const isLarge = digits.length > 10 || (digits.length === 10 && digits > '4294967296');
  return `${isLarge ? groupDigits(text) : text}n`;
}

/** `-1234567` → `-1_234_567` */
export function groupDigits(digits: string): string {
  const start = digits.startsWith('-') ? 1 : 0;
  let result = '';
  let i = digits.length;
  for (; i >= start + 4; i -= 3) result = `_${digits.slice(i - 3, i)}${result}`;
  return digits.slice(0, i) + result;
}

/** `string`, `string or number`, `a, b, or c`: an English list. */
export function formatList(items: readonly string[], conjunction: string): string {
  if (items.length <= 1) return items.join('');
  if (items.length === 2) return `${items[0]} ${conjunction} ${items[1]}`;
  return `${items.slice(0, -1).join(', ')}, ${conjunction} ${items[items.length - 1]}`;
}

function describeObject(value: object): string {
  const constructor: unknown = (value as { constructor?: unknown }).constructor;
  if (typeof constructor === 'function') return `an instance of ${constructor.name}`;
  return '[Object: null prototype] {}';
}

function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function quoteShort(text: string): string {
  const short = text.length > 28 ? `${text.slice(0, 25)}...` : text;
  return short.includes("'") ? JSON.stringify(short) : `'${short}'`;
}

/**
 * What one call of `inspect` carries through its recursion: the options, and where it is.
 *
 * The algorithm of this folder follows Node.js 20, lib/internal/util/inspect.js (MIT, Copyright Node.js
 * contributors; THIRD-PARTY.md), since the promise is to print the same bytes.
 */

/** Names a kind of output for colouring: a key of `inspect.styles`. */
export type Stylize = (text: string, style: string) => string;

/** Options of `util.inspect` (Node docs: util.inspect). */
export interface InspectOptions {
  showHidden?: boolean | undefined;
  depth?: number | null | undefined;
  colors?: boolean | undefined;
  customInspect?: boolean | undefined;
  showProxy?: boolean | undefined;
  maxArrayLength?: number | null | undefined;
  maxStringLength?: number | null | undefined;
  breakLength?: number | undefined;
  compact?: boolean | number | undefined;
  sorted?: boolean | ((left: string, right: string) => number) | undefined;
  getters?: boolean | 'get' | 'set' | undefined;
  numericSeparator?: boolean | undefined;
  stylize?: Stylize | undefined;
}

/** The state of one `inspect` call. */
export interface InspectContext {
  showHidden: boolean;
  depth: number | null;
  colors: boolean;
  customInspect: boolean;
  showProxy: boolean;
  maxArrayLength: number;
  maxStringLength: number;
  breakLength: number;
  compact: boolean | number;
  sorted: boolean | ((left: string, right: string) => number);
  getters: boolean | 'get' | 'set';
  numericSeparator: boolean;
  stylize: Stylize;
  /** The caller's options when they hold keys that aren't ours: handed on to custom inspect functions. */
  userOptions: object | undefined;
  /** Characters written per indentation level, to stop before a string grows without bound. */
  readonly budget: Map<number, number>;
  indentation: number;
  /** The objects that are being formatted, outermost first. */
  readonly seen: object[];
  currentDepth: number;
  /** Objects that refer to themselves, with the number of their `<ref *n>`. */
  circular: Map<object, number> | undefined;
  /** `formatValue`, passed down so that the formatters of this folder need not import their caller. */
  readonly formatValue: (
    context: InspectContext,
    value: unknown,
    depth: number,
    isInTypedArray?: boolean,
  ) => string;
}

/** How an entry of `output` belongs to its object: as a property, an element, or an extra key of an array. */
export type EntryKind = 'property' | 'element' | 'extra';

/** Adds to the indentation, formats, and takes it away again. */
export function formatIndented(context: InspectContext, value: unknown, depth: number): string {
  context.indentation += 2;
  const text = context.formatValue(context, value, depth);
  context.indentation -= 2;
  return text;
}

/** Whether `depth` is beyond what the caller wants to see. */
export function isTooDeep(context: InspectContext, depth: number): boolean {
  return context.depth !== null && depth > context.depth;
}

/** `... 3 more items` */
export function remainingText(remaining: number): string {
  return `... ${remaining} more item${remaining > 1 ? 's' : ''}`;
}

/** Leaves text as it is: the `stylize` of output without colours. */
export function withoutStyle(text: string): string {
  return text;
}

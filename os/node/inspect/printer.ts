/**
 * One call of `util.inspect` while it runs: its options, resolved, and where it has got to.
 *
 * Everything that prints takes the printer first and keeps no state of its own. A printer is used for one value and
 * then dropped.
 */

import { colorTable, STYLES } from './colors.ts';

/** Marks text as being of a style: adds colours, or returns it as it is. */
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
  sorted?: boolean | ((a: string, b: string) => number) | undefined;
  getters?: boolean | 'get' | 'set' | undefined;
  numericSeparator?: boolean | undefined;
  stylize?: Stylize | undefined;
}

/** What holds where a call doesn't say otherwise; programs may change it as `inspect.defaultOptions`. */
export const DEFAULT_OPTIONS: InspectOptions = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};

/** Options and state of one call. */
export class Printer {
  /** All options, as custom inspect functions get them. */
  readonly options: InspectOptions;
  readonly depth: number;
  readonly breakLength: number;
  readonly maxArrayLength: number;
  readonly maxStringLength: number;
  readonly showHidden: boolean;
  readonly colors: boolean;
  /** `compact: true`: lines are broken only where they don't fit, and with as few line ends as can be. */
  readonly isDense: boolean;
  /** `compact: n`: how many inner levels may share a line. */
  readonly sharedLevels: number;
  stylize: Stylize | undefined;

  /** Columns that stand before whatever is printed now, when it gets lines of its own. */
  indentation: number = 0;
  /** The level of the object that was entered last. */
  lastLevel: number = 0;
  /** The objects being printed, by their level. */
  readonly open: object[] = [];
  /** Those that were met again inside themselves, in the order of their reference numbers. */
  readonly circles: object[] = [];

  constructor(given: InspectOptions | null | undefined) {
    const options: InspectOptions = { ...DEFAULT_OPTIONS, ...given };
    this.options = options;
    this.depth = limit(options.depth);
    this.breakLength = limit(options.breakLength);
    this.maxArrayLength = Math.max(limit(options.maxArrayLength), 0);
    this.maxStringLength = limit(options.maxStringLength);
    this.showHidden = Boolean(options.showHidden);
    this.colors = Boolean(options.colors);
    const compact = options.compact;
    this.isDense = compact === true;
    this.sharedLevels = typeof compact === 'number' ? compact : 0;
    this.stylize = this.colors ? withColor : options.stylize;
  }
}

/** `null` and `undefined` are no limit. */
function limit(value: number | null | undefined): number {
  return typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
}

/** `text` in the colours of a style, if there are colours. */
export function paint(printer: Printer | undefined, text: string, style: string): string {
  const stylize = printer === undefined ? undefined : printer.stylize;
  return stylize === undefined ? text : stylize(text, style);
}

/** Leaves text as it is: `stylize` without colours. */
export function plain(text: string): string {
  return text;
}

function withColor(text: string, style: string): string {
  const name = STYLES[style];
  const codes = name === undefined ? undefined : colorTable()[name];
  return codes === undefined ? text : `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m`;
}

/** Appends an entry. */
export function add(entries: string[], entry: string): void {
  entries[entries.length] = entry;
}

/** What stands for elements that aren't shown. */
export function remainder(count: number): string {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

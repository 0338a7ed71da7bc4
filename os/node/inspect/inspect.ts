/**
 * `util.inspect`: any value as text that a person can read, as Node 20 prints it.
 */

import { type InspectContext, type InspectOptions, withoutStyle } from './context.ts';
import { DEFAULT_OPTIONS } from './default-options.ts';
import { COLORS, STYLES, withColor } from './styles.ts';
import { CUSTOM_INSPECT, formatValue, setInspect } from './value.ts';

export type { InspectOptions, Stylize } from './context.ts';

const OWN_OPTIONS: readonly string[] = [
  'showHidden',
  'depth',
  'colors',
  'customInspect',
  'showProxy',
  'maxArrayLength',
  'maxStringLength',
  'breakLength',
  'compact',
  'sorted',
  'getters',
  'numericSeparator',
  'stylize',
];

/**
 * The text of `value` (Node docs: util.inspect). The old form `inspect(value, showHidden, depth, colors)` works too.
 * Calls getters only if asked to, and custom inspect functions unless forbidden; what those throw gets through.
 */
export function inspect(
  value: unknown,
  options?: InspectOptions | boolean | null,
  depth?: number | null,
  colors?: boolean,
): string {
  return formatValue(makeContext(options, depth, colors), value, 0);
}

inspect.custom = CUSTOM_INSPECT;
inspect.defaultOptions = DEFAULT_OPTIONS;
inspect.colors = COLORS;
inspect.styles = STYLES;
setInspect(inspect);

function makeContext(
  options: InspectOptions | boolean | null | undefined,
  depth: number | null | undefined,
  colors: boolean | undefined,
): InspectContext {
  const given: InspectOptions = typeof options === 'object' && options !== null ? options : {};
  const pick = <K extends keyof InspectOptions>(key: K): InspectOptions[K] =>
    key in given ? given[key] : DEFAULT_OPTIONS[key];
  const givenDepth = depth === undefined ? pick('depth') : depth;
  const hasColors = Boolean(colors ?? pick('colors'));
  return {
    showHidden: typeof options === 'boolean' ? options : Boolean(pick('showHidden')),
    depth: givenDepth === undefined ? Number.NaN : givenDepth,
    colors: hasColors,
    customInspect: Boolean(pick('customInspect')),
    showProxy: Boolean(pick('showProxy')),
    maxArrayLength: pick('maxArrayLength') ?? Number.POSITIVE_INFINITY,
    maxStringLength: pick('maxStringLength') ?? Number.POSITIVE_INFINITY,
    breakLength: pick('breakLength') ?? Number.NaN,
    compact: pick('compact') ?? false,
    sorted: pick('sorted') ?? false,
    getters: pick('getters') ?? false,
    numericSeparator: Boolean(pick('numericSeparator')),
    stylize: hasColors ? withColor : (given.stylize ?? withoutStyle),
    userOptions: Object.keys(given).some((key) => !OWN_OPTIONS.includes(key)) ? given : undefined,
    budget: new Map(),
    indentation: 0,
    seen: [],
    currentDepth: 0,
    circular: undefined,
    formatValue,
  };
}

/** `util.inspect` (Node docs: util.inspect): any value as text for people. */

import { colorTable, STYLES } from './colors.ts';
import { CUSTOM_INSPECT } from './custom.ts';
import { DEFAULT_OPTIONS, type InspectOptions, Printer } from './printer.ts';
import { passInspect, printValue } from './value.ts';

export type { InspectOptions, Stylize } from './printer.ts';

/**
 * The value as text. Takes options, or in their place `showHidden`, `depth` and `colors` one by one. Never throws,
 * unless a custom inspect function, a getter that was asked for, or an option of the wrong kind does.
 */
export function inspect(
  value: unknown,
  options?: InspectOptions | boolean | null,
  depth?: number | null,
  colors?: boolean,
): string {
  if (typeof options !== 'boolean' && depth === undefined) return printValue(new Printer(options), value, 0);
  const given: InspectOptions = {};
  if (typeof options === 'boolean') given.showHidden = options;
  if (depth !== undefined) given.depth = depth;
  if (colors !== undefined) given.colors = colors;
  return printValue(new Printer(given), value, 0);
}

inspect.custom = CUSTOM_INSPECT;
inspect.colors = colorTable();
inspect.styles = STYLES;
inspect.defaultOptions = DEFAULT_OPTIONS;

passInspect(inspect);

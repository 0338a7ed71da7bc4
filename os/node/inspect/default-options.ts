/**
 * What `inspect` does unless it is told otherwise; apart from it, so that printing a number doesn't need all of it.
 */
import type { InspectOptions } from './context.ts';

/** Options that hold when a call of `inspect` doesn't say otherwise; programs may change them. */
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

/**
 * Measures contenders side by side: one run of each in turn, so that what disturbs the machine disturbs all; rounds
 * with too much steal are thrown away and done again.
 */
import { MAX_STEAL_PERCENT, readCpuTicks, stealPercent } from './steal.ts';

/** One of those compared. */
export interface Contender<Value = number> {
  readonly name: string;
  /** One run; what was measured. */
  readonly measure: () => Promise<Value>;
}

/** The runs of one contender that count. */
export interface Runs<Value = number> {
  readonly name: string;
  readonly values: readonly Value[];
}

/** What came of a comparison. */
export interface Comparison<Value = number> {
  readonly runs: readonly Runs<Value>[];
  readonly rejectedRounds: number;
}

/** Measures `rounds` rounds that count; gives up when as many again and ten more were rejected. */
export async function compare<Value = number>(
  contenders: readonly Contender<Value>[],
  rounds: number,
  ticks = readCpuTicks,
): Promise<Comparison<Value>> {
  const values = contenders.map((): Value[] => []);
  let rejectedRounds = 0;
  for (let counted = 0; counted < rounds; ) {
    const before = ticks();
    const round: Value[] = [];
    for (const { measure } of contenders) round.push(await measure());
    if (stealPercent(before, ticks()) > MAX_STEAL_PERCENT) {
      rejectedRounds++;
      if (rejectedRounds > rounds + 10) break;
      continue;
    }
    for (const [index, value] of round.entries()) values[index]?.push(value);
    counted++;
  }
  return {
    runs: contenders.map(({ name }, index) => ({ name, values: values[index] ?? [] })),
    rejectedRounds,
  };
}

/** The value below which a share of the runs lies (0.5: the median), between two runs if need be; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** `12.3 (11.9–13.0)`: the median and the middle half. */
export function spread(values: readonly number[], digits = 1): string {
  if (values.length === 0) return 'no run counted';
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(digits));
  return `${middle} (${low}–${high})`;
}

/** The geometric mean; NaN for none. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

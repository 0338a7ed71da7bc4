/** Runs of a problem, and what several of them together say. */
import { Problem } from '../../toolchain/problem.ts';
import { quantile } from '../support/compare.ts';
import { runMeasured } from '../support/process-cost.ts';

const TIMEOUT_MS = 120_000;

/** One run, in milliseconds. */
export interface Run {
  readonly firstMs: number;
  readonly fastestMs: number;
  readonly medianMs: number;
  readonly peakBytes: number;
}

/** A run, or why there is none. */
export type Outcome = Run | { readonly failure: string };

/** Runs a problem's program once. */
export async function runProblem(program: string, words: readonly string[]): Promise<Outcome> {
  try {
    const { stdout, peakBytes } = await runMeasured(program, words, TIMEOUT_MS);
    const timesMs = [...stdout.matchAll(/iterations=1 runtime: (\d+)us/g)].map(([, us]) => Number(us) / 1000);
    const [firstMs] = timesMs;
    if (firstMs === undefined) return { failure: 'printed no time' };
    return { firstMs, fastestMs: Math.min(...timesMs), medianMs: quantile(timesMs, 0.5), peakBytes };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { failure: [error.message, error.help].filter((text) => text !== undefined).join(': ') };
  }
}

/** The fastest iteration of all runs, the medians of what else they have; the first failure if there is one. */
export function summary(outcomes: readonly Outcome[]): Outcome {
  const runs: Run[] = [];
  for (const outcome of outcomes) {
    if ('failure' in outcome) return outcome;
    runs.push(outcome);
  }
  if (runs.length === 0) return { failure: 'no run counted' };
  const median = (of: (run: Run) => number): number => quantile(runs.map(of), 0.5);
  return {
    firstMs: median(({ firstMs }) => firstMs),
    fastestMs: Math.min(...runs.map(({ fastestMs }) => fastestMs)),
    medianMs: median(({ medianMs }) => medianMs),
    peakBytes: median(({ peakBytes }) => peakBytes),
  };
}

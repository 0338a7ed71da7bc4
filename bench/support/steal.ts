/**
 * Steal: the share of the machine's time that the hypervisor under it gave to others. A run with more than
 * `MAX_STEAL_PERCENT` of it says nothing and is done again.
 */
import { readFileSync } from 'node:fs';

/** The limit. */
export const MAX_STEAL_PERCENT = 10;

/** Ticks of all processors since boot: the sum, and those stolen (proc(5), /proc/stat). */
export interface CpuTicks {
  readonly total: number;
  readonly stolen: number;
}

const STEAL_COLUMN = 7;

/** Reads the first line of /proc/stat, or of the text given. */
export function readCpuTicks(text = readFileSync('/proc/stat', 'latin1')): CpuTicks {
  const ticks = (text.split('\n')[0] ?? '').trim().split(/\s+/).slice(1).map(Number);
  // Guest time (columns 8 and 9) is counted in user time already.
  const total = ticks.slice(0, STEAL_COLUMN + 1).reduce((sum, value) => sum + value, 0);
  return { total, stolen: ticks[STEAL_COLUMN] ?? 0 };
}

/** Percent stolen between two readings; 0 when no tick has passed. */
export function stealPercent(before: CpuTicks, after: CpuTicks): number {
  const total = after.total - before.total;
  return total === 0 ? 0 : ((after.stolen - before.stolen) * 100) / total;
}

/** The wall clock in milliseconds, as Date counts them. */
import { wallClockNs } from '#machine';
import type { u64 } from '../../unsafe.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export function currentTimeMs(): number {
  const now: u64 = wallClockNs();
  const milliseconds: u64 = now / 1000000;
  return milliseconds;
}

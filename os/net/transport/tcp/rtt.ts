/**
 * How long to wait for an acknowledgment (RFC 6298), with Karn's rule on the caller's side: only segments that
 * were sent once are measured, or timestamps tell which sending is answered.
 *
 * The lower bound is 200 ms as in all widespread systems, not the RFC's 1 s (2.4, a SHOULD from the time of
 * coarse clocks); it exceeds the delayed acknowledgments of all of them.
 */

const INITIAL_RTO_MS = 1000;
const MIN_VARIANCE_MS = 200;
const MAX_RTO_MS = 60_000;

/** One connection's estimate. Times are in milliseconds. */
export class RttEstimator {
  /** -1 before the first measurement. */
  smoothedMs = -1;
  varianceMs = 0;
  /** The time-out without back-off. */
  baseMs = INITIAL_RTO_MS;
  /** How often the current time-out was doubled. */
  backoff = 0;

  /** Takes in a measured round trip (2.2, 2.3), and ends the back-off. */
  measure(rttMs: number): void {
    if (this.smoothedMs < 0) {
      this.smoothedMs = rttMs;
      this.varianceMs = rttMs / 2;
    } else {
      this.varianceMs = 0.75 * this.varianceMs + 0.25 * Math.abs(this.smoothedMs - rttMs);
      this.smoothedMs = 0.875 * this.smoothedMs + 0.125 * rttMs;
    }
    this.baseMs = Math.min(MAX_RTO_MS, this.smoothedMs + Math.max(MIN_VARIANCE_MS, 4 * this.varianceMs));
    this.backoff = 0;
  }

  /** The time-out as it is now: 200 ms … 60 s. */
  timeoutMs(): number {
    return Math.min(MAX_RTO_MS, this.baseMs * 2 ** this.backoff);
  }

  /** A time-out happened (5.5): the next one takes twice as long. */
  backOff(): void {
    if (this.backoff < 16) this.backoff++;
  }
}

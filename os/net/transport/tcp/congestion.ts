/**
 * How much may be on its way: slow start, congestion avoidance and recovery (RFC 5681, RFC 6582 NewReno, RFC 3465
 * byte counting, RFC 6928 initial window). Windows are in bytes. Which bytes are lost, and what is sent again, is
 * not decided here.
 */

const INITIAL_SEGMENTS = 10;
/** Most that one ACK adds in slow start. */
const SLOW_START_SEGMENTS = 16;
const MAX_WINDOW = 1 << 30;

/** RFC 6928 2: min(10 * MSS, max(2 * MSS, 14600)) */
function initialWindow(mss: number): number {
  return Math.min(INITIAL_SEGMENTS * mss, Math.max(2 * mss, 14_600));
}

/** One connection's congestion window. */
export class Congestion {
  /** The congestion window. */
  window = 0;
  slowStartThreshold = MAX_WINDOW;
  #mss = 536;
  /** Bytes acknowledged since the window grew last, in congestion avoidance. */
  #credit = 0;

  /** Begins with the initial window. */
  start(mss: number): void {
    this.#mss = mss;
    this.window = initialWindow(mss);
  }

  /** The path takes only smaller segments now. */
  setMss(mss: number): void {
    this.#mss = mss;
    if (this.window < mss) this.window = mss;
  }

  /** `acked` new bytes were acknowledged outside of recovery, while the window was in use. */
  onAck(acked: number): void {
    if (this.window < this.slowStartThreshold) {
      // RFC 3465 with a larger L than its 2: receivers that merge segments acknowledge many at once.
      this.window = Math.min(MAX_WINDOW, this.window + Math.min(acked, SLOW_START_SEGMENTS * this.#mss));
      return;
    }
    this.#credit += acked;
    if (this.#credit >= this.window) {
      this.#credit -= this.window;
      this.window = Math.min(MAX_WINDOW, this.window + this.#mss);
    }
  }

  /** Loss was found by duplicate acknowledgments (RFC 5681 3.2, step 2): half of what was on its way. */
  enterRecovery(inFlight: number): void {
    this.slowStartThreshold = Math.max(inFlight >>> 1, 2 * this.#mss);
    this.window = this.slowStartThreshold;
    this.#credit = 0;
  }

  /** Step 3 and 4, without SACK: each duplicate stands for a segment that has left the network. */
  inflate(bytes: number): void {
    this.window = Math.min(MAX_WINDOW, this.window + bytes);
  }

  /** A partial acknowledgment without SACK (RFC 6582 3.2 step 3). */
  deflate(acked: number): void {
    this.window = Math.max(this.#mss, this.window - acked + (acked >= this.#mss ? this.#mss : 0));
  }

  /** Everything that was on its way when the loss was found has arrived. */
  exitRecovery(inFlight: number): void {
    this.window = Math.min(this.slowStartThreshold, Math.max(inFlight, this.#mss) + this.#mss);
  }

  /** A retransmission time-out (RFC 5681 3.1 equation 4); `repeated`: the same segment again, no second cut. */
  onTimeout(inFlight: number, repeated: boolean): void {
    if (!repeated) this.slowStartThreshold = Math.max(inFlight >>> 1, 2 * this.#mss);
    this.window = this.#mss;
    this.#credit = 0;
  }

  /** Nothing was sent for longer than a time-out (RFC 5681 4.1). */
  onIdle(): void {
    this.window = Math.min(this.window, initialWindow(this.#mss));
  }
}

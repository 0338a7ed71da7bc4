/**
 * The time of the current poll. `NetworkStack.poll` gets the time as its argument and stores it here for all
 * layers; nobody else writes it. It does not move during a poll, so one packet sees one time.
 */
export class Clock {
  /** Milliseconds on the caller's monotonic clock. */
  nowMs = 0;
}

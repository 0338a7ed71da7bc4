/**
 * HostPromiseRejectionTracker (ECMA-262 27.2.1.9): whoever ends the program on unhandled rejections installs itself here
 * and looks, after a turn's jobs, at what was rejected and still has nobody who cares.
 */

/** `handled` false: a promise was rejected with nothing waiting; true: such a promise now has a handler. */
export type RejectionTracker = (promise: object, reason: unknown, handled: boolean) => void;

let tracker: RejectionTracker | undefined;

/** Installs the tracker. */
export function setRejectionTracker(track: RejectionTracker): void {
  tracker = track;
}

/** Tells the tracker. */
export function trackRejection(promise: object, reason: unknown, handled: boolean): void {
  if (tracker !== undefined) tracker(promise, reason, handled);
}

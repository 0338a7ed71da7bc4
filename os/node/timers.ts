/**
 * `node:timers`: the global timer functions, on the program's event loop.
 */

import { Immediate } from '../events/immediates.ts';
import { Timeout, type TimerCallback } from '../events/timers.ts';
import { checkFunction } from './errors/codes.ts';
import { theLoop } from './host.ts';

/** Calls `callback` once after at least `delay` ms (Node docs: setTimeout). ERR_INVALID_ARG_TYPE for no function. */
export function setTimeout(callback: TimerCallback, delay?: number, ...args: unknown[]): Timeout {
  checkFunction(callback, 'callback');
  return theLoop().timers.add(callback, delay, args, false);
}

/** Calls `callback` every `delay` ms (Node docs: setInterval). */
export function setInterval(callback: TimerCallback, delay?: number, ...args: unknown[]): Timeout {
  checkFunction(callback, 'callback');
  return theLoop().timers.add(callback, delay, args, true);
}

/** Calls `callback` when this turn's events are done (Node docs: setImmediate). */
export function setImmediate(callback: TimerCallback, ...args: unknown[]): Immediate {
  checkFunction(callback, 'callback');
  return theLoop().setImmediate(callback, args);
}

/** Stops a timeout or interval, given as the object or its number; ignores everything else. */
export function clearTimeout(timer?: Timeout | number | string | null): void {
  if (timer instanceof Timeout) timer.clear();
  else if (typeof timer === 'number' || typeof timer === 'string') theLoop().timers.clearById(Number(timer));
}

/** Same as `clearTimeout`. */
export function clearInterval(timer?: Timeout | number | string | null): void {
  clearTimeout(timer);
}

/** Stops an immediate; ignores everything else. */
export function clearImmediate(immediate?: Immediate | null): void {
  if (immediate instanceof Immediate) immediate.clear();
}

/** Queues a promise job (ECMA-262 9.5; HTML's `queueMicrotask`). */
export function queueMicrotask(callback: () => void): void {
  checkFunction(callback, 'callback');
  Promise.resolve().then(callback).catch(reportAsync);
}

/** An error in a microtask is uncaught, not a rejected promise. */
function reportAsync(error: unknown): void {
  theLoop().reportUncaught(error);
}

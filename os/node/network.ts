/**
 * The one way from os/node to the network: the stack that the composition of the boot installed.
 */

import type { EventSource } from '../events/loop.ts';
import type { NetworkStack } from '../net/api.ts';
import { codedError } from './errors/node-error.ts';

let current: NetworkStack | undefined;
/** Listening sockets, open connections and pending look-ups: they keep the program alive. */
let openHandles: number = 0;

/** Installs the network of the program, before user code runs. */
export function useNetwork(stack: NetworkStack): void {
  current = stack;
}

/** The network; throws ERR_NETWORK_UNAVAILABLE when the program was composed without one. */
export function theNetwork(): NetworkStack {
  if (current === undefined) {
    const message = 'This image has no network: none was configured when it was built';
    throw codedError('ERR_NETWORK_UNAVAILABLE', message);
  }
  return current;
}

/** Counts a handle that keeps the program alive. */
export function holdNetwork(): void {
  openHandles += 1;
}

/** Gives back what `holdNetwork` took. */
export function releaseNetwork(): void {
  openHandles -= 1;
}

/** The stack as a source of events for the loop: add it with `EventLoop.addSource`. */
export class NetworkSource implements EventSource {
  readonly #stack: NetworkStack;

  constructor(stack: NetworkStack) {
    this.#stack = stack;
  }

  poll(nowMs: number): number {
    const deadlineMs = this.#stack.poll(nowMs);
    return this.#stack.hasWork() ? nowMs : deadlineMs;
  }

  isAlive(): boolean {
    return openHandles > 0;
  }
}

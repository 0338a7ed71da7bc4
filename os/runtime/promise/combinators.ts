/** Promise.all, allSettled, any and race (ECMA-262 27.2.4.1 – 27.2.4.5). */

import { trust } from '../../unsafe.ts';
import { throwNotCallable } from '../array/callbacks.ts';
import { invoke1 } from '../core/calls.ts';
import { type Capability, newCapability } from './capability.ts';

type Thenable = PromiseLike<unknown>;

/** Counts what is still awaited; the last one finishes. It starts at one, for the iteration itself. */
class Outstanding {
  left = 1;
  readonly values: unknown[] = [];
}

type Each = (visit: (next: Thenable, index: number) => void) => void;

/** Calls `start` with what visits C.resolve(value) for every value; any error rejects (ECMA-262 27.2.4.1 steps 3–8). */
function combine(
  constructor: unknown,
  iterable: Iterable<unknown>,
  start: (each: Each, capability: Capability) => void,
): unknown {
  const capability = newCapability(constructor);
  try {
    start(visitorOf(constructor, iterable), capability);
  } catch (error) {
    capability.reject(error);
  }
  return capability.promise;
}

function visitorOf(constructor: unknown, iterable: Iterable<unknown>): Each {
  const resolve: unknown = trust<{ resolve: unknown }>(constructor).resolve;
  if (typeof resolve !== 'function') throwNotCallable(resolve);
  return (visit) => {
    let index = 0;
    for (const value of iterable) visit(trust<Thenable>(invoke1(resolve, constructor, value)), index++);
  };
}

/** ECMA-262 27.2.4.1. */
export function allPromises(constructor: unknown, iterable: Iterable<unknown>): unknown {
  return combine(constructor, iterable, (each, capability) => {
    const outstanding = new Outstanding();
    each((next, index) => {
      outstanding.values[index] = undefined;
      outstanding.left++;
      let called = false;
      next.then((value) => {
        if (called) return;
        called = true;
        outstanding.values[index] = value;
        if (--outstanding.left === 0) capability.resolve(outstanding.values);
      }, capability.reject);
    });
    if (--outstanding.left === 0) capability.resolve(outstanding.values);
  });
}

/** ECMA-262 27.2.4.2. */
export function allSettledPromises(constructor: unknown, iterable: Iterable<unknown>): unknown {
  return combine(constructor, iterable, (each, capability) => {
    const outstanding = new Outstanding();
    each((next, index) => {
      outstanding.values[index] = undefined;
      outstanding.left++;
      let called = false;
      const settle = (outcome: object): void => {
        if (called) return;
        called = true;
        outstanding.values[index] = outcome;
        if (--outstanding.left === 0) capability.resolve(outstanding.values);
      };
      next.then(
        (value) => settle({ status: 'fulfilled', value }),
        (reason) => settle({ status: 'rejected', reason }),
      );
    });
    if (--outstanding.left === 0) capability.resolve(outstanding.values);
  });
}

/** ECMA-262 27.2.4.3. */
export function anyPromise(constructor: unknown, iterable: Iterable<unknown>): unknown {
  return combine(constructor, iterable, (each, capability) => {
    const outstanding = new Outstanding();
    const fail = (): void => {
      if (--outstanding.left === 0) {
        capability.reject(new AggregateError(outstanding.values, 'All promises were rejected'));
      }
    };
    each((next, index) => {
      outstanding.values[index] = undefined;
      outstanding.left++;
      let called = false;
      next.then(capability.resolve, (reason) => {
        if (called) return;
        called = true;
        outstanding.values[index] = reason;
        fail();
      });
    });
    fail();
  });
}

/** ECMA-262 27.2.4.5. */
export function racePromises(constructor: unknown, iterable: Iterable<unknown>): unknown {
  return combine(constructor, iterable, (each, capability) => {
    each((next) => {
      next.then(capability.resolve, capability.reject);
    });
  });
}

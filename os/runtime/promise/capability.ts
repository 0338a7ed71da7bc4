/** PromiseCapability records (ECMA-262 27.2.1.5): a promise of any constructor, with the functions that settle it. */

import { trust } from '../../unsafe.ts';
import { isConstructor } from '../core/calls.ts';
import { describe } from '../core/messages.ts';

type Settle = (value: unknown) => void;

export class Capability {
  readonly promise: unknown;
  readonly resolve: Settle;
  readonly reject: Settle;

  constructor(promise: unknown, resolve: Settle, reject: Settle) {
    this.promise = promise;
    this.resolve = resolve;
    this.reject = reject;
  }
}

/** NewPromiseCapability (ECMA-262 27.2.1.5). TypeError when `constructor` isn't one or gives no functions. */
export function newCapability(constructor: unknown): Capability {
  if (!isConstructor(constructor)) throw new TypeError(`${describe(constructor)} is not a constructor`);
  let resolve: unknown;
  let reject: unknown;
  const Make = trust<new (executor: (a: unknown, b: unknown) => void) => unknown>(constructor);
  const promise = new Make((first, second) => {
    if (resolve !== undefined || reject !== undefined) {
      throw new TypeError('Promise executor has already been invoked with non-undefined arguments');
    }
    resolve = first;
    reject = second;
  });
  if (typeof resolve !== 'function' || typeof reject !== 'function') {
    throw new TypeError('Promise resolve or reject function is not callable');
  }
  return new Capability(promise, trust<Settle>(resolve), trust<Settle>(reject));
}

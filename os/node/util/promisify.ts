/**
 * `util.promisify` and its kin: between callbacks, promises and old-style classes.
 */

import { checkFunction, invalidArgType } from '../errors/codes.ts';

/** Functions with this property say themselves what their promise version is. */
export const CUSTOM_PROMISIFY: unique symbol = Symbol.for('nodejs.util.promisify.custom') as never;

type Callable = (this: unknown, ...args: unknown[]) => unknown;

/** A function that returns a promise of what `original` gives its callback (Node docs: util.promisify). */
export function promisify(original: Callable): (...args: unknown[]) => Promise<unknown> {
  checkFunction(original, 'original');
  const custom = (original as { [CUSTOM_PROMISIFY]?: unknown })[CUSTOM_PROMISIFY];
  if (custom !== undefined) {
    checkFunction(custom, 'util.promisify.custom');
    return custom as (...args: unknown[]) => Promise<unknown>;
  }
  return function promisified(this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error: unknown, value: unknown) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
  };
}

/** Old-style inheritance: `constructor.prototype` inherits from `superConstructor.prototype`. */
export function inherits(constructor: unknown, superConstructor: unknown): void {
  if (typeof constructor !== 'function') throw invalidArgType('ctor', 'Function', constructor);
  if (typeof superConstructor !== 'function') throw invalidArgType('superCtor', 'Function', superConstructor);
  Object.defineProperty(constructor, 'super_', {
    value: superConstructor,
    writable: true,
    configurable: true,
  });
  Object.setPrototypeOf(constructor.prototype, superConstructor.prototype);
}

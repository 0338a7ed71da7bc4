/**
 * Function (ECMA-262 20.2). There is no code to make functions from text at run time: the constructor throws, except for
 * what the compiler recognised at build time.
 */

import { invokeArray } from '../core/calls.ts';
import { functionSource, makeBoundFunction, ordinaryHasInstance } from '../core/functions.ts';
import { listOf } from '../object/reflect.ts';

export class FunctionGlobal {
  static $call(): never {
    throw new EvalError('Code generation from strings disallowed for this context');
  }

  static $construct(): never {
    throw new EvalError('Code generation from strings disallowed for this context');
  }

  /** ECMA-262 20.2.3.1. */
  apply(this: unknown, thisArg: unknown, args?: unknown): unknown {
    if (typeof this !== 'function')
      throw new TypeError('Function.prototype.apply was called on a value that is not a function');
    return invokeArray(this, thisArg, args === undefined || args === null ? [] : listOf(args));
  }

  /** ECMA-262 20.2.3.2. */
  bind(this: unknown, thisArg: unknown, ...args: unknown[]): unknown {
    if (typeof this !== 'function') throw new TypeError('Bind must be called on a function');
    return makeBoundFunction(this, thisArg, args);
  }

  /** ECMA-262 20.2.3.3. */
  call(this: unknown, thisArg: unknown, ...args: unknown[]): unknown {
    if (typeof this !== 'function')
      throw new TypeError('Function.prototype.call was called on a value that is not a function');
    return invokeArray(this, thisArg, args);
  }

  /** ECMA-262 20.2.3.5. */
  toString(this: unknown): string {
    if (typeof this !== 'function') {
      throw new TypeError("Function.prototype.toString requires that 'this' be a Function");
    }
    return functionSource(this);
  }

  /** OrdinaryHasInstance (ECMA-262 20.2.3.6, 7.3.21). */
  [Symbol.hasInstance](this: unknown, value: unknown): boolean {
    return ordinaryHasInstance(this, value);
  }
}

/** Boolean (ECMA-262 20.3). Methods get the primitive as `this`. */
import { makeWrapper, primitiveOfWrapper } from '../object/wrapper.ts';

export class BooleanGlobal {
  static $call(value?: unknown): boolean {
    return !!value;
  }

  static $construct(newTarget: unknown, value?: unknown): object {
    return makeWrapper(newTarget, !!value);
  }

  toString(this: unknown): string {
    return booleanValue(this, 'toString') ? 'true' : 'false';
  }

  valueOf(this: unknown): boolean {
    return booleanValue(this, 'valueOf');
  }
}

function booleanValue(value: unknown, method: string): boolean {
  if (typeof value === 'boolean') return value;
  if (value instanceof Boolean) return primitiveOfWrapper<boolean>(value);
  throw new TypeError(`Boolean.prototype.${method} requires that 'this' be a Boolean`);
}

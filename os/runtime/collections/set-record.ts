/** What the set operations ask of their argument: a size, `has` and `keys` (ECMA-262 24.2.1.2 GetSetRecord). */
import { trust } from '../../unsafe.ts';
import { requireCallable } from '../array/callbacks.ts';
import { invoke } from '../core/calls.ts';
import { toIntegerOrInfinity, toNumber } from '../core/conversion.ts';

interface SetLike {
  readonly size: unknown;
  readonly has: unknown;
  readonly keys: unknown;
}

export class SetRecord<T> {
  readonly size: number;
  readonly #set: SetLike;
  readonly #has: unknown;
  readonly #keys: unknown;

  constructor(set: SetLike, size: number, has: unknown, keys: unknown) {
    this.#set = set;
    this.size = size;
    this.#has = has;
    this.#keys = keys;
  }

  has(value: T): boolean {
    return !!invoke(this.#has, this.#set, value);
  }

  /** Calls `visit` for each key until it returns false; did it return true for all? */
  forEachKey(visit: (key: T) => boolean): boolean {
    const iterator = trust<Iterator<T>>(invoke(this.#keys, this.#set));
    if (typeof iterator !== 'object' || iterator === null)
      throw new TypeError(`${iterator} is not an object`);
    const next: unknown = iterator.next;
    for (;;) {
      const result = trust<IteratorResult<T>>(invoke(next, iterator));
      if (typeof result !== 'object' || result === null)
        throw new TypeError(`Iterator result ${result} is not an object`);
      if (result.done) return true;
      if (!visit(result.value)) {
        const close: unknown = iterator.return;
        if (close !== undefined && close !== null) invoke(close, iterator);
        return false;
      }
    }
  }
}

/** Reads size, has and keys of `value`; TypeError or RangeError when it isn't like a set. */
export function setRecordOf<T>(value: unknown): SetRecord<T> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${String(value)} is not an object`);
  const set = trust<SetLike>(value);
  const size = toNumber(set.size);
  // biome-ignore lint/suspicious/noSelfCompare: NaN
  if (size !== size) throw new TypeError(`The 'size' property must be a number`);
  const integer = toIntegerOrInfinity(size);
  if (integer < 0) throw new RangeError(`'${integer}' is an invalid size`);
  const has = set.has;
  requireCallable(has);
  const keys = set.keys;
  requireCallable(keys);
  return new SetRecord<T>(set, integer, has, keys);
}

/**
 * Symbol (ECMA-262 20.4). The well-known symbols are static objects of the image: the compiler resolves
 * `Symbol.iterator` and its kin to them where it can, and the getters below are for the rest.
 */

import { trust } from '../../unsafe.ts';
import { toString } from '../core/conversion.ts';
import { makeSymbol, symbolDescription } from '../core/symbols.ts';
import { primitiveOfWrapper } from '../object/wrapper.ts';
import { keyOfRegistered, registeredSymbol } from './registry.ts';

export class SymbolGlobal {
  static $call(description?: unknown): symbol {
    return makeSymbol(description === undefined ? undefined : toString(description));
  }

  static $construct(): never {
    throw new TypeError('Symbol is not a constructor');
  }

  /** ECMA-262 20.4.2.2. */
  static for(key: unknown): symbol {
    return registeredSymbol(toString(key));
  }

  /** ECMA-262 20.4.2.6. */
  static keyFor(symbol: unknown): string | undefined {
    if (typeof symbol !== 'symbol') throw new TypeError(`${String(symbol)} is not a symbol`);
    return keyOfRegistered(symbol);
  }

  static get asyncIterator(): symbol {
    return Symbol.asyncIterator;
  }
  static get hasInstance(): symbol {
    return Symbol.hasInstance;
  }
  static get isConcatSpreadable(): symbol {
    return Symbol.isConcatSpreadable;
  }
  static get iterator(): symbol {
    return Symbol.iterator;
  }
  static get match(): symbol {
    return Symbol.match;
  }
  static get matchAll(): symbol {
    return Symbol.matchAll;
  }
  static get replace(): symbol {
    return Symbol.replace;
  }
  static get search(): symbol {
    return Symbol.search;
  }
  static get species(): symbol {
    return Symbol.species;
  }
  static get split(): symbol {
    return Symbol.split;
  }
  static get toPrimitive(): symbol {
    return Symbol.toPrimitive;
  }
  static get toStringTag(): symbol {
    return Symbol.toStringTag;
  }
  static get unscopables(): symbol {
    return Symbol.unscopables;
  }

  get description(): string | undefined {
    return trust<string | undefined>(symbolDescription(symbolValue(this, 'description')));
  }

  toString(this: unknown): string {
    const description = symbolDescription(symbolValue(this, 'toString'));
    return description === undefined ? 'Symbol()' : `Symbol(${description})`;
  }

  valueOf(this: unknown): symbol {
    return symbolValue(this, 'valueOf');
  }

  [Symbol.toPrimitive](this: unknown): symbol {
    return symbolValue(this, '[Symbol.toPrimitive]');
  }

  get [Symbol.toStringTag](): string {
    return 'Symbol';
  }
}

function symbolValue(value: unknown, method: string): symbol {
  if (typeof value === 'symbol') return value;
  if (value instanceof Symbol) return primitiveOfWrapper<symbol>(value);
  throw new TypeError(`Symbol.prototype.${method} requires that 'this' be a Symbol`);
}

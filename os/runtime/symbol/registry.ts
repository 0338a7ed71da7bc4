/** The registry of Symbol.for (ECMA-262 20.4.2.2, table 59). */
import { HashTable } from '../collections/hash-table.ts';
import { makeSymbol } from '../core/symbols.ts';

/** Key → symbol, and symbol → key; made at the first use. */
let byKey: HashTable<string, symbol> | undefined;
let bySymbol: HashTable<symbol, string> | undefined;

/** The one symbol of a key. */
export function registeredSymbol(key: string): symbol {
  byKey ??= new HashTable<string, symbol>();
  bySymbol ??= new HashTable<symbol, string>();
  const index = byKey.find(key);
  if (index >= 0) return byKey.valueAt(index);
  const symbol = makeSymbol(key);
  byKey.set(key, symbol);
  bySymbol.set(symbol, key);
  return symbol;
}

/** The key of a symbol that Symbol.for made, else undefined. */
export function keyOfRegistered(symbol: symbol): string | undefined {
  if (bySymbol === undefined) return undefined;
  const index = bySymbol.find(symbol);
  return index < 0 ? undefined : bySymbol.valueAt(index);
}

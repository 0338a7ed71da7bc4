/** The registry of Symbol.for (ECMA-262 20.4.2.2, table 59). */
import { HashTable } from '../collections/hash-table.ts';
import { makeSymbol } from '../core/symbols.ts';

/** Made at the first use. */
let symbols: HashTable<string, symbol> | undefined;

/** The one symbol of a key. */
export function registeredSymbol(key: string): symbol {
  symbols ??= new HashTable<string, symbol>();
  const index = symbols.find(key);
  if (index >= 0) return symbols.valueAt(index);
  const symbol = makeSymbol(key);
  symbols.set(key, symbol);
  return symbol;
}

/** The key of a symbol that Symbol.for made, else undefined: its description. */
export function keyOfRegistered(symbol: symbol): string | undefined {
  const key = symbol.description;
  if (symbols === undefined || key === undefined) return undefined;
  const index = symbols.find(key);
  return index >= 0 && symbols.valueAt(index) === symbol ? key : undefined;
}

/** Symbols as heap values (ECMA-262 6.1.5); the registry of Symbol.for is the library's. */

import { KIND_SYMBOL, SYMBOL_DESCRIPTION, SYMBOL_HASH } from '../../../toolchain/compiler/layout/objects.ts';
import { allocate, kindShape } from '../../memory/heap.ts';
import {
  addressOf,
  load64,
  objectAt,
  store32,
  store64,
  type usize,
  valueOfWord,
  wordOf,
} from '../../unsafe.ts';

/** A new symbol; the description is a string or undefined. */
export function makeSymbol(description: unknown): symbol {
  const address: usize = allocate(24, kindShape(KIND_SYMBOL));
  store64(address + SYMBOL_DESCRIPTION, wordOf(description));
  store32(address + SYMBOL_HASH, (address >> 4) ^ (address >> 17));
  return objectAt<symbol>(address);
}

/** The description of a symbol: a string or undefined. */
export function symbolDescription(symbol: unknown): unknown {
  return valueOfWord<unknown>(load64(addressOf(symbol) + SYMBOL_DESCRIPTION));
}

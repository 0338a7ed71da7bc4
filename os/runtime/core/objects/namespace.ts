/** Module namespace objects (ECMA-262 10.4.6), which compiled code fills with a getter for each export. */
import {
  OBJECT_EXTRA,
  PROP_ACCESSOR,
  PROP_ENUMERABLE,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { addressOf, load64, type usize } from '../../../unsafe.ts';
import { dictionaryEntry, dictionaryUsed, entryFlags, setEntryFlags } from './dictionary.ts';
import { makeDictionaryOf } from './own.ts';
import { preventExtensions } from './prototype.ts';

/** From now on nothing can be added to the object, changed or removed. */
export function sealNamespace(object: object): void {
  preventExtensions(object);
  const address: usize = addressOf(object);
  makeDictionaryOf(address);
  const dictionary: usize = load64(address + OBJECT_EXTRA);
  const used: usize = dictionaryUsed(dictionary);
  for (let number: usize = 0; number < used; number++) {
    const entry: usize = dictionaryEntry(dictionary, number);
    setEntryFlags(entry, entryFlags(entry) & (PROP_ENUMERABLE | PROP_ACCESSOR));
  }
}

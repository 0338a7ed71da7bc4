/**
 * The order in which a closed object got the properties that are added to it while the program runs: in the upper bits of the object's flags
 * (layout/objects.ts). Compiled code adds by itself what comes in the order of the numbers (llvm/select/added.ts); everything else is here.
 */
import {
  ADDED_BITS,
  ADDED_OUT_OF_ORDER,
  ADDED_SHIFT,
  ADDED_TOP_SHIFT,
  ENTRY_FLAGS,
  ENTRY_LOCATION,
  MAX_ADDED,
  OBJECT_FLAGS,
  PROP_NUMBER_SHIFT,
  SHAPE_COUNT,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { WORD_HOLE } from '../../../../toolchain/compiler/layout/values.ts';
import { load8, load32, load64, store32, type u32, type usize } from '../../../unsafe.ts';
import { entryAt } from './shape.ts';

/** Numbers that the flags have room for. */
const LISTED: u32 = MAX_ADDED - 1;
const NUMBER_MASK: u32 = 15;

/** Notes that the property with a number is added next; its slot is still a hole. */
export function noteAdded(object: usize, shape: usize, number: u32): void {
  const flags: u32 = load32(object + OBJECT_FLAGS);
  const top: u32 = flags >> ADDED_TOP_SHIFT;
  if (top < number) {
    store32(object + OBJECT_FLAGS, ((flags << 4) >> 4) | (number << ADDED_TOP_SHIFT));
    return;
  }
  let listed: u32 = flags | (ADDED_OUT_OF_ORDER << ADDED_TOP_SHIFT);
  if (top !== ADDED_OUT_OF_ORDER) {
    const count: usize = load32(shape + SHAPE_COUNT);
    for (let n: usize = 0; n < count; n++) {
      const entry: usize = entryAt(shape, n);
      const each: u32 = load8(entry + ENTRY_FLAGS) >> PROP_NUMBER_SHIFT;
      if (each !== 0 && load64(object + load32(entry + ENTRY_LOCATION)) !== WORD_HOLE)
        listed = withNext(listed, each);
    }
  }
  store32(object + OBJECT_FLAGS, withNext(listed, number));
}

/** The flags with a number behind those listed; where there is no room it is the last. */
function withNext(flags: u32, number: u32): u32 {
  for (let place: u32 = 0; place < LISTED; place++)
    if (listedAt(flags, place) === 0) return flags | (number << (ADDED_SHIFT + place * ADDED_BITS));
  return flags;
}

function listedAt(flags: u32, place: u32): u32 {
  return (flags >> (ADDED_SHIFT + place * ADDED_BITS)) & NUMBER_MASK;
}

/** The entry of the property of an object that comes at a place in the order of its shape's table; 0 when there is none. */
export function entryInOrder(object: usize, place: usize): usize {
  const shape: usize = load32(object);
  const entry: usize = entryAt(shape, place);
  const flags: u32 = load32(object + OBJECT_FLAGS);
  if (
    flags >> ADDED_TOP_SHIFT !== ADDED_OUT_OF_ORDER ||
    load8(entry + ENTRY_FLAGS) >> PROP_NUMBER_SHIFT === 0
  )
    return entry;
  let first: usize = place;
  while (first !== 0 && load8(entryAt(shape, first - 1) + ENTRY_FLAGS) >> PROP_NUMBER_SHIFT !== 0) first -= 1;
  const wanted: u32 = numberAt(flags, (place - first) as u32);
  const count: usize = load32(shape + SHAPE_COUNT);
  for (let n: usize = first; n < count; n++)
    if (load8(entryAt(shape, n) + ENTRY_FLAGS) >> PROP_NUMBER_SHIFT === wanted) return entryAt(shape, n);
  return 0;
}

/** The number of the property that was added at a place; 0: none was. The last of all is what the others leave. */
function numberAt(flags: u32, place: u32): u32 {
  if (place < LISTED) return listedAt(flags, place);
  if (listedAt(flags, LISTED - 1) === 0) return 0;
  let left: u32 = (MAX_ADDED * (MAX_ADDED + 1)) / 2;
  for (let n: u32 = 0; n < LISTED; n++) left -= listedAt(flags, n);
  return left;
}

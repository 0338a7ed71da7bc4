/**
 * Shapes: where an object's properties are. Those of literals and classes are in the image; adding a property makes (once)
 * a child of the object's shape, as a tree of transitions. What doesn't fit the tree — deleting, redefining, many
 * properties, another prototype — makes the object's properties a dictionary, whose shape says only that.
 *
 * Shapes made at run time live outside of the heap, below 4 GB, and are never given back; so there is a limit to them,
 * beyond which objects become dictionaries. A child shares its parent's table and appends to it when it is the first child.
 */
import { allocatePages } from '#machine';
import {
  ENTRY_BYTES,
  ENTRY_FLAGS,
  ENTRY_KEY,
  ENTRY_KEY_BITS,
  ENTRY_LOCATION,
  ENTRY_REP,
  KIND_ERROR,
  KIND_OBJECT,
  OBJECT_SLOTS,
  PROPERTY_IN_EXTRA,
  REP_BOXED,
  REP_CONSTANT,
  SHAPE_BYTES,
  SHAPE_CHILD,
  SHAPE_COUNT,
  SHAPE_DICTIONARY,
  SHAPE_DYNAMIC,
  SHAPE_DYNAMIC_BYTES,
  SHAPE_FLAGS,
  SHAPE_KIND,
  SHAPE_PARENT,
  SHAPE_POINTER_MAP,
  SHAPE_PROTOTYPE,
  SHAPE_SIBLING,
  SHAPE_SIZE,
  SHAPE_TABLE,
} from '../../../../toolchain/compiler/layout/objects.ts';
import { panic } from '../../../machine/panic.ts';
import { addRootRange } from '../../../memory/collect.ts';
import {
  addressOf,
  copyMemory,
  load8,
  load32,
  load64,
  store8,
  store32,
  store64,
  type u32,
  type u64,
  type usize,
} from '../../../unsafe.ts';
import { isObject } from '../values.ts';

/** Properties that an object may have before it becomes a dictionary, by transitions. */
const ENTRIES_MAX: u32 = 64;
/** Bytes of shapes and tables that transitions may use. */
const TRANSITION_BYTES_MAX: usize = 1048576;
const ARENA_BYTES: usize = 16384;
const LOW_MEMORY_END: usize = 0x1_0000_0000;
const CACHE_ENTRIES: usize = 512;
/** What is above a key in a word. */
const ABOVE_KEY: usize = 64 - ENTRY_KEY_BITS;

let arena: usize = 0;
let arenaEnd: usize = 0;
let arenaTotal: usize = 0;

/** Lookup cache, direct-mapped: {shape, key, entry or 0}. Entries of a shape never change their place, so it never ages. */
let cache: usize = 0;

/** The entry of a key in a shape's table, or 0. Not for dictionaries. */
export function findEntry(shape: usize, key: usize): usize {
  const count: usize = load32(shape + SHAPE_COUNT);
  if (count <= 4) return searchTable(shape, key, count);
  if (cache === 0) {
    cache = allocatePages(CACHE_ENTRIES * 24);
    if (cache === 0) panic('no memory for property lookup');
  }
  const line: usize = cache + (((shape >> 3) ^ (key >> 4)) & (CACHE_ENTRIES - 1)) * 24;
  if (load64(line) === shape && load64(line + 8) === key) return load64(line + 16);
  const entry: usize = searchTable(shape, key, count);
  store64(line, shape);
  store64(line + 8, key);
  store64(line + 16, entry);
  return entry;
}

function searchTable(shape: usize, key: usize, count: usize): usize {
  let entry: usize = load32(shape + SHAPE_TABLE);
  const shifted: u64 = key << ABOVE_KEY;
  for (let left: usize = count; left !== 0; left--) {
    if (load64(entry + ENTRY_KEY) << ABOVE_KEY === shifted) return entry;
    entry += ENTRY_BYTES;
  }
  return 0;
}

/** The key of an entry: an interned string or a symbol. */
export function keyOf(entry: usize): usize {
  return (load64(entry + ENTRY_KEY) << ABOVE_KEY) >> ABOVE_KEY;
}

/** The entry with a number below the shape's count. */
export function entryAt(shape: usize, number: usize): usize {
  return load32(shape + SHAPE_TABLE) + number * ENTRY_BYTES;
}

/** The shape of an object of this shape after a property was added, or 0 when it should become a dictionary. */
export function shapeWith(shape: usize, key: usize, flags: u32): usize {
  const count: u32 = load32(shape + SHAPE_COUNT);
  let child: usize = load32(shape + SHAPE_CHILD);
  while (child !== 0) {
    if (load32(child + SHAPE_COUNT) === count + 1) {
      const entry: usize = entryAt(child, count);
      if (keyOf(entry) === key && load8(entry + ENTRY_FLAGS) === flags) return child;
    }
    child = load32(child + SHAPE_SIBLING);
  }
  if (count >= ENTRIES_MAX || arenaTotal > TRANSITION_BYTES_MAX) return 0;
  return makeChild(shape, key, flags, count);
}

function makeChild(shape: usize, key: usize, flags: u32, count: u32): usize {
  const location: u32 = nextLocation(shape, count);
  const table: usize = tableWithRoom(shape, count);
  if (table === 0) return 0;
  const child: usize = cloneShape(shape);
  // The collector doesn't find keys in entries.
  const root: usize = takeArena(8);
  if (child === 0 || root === 0) return 0;
  const entry: usize = table + count * ENTRY_BYTES;
  store64(entry + ENTRY_KEY, key);
  store8(entry + ENTRY_REP, REP_BOXED);
  store8(entry + ENTRY_FLAGS, flags);
  store32(entry + ENTRY_LOCATION, location);
  store64(root, key);
  store32(table - 8, count + 1);
  store32(child + SHAPE_TABLE, table as u32);
  store32(child + SHAPE_COUNT, count + 1);
  adopt(shape, child);
  return child;
}

/** A copy of a shape, marked as made at run time, without relatives; 0 without memory. */
function cloneShape(shape: usize): usize {
  const clone: usize = takeArena(SHAPE_DYNAMIC_BYTES);
  if (clone === 0) return 0;
  copyMemory(clone, shape, SHAPE_BYTES);
  store32(clone + SHAPE_FLAGS, load32(shape + SHAPE_FLAGS) | SHAPE_DYNAMIC);
  store32(clone + SHAPE_PARENT, 0);
  store32(clone + SHAPE_CHILD, 0);
  store32(clone + SHAPE_SIBLING, 0);
  return clone;
}

function adopt(shape: usize, child: usize): void {
  store32(child + SHAPE_PARENT, shape as u32);
  store32(child + SHAPE_SIBLING, load32(shape + SHAPE_CHILD));
  store32(shape + SHAPE_CHILD, child as u32);
}

/** A table with the shape's `count` entries and room for one more: its own if nobody appended to it, else a copy. */
function tableWithRoom(shape: usize, count: u32): usize {
  const table: usize = load32(shape + SHAPE_TABLE);
  const dynamic: boolean = (load32(shape + SHAPE_FLAGS) & SHAPE_DYNAMIC) !== 0;
  if (dynamic && table !== 0 && load32(table - 8) === count && load32(table - 4) > count) return table;
  const capacity: usize = count < 4 ? 4 : count * 2;
  const header: usize = takeArena(8 + capacity * ENTRY_BYTES);
  if (header === 0) return 0;
  store32(header + 4, capacity);
  if (count !== 0) copyMemory(header + 8, table, count * ENTRY_BYTES);
  return header + 8;
}

/** Where the next property goes: the next inline slot that the instance has, else the extra slots. */
function nextLocation(shape: usize, count: u32): u32 {
  const kind: u32 = load32(shape + SHAPE_KIND);
  let inline: u32 = OBJECT_SLOTS;
  let extra: u32 = 0;
  for (let number: u32 = 0; number < count; number++) {
    const entry: usize = entryAt(shape, number);
    const location: u32 = load32(entry + ENTRY_LOCATION);
    if (load8(entry + ENTRY_REP) >= REP_CONSTANT) continue;
    if (location >= PROPERTY_IN_EXTRA) extra += 1;
    else if (location >= inline) inline = location + 8;
  }
  if (kind === KIND_OBJECT || kind === KIND_ERROR) {
    const fits: boolean = extra === 0 && inline + 8 <= load32(shape + SHAPE_SIZE);
    if (fits && ((load64(shape + SHAPE_POINTER_MAP) >> (inline / 8 - 1)) & 1) !== 0) return inline;
  }
  return PROPERTY_IN_EXTRA | extra;
}

/** The shape of dictionaries of the same kind, size and (possibly another) prototype. */
export function dictionaryShape(shape: usize, prototype: u64): usize {
  return variant(shape, prototype, SHAPE_DICTIONARY);
}

/** The shape of objects of this shape's kind that have no properties yet and this prototype. */
export function emptyShape(shape: usize, prototype: u64): usize {
  if (load64(shape + SHAPE_PROTOTYPE) === prototype && load32(shape + SHAPE_COUNT) === 0) return shape;
  return variant(shape, prototype, 0);
}

/** The shape of objects with this shape's properties and this prototype. */
export function shapeWithPrototype(shape: usize, prototype: u64): usize {
  if (load64(shape + SHAPE_PROTOTYPE) === prototype) return shape;
  const count: u32 = load32(shape + SHAPE_COUNT);
  if (count === 0) return variant(shape, prototype, load32(shape + SHAPE_FLAGS) & SHAPE_DICTIONARY);
  let child: usize = load32(shape + SHAPE_CHILD);
  while (child !== 0) {
    if (load32(child + SHAPE_COUNT) === count && load64(child + SHAPE_PROTOTYPE) === prototype) return child;
    child = load32(child + SHAPE_SIBLING);
  }
  const table: usize = tableWithRoom(shape, count);
  const made: usize = cloneShape(shape);
  if (table === 0 || made === 0) panic('no memory below 4 GB for shapes');
  store32(table - 8, count);
  store64(made + SHAPE_PROTOTYPE, prototype);
  store32(made + SHAPE_TABLE, table as u32);
  adopt(shape, made);
  return made;
}

function variant(shape: usize, prototype: u64, dictionary: u32): usize {
  let child: usize = load32(shape + SHAPE_CHILD);
  while (child !== 0) {
    const isDictionary: u32 = load32(child + SHAPE_FLAGS) & SHAPE_DICTIONARY;
    if (
      load32(child + SHAPE_COUNT) === 0 &&
      isDictionary === dictionary &&
      load64(child + SHAPE_PROTOTYPE) === prototype
    ) {
      return child;
    }
    child = load32(child + SHAPE_SIBLING);
  }
  const made: usize = cloneShape(shape);
  if (made === 0) panic('no memory below 4 GB for shapes');
  store64(made + SHAPE_PROTOTYPE, prototype);
  store32(made + SHAPE_TABLE, 0);
  store32(made + SHAPE_COUNT, 0);
  store32(made + SHAPE_FLAGS, load32(made + SHAPE_FLAGS) | dictionary);
  adopt(shape, made);
  return made;
}

/** Zeroed memory below 4 GB for shapes and tables, whose words are roots; 0 when there is none. */
function takeArena(sizeBytes: usize): usize {
  if (arena + sizeBytes > arenaEnd) {
    const pages: usize = allocatePages(ARENA_BYTES);
    if (pages === 0 || pages + ARENA_BYTES > LOW_MEMORY_END) return 0;
    arena = pages;
    arenaEnd = pages + ARENA_BYTES;
    addRootRange(arena, arenaEnd);
  }
  const taken: usize = arena;
  arena += sizeBytes;
  arenaTotal += sizeBytes;
  return taken;
}

/** Is the value an object of a shape of the image, or was it one before properties were added, removed or redefined? */
export function cameOfShape(value: unknown, wanted: usize): boolean {
  if (!isObject(value)) return false;
  let shape: usize = load32(addressOf(value));
  while (shape !== wanted && (load32(shape + SHAPE_FLAGS) & SHAPE_DYNAMIC) !== 0)
    shape = load32(shape + SHAPE_PARENT);
  return shape === wanted;
}

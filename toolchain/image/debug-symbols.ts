/**
 * Gives the functions in a debug file's symbol table the names that they have in stacks. The compiler's own,
 * `f12.main.ts_Shop.open`, must differ from each other; symbols of a finished file needn't, and profilers of this computer
 * (perf) know functions by nothing else.
 */
import { headerBytes, parseSections } from './elf.ts';
import { type DebugSections, readUnits } from './places/debug-entries.ts';

const SYMBOL_SIZE = 24;
const TYPE_FUNCTION = 2;
const HEADER_NAME = 0;
const HEADER_OFFSET = 0x18;
const HEADER_SIZE = 0x20;
const SECTION_HEADER_SIZE = 64;
/** Where the file's header says where the table of sections lies, and how long it is. */
const SECTIONS_AT = 0x28;
const SECTION_COUNT_AT = 0x3c;
const FILE_HEADER_SIZE = 64;
/** What the compiler puts before a function's name: `f12.`, `entry.12.`, `construct.12.` */
const MADE_UP = /^(?:f|entry\.|construct\.)\d+\./;

/**
 * The file with other names; the table of names moves to its end. Segments and loaded sections, which
 * have no bytes in a debug file, are said to lie where they lie in the image: perf places symbols by it.
 */
export function nameFunctions(elf: Uint8Array, image: Uint8Array): Uint8Array {
  const sections = parseSections(elf) ?? [];
  const dataOf: DebugSections = (name) =>
    sections.find((section) => section.name === name)?.data ?? new Uint8Array();
  const [symbols, names] = [dataOf('.symtab'), dataOf('.strtab')];
  if (symbols.length === 0) return elf;
  const wanted = functionNames(dataOf);
  const added = new NameTable(names);
  const changed = Uint8Array.from(symbols);
  const view = new DataView(changed.buffer);
  for (let at = 0; at + SYMBOL_SIZE <= changed.length; at += SYMBOL_SIZE) {
    if (((changed[at + 4] ?? 0) & 15) !== TYPE_FUNCTION) continue;
    const old = nameAt(names, view.getUint32(at, true));
    if (!MADE_UP.test(old)) continue;
    const name = wanted.get(Number(view.getBigUint64(at + 8, true))) ?? old.replace(MADE_UP, '');
    view.setUint32(at, added.offsetOf(name), true);
  }
  return withTables(elf, changed, added.bytes(), image);
}

/** What debug information calls the function at an address. A module's own code is called like its file. */
function functionNames(dataOf: DebugSections): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { functions } of readUnits(dataOf))
    for (const { origin, ranges } of functions)
      for (const { low } of ranges) if (!found.has(low)) found.set(low, origin.name);
  return found;
}

function nameAt(names: Uint8Array, at: number): string {
  return new TextDecoder().decode(names.subarray(at, names.indexOf(0, at)));
}

class NameTable {
  readonly #parts: Uint8Array[];
  readonly #offsets = new Map<string, number>();
  #size: number;

  constructor(before: Uint8Array) {
    this.#parts = [before];
    this.#size = before.length;
  }

  offsetOf(name: string): number {
    let offset = this.#offsets.get(name);
    if (offset === undefined) {
      offset = this.#size;
      this.#offsets.set(name, offset);
      const bytes = new TextEncoder().encode(`${name}\0`);
      this.#parts.push(bytes);
      this.#size += bytes.length;
    }
    return offset;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}

/** The file with another .symtab in its place, and another .strtab behind all else. */
function withTables(elf: Uint8Array, symbols: Uint8Array, names: Uint8Array, image: Uint8Array): Uint8Array {
  const places = new Map(
    (parseSections(image) ?? []).filter(({ isLoaded }) => isLoaded).map((one) => [one.name, one.fileOffset]),
  );
  const out = new Uint8Array(elf.length + names.length);
  out.set(elf);
  out.set(names, elf.length);
  out.set(image.subarray(FILE_HEADER_SIZE, headerBytes(image).segments), FILE_HEADER_SIZE);
  const view = new DataView(out.buffer);
  const table = Number(view.getBigUint64(SECTIONS_AT, true));
  const count = view.getUint16(SECTION_COUNT_AT, true);
  const headerNames = headerAt(view, table, view.getUint16(SECTION_COUNT_AT + 2, true)).offset;
  for (let index = 0; index < count; index++) {
    const { at, name, offset } = headerAt(view, table, index);
    const text = nameAt(elf, headerNames + name);
    const place = places.get(text);
    if (place !== undefined) view.setBigUint64(at + HEADER_OFFSET, BigInt(place), true);
    if (text === '.symtab') out.set(symbols, offset);
    if (text !== '.strtab') continue;
    view.setBigUint64(at + HEADER_OFFSET, BigInt(elf.length), true);
    view.setBigUint64(at + HEADER_SIZE, BigInt(names.length), true);
  }
  return out;
}

function headerAt(
  view: DataView,
  table: number,
  index: number,
): { readonly at: number; readonly name: number; readonly offset: number } {
  const at = table + index * SECTION_HEADER_SIZE;
  return {
    at,
    name: view.getUint32(at + HEADER_NAME, true),
    offset: Number(view.getBigUint64(at + HEADER_OFFSET, true)),
  };
}

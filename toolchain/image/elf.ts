/**
 * Reads the section table of a 64-bit little-endian ELF file (System V ABI, gABI 4.1): enough to say how large the
 * parts of an image are and to find the description that `link.ts` puts into it. Total: any bytes give an answer,
 * `undefined` when they aren't such a file.
 */

/** One section; `data` is a view into the file and empty for a section that occupies none (.bss). */
export interface Section {
  readonly name: string;
  /** Where it lies in memory. */
  readonly address: number;
  readonly sizeBytes: number;
  /** Where its bytes begin in the file. */
  readonly fileOffset: number;
  readonly isLoaded: boolean;
  readonly isWritable: boolean;
  readonly isCode: boolean;
  readonly data: Uint8Array;
}

const MAGIC = 0x7f454c46;
const CLASS_64_LITTLE = 0x0201;
const HEADER_SIZE = 64;
const SECTION_HEADER_SIZE = 64;
const TYPE_NO_BITS = 8;
const FLAG_WRITE = 1;
const FLAG_ALLOCATE = 2;
const FLAG_EXECUTE = 4;

/** Whether a file is an ELF file by its first bytes: four of them suffice. */
export function isElf(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === MAGIC;
}

/** The sections in the order of the file. */
export function parseSections(bytes: Uint8Array): readonly Section[] | undefined {
  if (bytes.length < HEADER_SIZE || !isElf(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(4) !== CLASS_64_LITTLE) return undefined;
  const tableOffset = Number(view.getBigUint64(0x28, true));
  const count = view.getUint16(0x3c, true);
  const namesIndex = view.getUint16(0x3e, true);
  if (tableOffset + count * SECTION_HEADER_SIZE > bytes.length || namesIndex >= count) return undefined;

  const dataOf = (index: number): Uint8Array => {
    const at = tableOffset + index * SECTION_HEADER_SIZE;
    if (view.getUint32(at + 4, true) === TYPE_NO_BITS) return bytes.subarray(0, 0);
    const offset = Number(view.getBigUint64(at + 0x18, true));
    return bytes.subarray(offset, offset + Number(view.getBigUint64(at + 0x20, true)));
  };
  const names = dataOf(namesIndex);
  const sections: Section[] = [];
  for (let index = 1; index < count; index++) {
    const at = tableOffset + index * SECTION_HEADER_SIZE;
    const flags = Number(view.getBigUint64(at + 8, true));
    sections.push({
      name: stringAt(names, view.getUint32(at, true)),
      address: Number(view.getBigUint64(at + 0x10, true)),
      sizeBytes: Number(view.getBigUint64(at + 0x20, true)),
      fileOffset: Number(view.getBigUint64(at + 0x18, true)),
      isLoaded: (flags & FLAG_ALLOCATE) !== 0,
      isWritable: (flags & FLAG_WRITE) !== 0,
      isCode: (flags & FLAG_EXECUTE) !== 0,
      data: dataOf(index),
    });
  }
  return sections;
}

/** A symbol and where it lies. */
export interface Symbol {
  readonly name: string;
  readonly address: number;
  /** 0 when nobody said: labels of assembly and of linker scripts. */
  readonly sizeBytes: number;
}

const SYMBOL_SIZE = 24;

/** The bytes of the file's two tables, which belong to no section: the segments', the sections'. */
export function headerBytes(bytes: Uint8Array): { readonly segments: number; readonly sections: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const segments = view.getUint16(0x36, true) * view.getUint16(0x38, true);
  return { segments: HEADER_SIZE + segments, sections: view.getUint16(0x3c, true) * SECTION_HEADER_SIZE };
}

/** The symbols of .symtab that have a name, in its order. */
export function parseSymbols(sections: readonly Section[]): readonly Symbol[] {
  const dataOf = (name: string): Uint8Array =>
    sections.find((section) => section.name === name)?.data ?? new Uint8Array();
  const [table, names] = [dataOf('.symtab'), dataOf('.strtab')];
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const symbols: Symbol[] = [];
  for (let at = 0; at + SYMBOL_SIZE <= table.length; at += SYMBOL_SIZE) {
    const name = stringAt(names, view.getUint32(at, true));
    if (name !== '') {
      const [address = 0, sizeBytes = 0] = [8, 16].map((offset) =>
        Number(view.getBigUint64(at + offset, true)),
      );
      symbols.push({ name, address, sizeBytes });
    }
  }
  return symbols;
}

function stringAt(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(0, start);
  return new TextDecoder('latin1').decode(bytes.subarray(start, end < 0 ? bytes.length : end));
}

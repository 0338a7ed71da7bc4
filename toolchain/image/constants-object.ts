/**
 * A relocatable object file with one section of constants (System V ABI, gABI chapter 4): what an assembler makes of `.incbin`, without starting
 * one.
 *
 *     header · bytes of the section · names of sections · table of three sections
 */
const HEADER_SIZE = 64;
const SECTION_HEADER_SIZE = 64;
const TYPE_RELOCATABLE = 1;
const MACHINE_X86_64 = 62;
const TYPE_BITS = 1;
const TYPE_STRINGS = 3;
const FLAG_ALLOCATE = 2;
const NAMES = '.shstrtab';

/** The file's bytes, for x86-64. The section is read-only and begins at any byte. */
export function constantsObject(name: string, data: Uint8Array): Uint8Array {
  const names = new TextEncoder().encode(`\0${name}\0${NAMES}\0`);
  const namesAt = HEADER_SIZE + data.length;
  const tableAt = Math.ceil((namesAt + names.length) / 8) * 8;
  const file = new Uint8Array(tableAt + 3 * SECTION_HEADER_SIZE);
  const view = new DataView(file.buffer);
  // 64 bits, little-endian, version 1
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(0x10, TYPE_RELOCATABLE, true);
  view.setUint16(0x12, MACHINE_X86_64, true);
  view.setUint32(0x14, 1, true);
  view.setBigUint64(0x28, BigInt(tableAt), true);
  view.setUint16(0x34, HEADER_SIZE, true);
  view.setUint16(0x3a, SECTION_HEADER_SIZE, true);
  view.setUint16(0x3c, 3, true);
  view.setUint16(0x3e, 2, true);
  file.set(data, HEADER_SIZE);
  file.set(names, namesAt);
  const section = (at: number, nameAt: number, type: number, flags: number, begin: number, size: number) => {
    view.setUint32(at, nameAt, true);
    view.setUint32(at + 4, type, true);
    view.setBigUint64(at + 0x08, BigInt(flags), true);
    view.setBigUint64(at + 0x18, BigInt(begin), true);
    view.setBigUint64(at + 0x20, BigInt(size), true);
    view.setBigUint64(at + 0x30, 1n, true);
  };
  const first = tableAt + SECTION_HEADER_SIZE;
  section(first, 1, TYPE_BITS, FLAG_ALLOCATE, HEADER_SIZE, data.length);
  const namesName = names.length - NAMES.length - 1;
  section(first + SECTION_HEADER_SIZE, namesName, TYPE_STRINGS, 0, namesAt, names.length);
  return file;
}

/**
 * Finds `__vdso_clock_gettime` in the shared object that the kernel maps into every process (vdso(7)), so that reading
 * the clock needs no system call. The object is an ELF file in memory (System V ABI, chapters 4 and 5):
 *
 *   file header     +32 u64 program headers' offset, +56 u16 their number
 *   program header  +0 u32 type, +8 u64 offset, +16 u64 address; 56 bytes; type 1: loaded, 2: dynamic section
 *   dynamic entry   +0 u64 tag, +8 u64 value; tag 5: string table, 6: symbol table
 *   symbol          +0 u32 offset of the name, +8 u64 address; 24 bytes
 */
import { STRING_DATA } from '../../../toolchain/compiler/layout/objects.ts';
import {
  addressOf,
  equalMemory,
  load8,
  load16,
  load32,
  load64,
  type u16,
  type u32,
  type u64,
  type usize,
} from '../../unsafe.ts';
import { auxiliaryValue } from './process.ts';

const AT_SYSINFO_EHDR: u64 = 33;
const PT_LOAD: u32 = 1;
const PT_DYNAMIC: u32 = 2;
const PROGRAM_HEADER_BYTES: usize = 56;
const DT_STRTAB: u64 = 5;
const DT_SYMTAB: u64 = 6;
const SYMBOL_BYTES: usize = 24;
const NAME_BYTES: usize = 20;

/** The address of the program header of a type, or 0. */
function programHeader(image: usize, type: u32): usize {
  const count: u16 = load16(image + 56);
  let header: usize = image + load64(image + 32);
  for (let index: u16 = 0; index < count; index++) {
    if (load32(header) === type) return header;
    header += PROGRAM_HEADER_BYTES;
  }
  return 0;
}

/** The value of an entry of the dynamic section, or 0. */
function dynamicValue(section: usize, tag: u64): u64 {
  let entry: usize = section;
  while (load64(entry) !== 0) {
    if (load64(entry) === tag) return load64(entry + 8);
    entry += 16;
  }
  return 0;
}

/** The code address of clock_gettime(2), or 0 when the kernel offers none. */
export function findClockGettime(): usize {
  const image: usize = auxiliaryValue(AT_SYSINFO_EHDR);
  if (image === 0) return 0;
  const loaded: usize = programHeader(image, PT_LOAD);
  const dynamic: usize = programHeader(image, PT_DYNAMIC);
  if (loaded === 0 || dynamic === 0) return 0;
  const bias: usize = image + load64(loaded + 8) - load64(loaded + 16);
  const section: usize = bias + load64(dynamic + 16);
  const symbols: usize = bias + dynamicValue(section, DT_SYMTAB);
  const strings: usize = bias + dynamicValue(section, DT_STRTAB);
  const wanted: usize = addressOf('__vdso_clock_gettime') + STRING_DATA;
  // The linker puts the names right behind the symbols.
  for (let symbol: usize = symbols; symbol < strings; symbol += SYMBOL_BYTES) {
    const name: usize = strings + load32(symbol);
    if (equalMemory(name, wanted, NAME_BYTES) && load8(name + NAME_BYTES) === 0)
      return bias + load64(symbol + 8);
  }
  return 0;
}

/**
 * A machine of 8 MB for tests of the heap under Node. As on the bare machine, some of its free pages lie inside the image, behind
 * the image's own objects.
 *
 *   0x10000  image: shapes    0x11000  roots    0x12000  end of its objects    0x14000  free pages    0x40000  end of the image
 *   0x13000  stack, within the image for once     0x40000  free pages
 */
const MEMORY_BYTES = 0x80_0000;
const PAGE = 4096;
const IMAGE_END = 0x40000;

export const SHAPES = 0x10000;
const FREE_LISTS = 0x10800;
export const ROOTS = 0x11000;
export const ROOTS_END = 0x12000;
export const STACK = 0x13000;
export const STACK_END = 0x14000;

const SYMBOLS: Readonly<Record<string, number>> = {
  __image_start: SHAPES,
  kind_shapes: SHAPES,
  importos_free_lists: FREE_LISTS,
  importos_marking: FREE_LISTS + 0x400,
  importos_collection: FREE_LISTS + 0x408,
  importos_heap_bound: FREE_LISTS + 0x410,
  __shapes_start: ROOTS,
  __shapes_end: ROOTS,
  __roots_start: ROOTS,
  __roots_end: ROOTS_END,
  __data_end: ROOTS_END,
  __image_end: IMAGE_END,
};

const memory = new DataView(new ArrayBuffer(MEMORY_BYTES));
const bytes = new Uint8Array(memory.buffer);
/** Of each page: is it given out? Those of the image and the stack are for ever. */
const given = new Uint8Array(MEMORY_BYTES / PAGE)
  .fill(1, 0, 0x20000 / PAGE)
  .fill(0, 0x14000 / PAGE, STACK / PAGE);

function check(address: number, sizeBytes: number): number {
  if (address < PAGE || address + sizeBytes > MEMORY_BYTES)
    throw new Error(`fault at ${address.toString(16)}`);
  if (!given[Math.floor(address / PAGE)])
    throw new Error(`use of a page that was given back: ${address.toString(16)}`);
  return address;
}

export function load8(address: number): number {
  return memory.getUint8(check(address, 1));
}

export function load32(address: number): number {
  return memory.getUint32(check(address, 4), true);
}

export function load64(address: number): number {
  return Number(memory.getBigUint64(check(address, 8), true));
}

export function store8(address: number, value: number): void {
  memory.setUint8(check(address, 1), value);
}

export function store32(address: number, value: number): void {
  memory.setUint32(check(address, 4), value, true);
}

export function store64(address: number, value: number): void {
  memory.setBigUint64(check(address, 8), BigInt(value), true);
}

export function fillMemory(to: number, byte: number, sizeBytes: number): void {
  bytes.fill(byte, check(to, sizeBytes), to + sizeBytes);
}

export function moveMemory(to: number, from: number, sizeBytes: number): void {
  if (sizeBytes === 0) return;
  bytes.copyWithin(check(to, sizeBytes), check(from, sizeBytes), from + sizeBytes);
}

export const copyMemory = moveMemory;

export function prefetch(): void {}

export function countLeadingZeros64(value: number): number {
  return 32 + Math.clz32(value);
}

export function symbolAddress(name: string): number {
  const address = SYMBOLS[name];
  if (address === undefined) throw new Error(`no symbol ${name}`);
  return address;
}

export function allocatePages(sizeBytes: number): number {
  const count = sizeBytes / PAGE;
  for (let first = 1, run = 0, page = 1; page < given.length; page++) {
    run = given[page] ? 0 : run + 1;
    if (run === 1) first = page;
    if (run < count) continue;
    given.fill(1, first, first + count);
    fillMemory(first * PAGE, 0, sizeBytes);
    return first * PAGE;
  }
  return 0;
}

export function releasePages(address: number, sizeBytes: number): void {
  // What is given back holds nonsense from then on.
  fillMemory(address, 0xdb, sizeBytes);
  given.fill(0, address / PAGE, (address + sizeBytes) / PAGE);
}

export function freePageBytes(): number {
  return given.filter((isGiven) => !isGiven).length * PAGE;
}

const functions: (() => void)[] = [];

export function codeAddress(code: () => void): number {
  return functions.push(code) - 1;
}

Object.assign(globalThis, { withSpilledRegisters: (code: number) => functions[code]?.() });

export function stackPointer(): number {
  return STACK;
}

export function stackBase(): number {
  return STACK_END;
}

export function panic(reason: string): never {
  throw new Error(`panic: ${reason}`);
}

export function throwAllocationFailed(): never {
  throw new Error('no memory for an array');
}

export function throwOutOfMemory(): never {
  throw new Error('no memory for numbers');
}

export function bytesSetting(): number {
  return 0;
}

/** The harmless part of os/unsafe.ts under Node, and memory that a test fills: addresses are offsets into it. */
export function trust<T>(value: unknown): T {
  return value as T;
}

let memory: DataView = new DataView(new ArrayBuffer(0));
let symbols: ReadonlyMap<string, number> = new Map();

/** Gives the code under test its memory, and the addresses of linker symbols in it. */
export function useMemory(bytes: Uint8Array, addresses: ReadonlyMap<string, number>): void {
  memory = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  symbols = addresses;
}

export function load8(address: number): number {
  return memory.getUint8(address);
}

export function load32(address: number): number {
  return memory.getUint32(address, true);
}

export function store8(address: number, value: number): void {
  memory.setUint8(address, value);
}

export function copyMemory(to: number, from: number, sizeBytes: number): void {
  new Uint8Array(memory.buffer, memory.byteOffset).copyWithin(to, from, from + sizeBytes);
}

export function symbolAddress(name: string): number {
  const address = symbols.get(name);
  if (address === undefined) throw new Error(`no symbol ${name}`);
  return address;
}

export function truncate(value: number): number {
  return Math.trunc(value);
}

export function i32OfDouble(value: number): number {
  return Math.max(-0x8000_0000, Math.min(0x7fff_ffff, Math.trunc(value) || 0));
}

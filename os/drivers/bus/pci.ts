/**
 * The PCI bus through its configuration ports (PCI Local Bus Specification 3.0, 3.2.2.3.2), which every machine with
 * PCI has; finds functions, their memory regions and capabilities. Firmware has assigned the addresses.
 *
 *   address port 0xCF8:  31 enable │ 23…16 bus │ 15…11 device │ 10…8 function │ 7…2 register
 *   header:  +0 vendor, device   +4 command, status   +8 revision, class   +14 header type   +16… six BARs
 *            +25 secondary bus (bridges)              +52 first capability
 */
import { in32, out32 } from '../../machine/x86_64/instructions.ts';
import { mapDevice } from '../../machine/x86_64/paging.ts';
import type { u8, u16, u32, u64, usize } from '../../unsafe.ts';

const CONFIG_ADDRESS: u16 = 0xcf8;
const CONFIG_DATA: u16 = 0xcfc;
const ENABLE: u32 = 0x8000_0000;

const COMMAND: u32 = 4;
const HEADER: u32 = 12;
const FIRST_BAR: u32 = 16;
const BUS_NUMBERS: u32 = 24;
const CAPABILITIES: u32 = 52;

const NOBODY: u32 = 0xffff_ffff;
/** Command: answer to memory accesses, act as bus master, no INTx interrupts. */
const COMMAND_MEMORY_MASTER: u32 = 0x0406;
const STATUS_HAS_CAPABILITIES: u32 = 0x10_0000;
/** In the dword at 12: header type in bits 16–22, bit 23: more than one function. */
const HEADER_TYPE_MASK: u32 = 0x7f_0000;
const HEADER_TYPE_BRIDGE: u32 = 0x01_0000;
const HEADER_MULTIFUNCTION: u32 = 0x80_0000;
/** BAR: bit 0 I/O ports; bits 1–2 = 2: 64 bits wide. */
const BAR_IO: u32 = 1;
const BAR_64_BITS: u32 = 4;
const BAR_FLAGS: u64 = 15;

/** One function of one device on the bus. */
export class PciFunction {
  readonly vendor: u16;
  readonly device: u16;
  /** Bus, device and function as they stand in the address port. */
  readonly #location: u32;

  constructor(location: u32, identity: u32) {
    this.vendor = identity & 0xffff;
    this.device = identity >> 16;
    this.#location = location;
  }

  /** Four bytes of configuration space; `register` is a multiple of four. */
  read(register: u32): u32 {
    return readConfig(this.#location, register);
  }

  write(register: u32, value: u32): void {
    out32(CONFIG_ADDRESS, ENABLE | this.#location | register);
    out32(CONFIG_DATA, value);
  }

  /** Switches the function's memory and its own memory accesses on, and its interrupt lines off. */
  enable(): void {
    this.write(COMMAND, (this.read(COMMAND) & 0xffff) | COMMAND_MEMORY_MASTER);
  }

  /** Maps part of the memory behind BAR `bar` and gives its address; 0 when that isn't memory. */
  mapBar(bar: u32, offset: u32, sizeBytes: u32): usize {
    const register: u32 = FIRST_BAR + bar * 4;
    const low: u32 = this.read(register);
    if ((low & BAR_IO) !== 0) return 0;
    let base: u64 = low;
    if ((low & BAR_64_BITS) !== 0) base |= (this.read(register + 4) as u64) << 32;
    const address: usize = (base & ~BAR_FLAGS) + offset;
    mapDevice(address, sizeBytes);
    return address;
  }

  /** Where in configuration space the next capability with this number is, after that at `after` (0: the first); or 0. */
  findCapability(id: u8, after: u32): u32 {
    if ((this.read(COMMAND) & STATUS_HAS_CAPABILITIES) === 0) return 0;
    let at: u32 = after === 0 ? this.read(CAPABILITIES) & 0xfc : (this.read(after) >> 8) & 0xfc;
    while (at !== 0) {
      const head: u32 = this.read(at);
      if ((head & 0xff) === id) return at;
      at = (head >> 8) & 0xfc;
    }
    return 0;
  }
}

function readConfig(location: u32, register: u32): u32 {
  out32(CONFIG_ADDRESS, ENABLE | location | register);
  return in32(CONFIG_DATA);
}

function scanBus(bus: u32, found: PciFunction[]): void {
  for (let device: u32 = 0; device < 32; device++) {
    let functions: u32 = 1;
    for (let index: u32 = 0; index < functions; index++) {
      const location: u32 = (bus << 16) | (device << 11) | (index << 8);
      const identity: u32 = readConfig(location, 0);
      if (identity === NOBODY) continue;
      const header: u32 = readConfig(location, HEADER);
      if (index === 0 && (header & HEADER_MULTIFUNCTION) !== 0) functions = 8;
      if ((header & HEADER_TYPE_MASK) === HEADER_TYPE_BRIDGE) {
        const secondary: u32 = (readConfig(location, BUS_NUMBERS) >> 8) & 0xff;
        if (secondary > bus) scanBus(secondary, found);
      } else {
        found.push(new PciFunction(location, identity));
      }
    }
  }
}

/** Every function on every bus, in order of location; none on a machine without PCI. */
export function findPciFunctions(): PciFunction[] {
  const found: PciFunction[] = [];
  scanBus(0, found);
  return found;
}

/**
 * How a device's interrupt becomes a bit of `takeInterrupts`: by a line of the I/O APIC (Intel 82093AA data sheet,
 * 3.2), or by a message that the device writes itself (MSI, SDM 3A 11.11).
 *
 *   redirection entry, 64 bits:  63…56 destination APIC │ 16 masked │ 15 level │ 13 active low │ 7…0 vector
 *   message address:             0xFEE00000 │ destination APIC << 12      message data: the vector
 *
 * Lines are edge-triggered whatever the device does: a level-triggered line would have to be silenced inside the
 * handler, by knowing its device, while with edges the driver acknowledges at leisure on the event loop. A driver must
 * therefore acknowledge *before* it looks for work: what arrives later raises the line again.
 */
import { type u32, type usize, volatileStore32 } from '../../unsafe.ts';
import { FIRST_VECTOR, localApicId, newInterruptBit } from './local-apic.ts';
import { mapDevice } from './paging.ts';

const IO_APIC: usize = 0xfec0_0000;
const IO_APIC_BYTES: usize = 0x1000;
const SELECT: usize = IO_APIC;
const WINDOW: usize = IO_APIC + 0x10;
const REDIRECTION: u32 = 0x10;

const MESSAGE_ADDRESS: u32 = 0xfee0_0000;

function writeRegister(register: u32, value: u32): void {
  volatileStore32(SELECT, register);
  volatileStore32(WINDOW, value);
}

/** Connects line `line` (0–23) of the I/O APIC; answers the bit by which it shows. */
export function connectInterruptLine(line: u32): u32 {
  mapDevice(IO_APIC, IO_APIC_BYTES);
  const bit: u32 = newInterruptBit();
  const register: u32 = REDIRECTION + line * 2;
  writeRegister(register + 1, localApicId() << 24);
  writeRegister(register, FIRST_VECTOR + bit);
  return bit;
}

/** What a device writes to interrupt us with bit `bit` (from `newInterruptBit`): to this address … */
export function messageAddress(): u32 {
  return MESSAGE_ADDRESS | (localApicId() << 12);
}

/** … this word. */
export function messageData(bit: u32): u32 {
  return FIRST_VECTOR + bit;
}

export { newInterruptBit } from './local-apic.ts';

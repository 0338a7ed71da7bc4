/**
 * Finds virtio devices over MMIO: the kernel command line names them, one word a device (Linux,
 * Documentation/admin-guide/kernel-parameters.txt, virtio_mmio.device). QEMU's microvm (with acpi=off) and Firecracker
 * append such words; there is no other way to discover them than ACPI.
 *
 *     virtio_mmio.device=512@0xfeb00e00:12        size @ address : interrupt line
 */
import { deviceWord } from '../../machine/x86_64/command-line.ts';
import { mapDevice } from '../../machine/x86_64/paging.ts';
import { load8, type u8, type u32, type u64, type usize, volatileLoad32 } from '../../unsafe.ts';
import { MmioTransport } from '../virtio/mmio-transport.ts';

const MAGIC: u32 = 0x7472_6976;
const VERSION: u32 = 2;
const REGISTERS_BYTES: usize = 0x200;

const AT_SIGN: u8 = 0x40;
const COLON: u8 = 0x3a;
const LETTER_X: u8 = 0x78;

/** The address behind the next `byte` of a string, or of its end. */
function behind(text: usize, byte: u8): usize {
  let at: usize = text;
  while (load8(at) !== 0 && load8(at) !== byte) at += 1;
  return load8(at) === 0 ? at : at + 1;
}

function digitOf(byte: u8): u8 {
  const letter: u8 = byte | 0x20;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 0xff;
}

/** A number in decimal, or with `0x` in hexadecimal; it ends at the first byte that is no digit. */
function parseNumber(text: usize): u64 {
  const isHex: boolean = load8(text) !== 0 && load8(text + 1) === LETTER_X;
  const base: u8 = isHex ? 16 : 10;
  let at: usize = isHex ? text + 2 : text;
  let value: u64 = 0;
  while (digitOf(load8(at)) < base) {
    value = value * base + digitOf(load8(at));
    at += 1;
  }
  return value;
}

/** The devices of the bus, in the order of the command line; what isn't a device of version 2 is left out. */
export function findMmioDevices(): MmioTransport[] {
  const devices: MmioTransport[] = [];
  for (let index: u32 = 0; deviceWord(index) !== 0; index++) {
    const afterSize: usize = behind(deviceWord(index), AT_SIGN);
    const registers: usize = parseNumber(afterSize);
    const line: u32 = parseNumber(behind(afterSize, COLON));
    mapDevice(registers, REGISTERS_BYTES);
    const isVirtio: boolean =
      volatileLoad32(registers) === MAGIC && volatileLoad32(registers + 4) === VERSION;
    if (isVirtio && volatileLoad32(registers + 8) !== 0) devices.push(new MmioTransport(registers, line));
  }
  return devices;
}

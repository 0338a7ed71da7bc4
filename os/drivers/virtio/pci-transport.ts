/**
 * Virtio over PCI (VIRTIO 1.2 4.1). Capabilities say where in the function's memory the parts are; all queues share one
 * MSI-X message, since a driver looks at all of them anyway.
 *
 *   capability:  +0 id 9 │ +2 length │ +3 part │ +4 BAR │ +8 u32 offset │ +12 u32 length │ +16 u32 notify multiplier
 *   common part: +0 device feature half   +4 device features   +8 driver feature half   +12 driver features
 *                +16 u16 message for configuration changes     +20 u8 status
 *                +22 u16 queue chosen     +24 u16 its size     +26 u16 its message      +28 u16 enable
 *                +30 u16 notify offset    +32 descriptors      +40 available ring       +48 used ring
 */
import { messageAddress, messageData, newInterruptBit } from '../../machine/x86_64/interrupt-lines.ts';
import {
  type u8,
  type u16,
  type u32,
  type u64,
  type usize,
  volatileLoad8,
  volatileLoad16,
  volatileLoad32,
  volatileStore8,
  volatileStore16,
  volatileStore32,
} from '../../unsafe.ts';
import type { PciFunction } from '../bus/pci.ts';
import type { VirtioTransport } from './transport.ts';

export const VIRTIO_VENDOR: u16 = 0x1af4;
/** Device number of type 0; before that are the numbers of devices older than the standard. */
const MODERN_DEVICE: u16 = 0x1040;
const TRANSITIONAL_DEVICE: u16 = 0x1000;

const CAPABILITY_VENDOR: u8 = 0x09;
const CAPABILITY_MSIX: u8 = 0x11;
const PART_COMMON: u32 = 1;
const PART_NOTIFY: u32 = 2;
const PART_DEVICE: u32 = 4;

const DEVICE_FEATURES_HALF: usize = 0;
const DEVICE_FEATURES: usize = 4;
const DRIVER_FEATURES_HALF: usize = 8;
const DRIVER_FEATURES: usize = 12;
const STATUS: usize = 20;
const QUEUE: usize = 22;
const QUEUE_SIZE: usize = 24;
const QUEUE_MESSAGE: usize = 26;
const QUEUE_ENABLE: usize = 28;
const QUEUE_NOTIFY_OFFSET: usize = 30;
const QUEUE_DESCRIPTORS: usize = 32;
const QUEUE_AVAILABLE: usize = 40;
const QUEUE_USED: usize = 48;

const MSIX_ENABLE: u32 = 0x8000_0000;
const MSIX_FUNCTION_MASK: u32 = 0x4000_0000;
const MSIX_ENTRY_BYTES: u32 = 16;
/** The one entry of the message table that we use. */
const MESSAGE: u16 = 0;

/** A virtio device on PCI. */
export class PciTransport implements VirtioTransport {
  readonly deviceType: u32;
  readonly wideNotify: boolean = false;
  readonly #pci: PciFunction;
  #common: usize = 0;
  #config: usize = 0;
  #notify: usize = 0;
  #notifyMultiplier: u32 = 0;

  constructor(pci: PciFunction) {
    this.#pci = pci;
    this.deviceType = pci.device >= MODERN_DEVICE ? pci.device - MODERN_DEVICE : transitionalType(pci.device);
  }

  /** Enables the function and maps its parts. False: it has not got the modern interface. */
  open(): boolean {
    this.#pci.enable();
    let at: u32 = this.#pci.findCapability(CAPABILITY_VENDOR, 0);
    while (at !== 0) {
      const part: u32 = this.#pci.read(at) >> 24;
      if (part === PART_COMMON && this.#common === 0) this.#common = this.#mapPart(at);
      if (part === PART_DEVICE && this.#config === 0) this.#config = this.#mapPart(at);
      if (part === PART_NOTIFY && this.#notify === 0) {
        this.#notify = this.#mapPart(at);
        this.#notifyMultiplier = this.#pci.read(at + 16);
      }
      at = this.#pci.findCapability(CAPABILITY_VENDOR, at);
    }
    return this.#common !== 0 && this.#notify !== 0;
  }

  #mapPart(capability: u32): usize {
    const bar: u32 = this.#pci.read(capability + 4) & 0xff;
    return this.#pci.mapBar(bar, this.#pci.read(capability + 8), this.#pci.read(capability + 12));
  }

  readStatus(): u8 {
    return volatileLoad8(this.#common + STATUS);
  }

  writeStatus(status: u8): void {
    volatileStore8(this.#common + STATUS, status);
  }

  readFeatures(): u64 {
    volatileStore32(this.#common + DEVICE_FEATURES_HALF, 1);
    const high: u64 = volatileLoad32(this.#common + DEVICE_FEATURES);
    volatileStore32(this.#common + DEVICE_FEATURES_HALF, 0);
    const low: u64 = volatileLoad32(this.#common + DEVICE_FEATURES);
    return (high << 32) | low;
  }

  writeFeatures(features: u64): void {
    volatileStore32(this.#common + DRIVER_FEATURES_HALF, 1);
    volatileStore32(this.#common + DRIVER_FEATURES, features >> 32);
    volatileStore32(this.#common + DRIVER_FEATURES_HALF, 0);
    volatileStore32(this.#common + DRIVER_FEATURES, features);
  }

  readConfig(offset: u32): u8 {
    return this.#config === 0 ? 0 : volatileLoad8(this.#config + offset);
  }

  queueSizeMax(queue: u32): u32 {
    volatileStore16(this.#common + QUEUE, queue);
    return volatileLoad16(this.#common + QUEUE_SIZE);
  }

  enableQueue(queue: u32, size: u32, descriptors: usize, available: usize, used: usize): void {
    volatileStore16(this.#common + QUEUE, queue);
    volatileStore16(this.#common + QUEUE_SIZE, size);
    volatileStore16(this.#common + QUEUE_MESSAGE, MESSAGE);
    this.#writeAddress(QUEUE_DESCRIPTORS, descriptors);
    this.#writeAddress(QUEUE_AVAILABLE, available);
    this.#writeAddress(QUEUE_USED, used);
    volatileStore16(this.#common + QUEUE_ENABLE, 1);
  }

  #writeAddress(register: usize, address: usize): void {
    volatileStore32(this.#common + register, address);
    volatileStore32(this.#common + register + 4, address >> 32);
  }

  notifyAddress(queue: u32): usize {
    volatileStore16(this.#common + QUEUE, queue);
    const offset: u32 = volatileLoad16(this.#common + QUEUE_NOTIFY_OFFSET);
    return this.#notify + offset * this.#notifyMultiplier;
  }

  /** Before the queues are enabled: they refer to the message. A device without MSI-X stays silent and is only polled. */
  connectInterrupt(): u32 {
    const capability: u32 = this.#pci.findCapability(CAPABILITY_MSIX, 0);
    if (capability === 0) return 0;
    const place: u32 = this.#pci.read(capability + 4);
    const table: usize = this.#pci.mapBar(place & 7, place & ~(7 as u32), MSIX_ENTRY_BYTES);
    const bit: u32 = newInterruptBit();
    const entry: usize = table + MESSAGE * MSIX_ENTRY_BYTES;
    volatileStore32(entry, messageAddress());
    volatileStore32(entry + 4, 0);
    volatileStore32(entry + 8, messageData(bit));
    volatileStore32(entry + 12, 0);
    const control: u32 = this.#pci.read(capability);
    this.#pci.write(capability, (control | MSIX_ENABLE) & ~MSIX_FUNCTION_MASK);
    return bit;
  }

  /** A message needs no acknowledgement. */
  acknowledgeInterrupt(): void {}
}

/** VIRTIO 1.2 4.1.2.1: the numbers that network and entropy devices have when they also speak the old interface. */
function transitionalType(device: u16): u32 {
  const type: u32 = device - TRANSITIONAL_DEVICE;
  if (type === 0) return 1;
  return type === 5 ? 4 : 0;
}

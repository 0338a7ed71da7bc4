/**
 * What a virtio driver needs from the bus that its device is on: VIRTIO 1.2 chapter 4 describes the same steps for
 * virtio over MMIO (4.2, mmio-transport.ts) and over PCI (4.1, pci-transport.ts). And the initialisation that every
 * driver begins with (3.1.1), written once.
 */
import type { u8, u16, u32, u64, usize } from '../../unsafe.ts';

/** Device types, VIRTIO 1.2 5. */
export const DEVICE_NET: u32 = 1;
export const DEVICE_ENTROPY: u32 = 4;

/** Feature bits of every device, VIRTIO 1.2 6. */
export const FEATURE_EVENT_IDX: u64 = 0x2000_0000;
export const FEATURE_VERSION_1: u64 = 0x1_0000_0000;

/** Bits of the device status, VIRTIO 1.2 2.1. */
const STATUS_ACKNOWLEDGE: u8 = 1;
const STATUS_DRIVER: u8 = 2;
const STATUS_DRIVER_OK: u8 = 4;
const STATUS_FEATURES_OK: u8 = 8;
const STATUS_FAILED: u8 = 128;

/** One device on its bus. */
export interface VirtioTransport {
  /** The type of the device, DEVICE_*. */
  readonly deviceType: u32;
  readStatus(): u8;
  writeStatus(status: u8): void;
  /** The features that the device offers. */
  readFeatures(): u64;
  writeFeatures(features: u64): void;
  /** A byte of the device's configuration. */
  readConfig(offset: u32): u8;
  /** The largest size of a queue, 0 when the device hasn't got that queue. */
  queueSizeMax(queue: u32): u32;
  /** Tells the device where a queue is; it may be used from then on. */
  enableQueue(queue: u32, size: u32, descriptors: usize, available: usize, used: usize): void;
  /** Where to write the number of a queue to make the device look at it. */
  notifyAddress(queue: u32): usize;
  /** Whether a notification is 32 bits wide, else 16. */
  readonly wideNotify: boolean;
  /** Makes the device interrupt; answers the bit by which that shows in `takeInterrupts`. */
  connectInterrupt(): u32;
  /** Tells the device that its interrupt was seen. Must be called before looking for work. */
  acknowledgeInterrupt(): void;
}

/**
 * Steps 1 to 6 of VIRTIO 1.2 3.1.1: resets the device and agrees on those of `wanted` that it offers. Answers the
 * features agreed on, or 0 when the device doesn't know version 1 of the standard (it is then left alone, failed).
 */
export function beginInitialization(transport: VirtioTransport, wanted: u64): u64 {
  transport.writeStatus(0);
  while (transport.readStatus() !== 0) {}
  transport.writeStatus(STATUS_ACKNOWLEDGE);
  transport.writeStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER);
  const features: u64 = transport.readFeatures() & (wanted | FEATURE_VERSION_1);
  if ((features & FEATURE_VERSION_1) !== 0) {
    transport.writeFeatures(features);
    transport.writeStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK);
    if ((transport.readStatus() & STATUS_FEATURES_OK) !== 0) return features;
  }
  transport.writeStatus(STATUS_FAILED);
  return 0;
}

/** Step 8: the device is alive from here on. */
export function finishInitialization(transport: VirtioTransport): void {
  transport.writeStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK | STATUS_DRIVER_OK);
}

/** A 16-bit little-endian field of the configuration. */
export function readConfig16(transport: VirtioTransport, offset: u32): u16 {
  const high: u16 = transport.readConfig(offset + 1);
  return transport.readConfig(offset) | (high << 8);
}

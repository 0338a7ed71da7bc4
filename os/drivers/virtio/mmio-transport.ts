/**
 * Virtio over MMIO, version 2 (VIRTIO 1.2 4.2.2): one page of registers a device. Offsets of the registers used:
 *
 *   0x000 magic "virt"   0x004 version      0x008 device type
 *   0x010 device features (half chosen by 0x014)     0x020 driver features (half chosen by 0x024)
 *   0x030 queue chosen   0x034 its largest size      0x038 its size   0x044 ready
 *   0x050 notify         0x064 acknowledge interrupt                  0x070 status
 *   0x080 descriptors    0x090 available ring        0x0A0 used ring (64 bits each, as two halves)
 *   0x100 configuration of the device
 */
import { connectInterruptLine } from '../../machine/x86_64/interrupt-lines.ts';
import {
  type u8,
  type u32,
  type u64,
  type usize,
  volatileLoad8,
  volatileLoad32,
  volatileStore32,
} from '../../unsafe.ts';
import type { VirtioTransport } from './transport.ts';

const DEVICE_TYPE: usize = 0x008;
const DEVICE_FEATURES: usize = 0x010;
const DEVICE_FEATURES_HALF: usize = 0x014;
const DRIVER_FEATURES: usize = 0x020;
const DRIVER_FEATURES_HALF: usize = 0x024;
const QUEUE: usize = 0x030;
const QUEUE_SIZE_MAX: usize = 0x034;
const QUEUE_SIZE: usize = 0x038;
const QUEUE_READY: usize = 0x044;
const QUEUE_NOTIFY: usize = 0x050;
const INTERRUPT_ACKNOWLEDGE: usize = 0x064;
const STATUS: usize = 0x070;
const QUEUE_DESCRIPTORS: usize = 0x080;
const QUEUE_AVAILABLE: usize = 0x090;
const QUEUE_USED: usize = 0x0a0;
const CONFIG: usize = 0x100;

/** Both reasons: a buffer was used, the configuration changed. */
const INTERRUPT_REASONS: u32 = 3;

/** A device whose registers are at an address. */
export class MmioTransport implements VirtioTransport {
  readonly deviceType: u32;
  readonly wideNotify: boolean = true;
  readonly #registers: usize;
  readonly #line: u32;

  /** `line`: the input of the I/O APIC that the device's interrupt is wired to. */
  constructor(registers: usize, line: u32) {
    this.deviceType = volatileLoad32(registers + DEVICE_TYPE);
    this.#registers = registers;
    this.#line = line;
  }

  readStatus(): u8 {
    return volatileLoad32(this.#registers + STATUS);
  }

  writeStatus(status: u8): void {
    volatileStore32(this.#registers + STATUS, status);
  }

  readFeatures(): u64 {
    volatileStore32(this.#registers + DEVICE_FEATURES_HALF, 1);
    const high: u64 = volatileLoad32(this.#registers + DEVICE_FEATURES);
    volatileStore32(this.#registers + DEVICE_FEATURES_HALF, 0);
    const low: u64 = volatileLoad32(this.#registers + DEVICE_FEATURES);
    return (high << 32) | low;
  }

  writeFeatures(features: u64): void {
    volatileStore32(this.#registers + DRIVER_FEATURES_HALF, 1);
    volatileStore32(this.#registers + DRIVER_FEATURES, features >> 32);
    volatileStore32(this.#registers + DRIVER_FEATURES_HALF, 0);
    volatileStore32(this.#registers + DRIVER_FEATURES, features);
  }

  readConfig(offset: u32): u8 {
    return volatileLoad8(this.#registers + CONFIG + offset);
  }

  queueSizeMax(queue: u32): u32 {
    volatileStore32(this.#registers + QUEUE, queue);
    return volatileLoad32(this.#registers + QUEUE_SIZE_MAX);
  }

  enableQueue(queue: u32, size: u32, descriptors: usize, available: usize, used: usize): void {
    volatileStore32(this.#registers + QUEUE, queue);
    volatileStore32(this.#registers + QUEUE_SIZE, size);
    this.#writeAddress(QUEUE_DESCRIPTORS, descriptors);
    this.#writeAddress(QUEUE_AVAILABLE, available);
    this.#writeAddress(QUEUE_USED, used);
    volatileStore32(this.#registers + QUEUE_READY, 1);
  }

  #writeAddress(register: usize, address: usize): void {
    volatileStore32(this.#registers + register, address);
    volatileStore32(this.#registers + register + 4, address >> 32);
  }

  notifyAddress(_queue: u32): usize {
    return this.#registers + QUEUE_NOTIFY;
  }

  connectInterrupt(): u32 {
    return connectInterruptLine(this.#line);
  }

  acknowledgeInterrupt(): void {
    volatileStore32(this.#registers + INTERRUPT_ACKNOWLEDGE, INTERRUPT_REASONS);
  }
}

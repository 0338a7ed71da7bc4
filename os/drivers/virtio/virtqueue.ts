/**
 * A split virtqueue (VIRTIO 1.2 2.7): how buffers are handed to a device and come back. One buffer is one descriptor.
 *
 *   descriptor table, 16 bytes each:  +0 u64 address │ +8 u32 length │ +12 u16 flags │ +14 u16 next
 *   available ring (we write):        +0 u16 flags │ +2 u16 index │ +4 u16 descriptor[size] │ u16 used event
 *   used ring (the device writes):    +0 u16 flags │ +2 u16 index │ +4 {u32 descriptor, u32 length}[size] │ u16 available event
 *
 * Indices count up and wrap at 65,536. With EVENT_IDX each side writes the index at which it wants to be told next
 * (2.7.7.2, 2.7.10); without, a flag says whether at all.
 */
import { allocatePages } from '#machine';
import { panic } from '../../machine/panic.ts';
import {
  fence,
  type u16,
  type u32,
  type usize,
  volatileLoad16,
  volatileLoad32,
  volatileStore16,
  volatileStore32,
  volatileStore64,
} from '../../unsafe.ts';
import type { VirtioTransport } from './transport.ts';

const DESCRIPTOR_BYTES: u32 = 16;
const DESCRIPTOR_LENGTH: usize = 8;
const DESCRIPTOR_FLAGS: usize = 12;
/** The device writes into the buffer. */
const FLAG_DEVICE_WRITES: u16 = 2;

const RING_INDEX: usize = 2;
const RING_ENTRIES: usize = 4;
const USED_ENTRY_BYTES: u32 = 8;
/** In the available ring: no interrupt, please. In the used ring: no notification needed. */
const FLAG_QUIET: u16 = 1;
const PAGE_MASK: usize = 4095;

/** One queue of a device. */
export class Virtqueue {
  /** Number of descriptors, a power of two. */
  readonly size: u32;
  /** How many descriptors are free. */
  free: u32;
  readonly #number: u32;
  readonly #eventIndex: boolean;
  readonly #descriptors: usize;
  readonly #available: usize;
  readonly #used: usize;
  readonly #notify: usize;
  readonly #wideNotify: boolean;
  /** The list of free descriptors goes through their `next` fields, in memory of our own. */
  readonly #nextFree: usize;
  #firstFree: u32;
  #availableIndex: u16;
  /** The available index when the device was last notified. */
  #notifiedIndex: u16;
  /** Used entries before this index have been taken; entries before the other one are known to exist. */
  #takenIndex: u16;
  #usedIndex: u16;

  /** Makes queue `number` with at most `sizeMax` descriptors and gives it to the device. Panics without memory. */
  constructor(transport: VirtioTransport, number: u32, sizeMax: u32, eventIndex: boolean) {
    const offered: u32 = transport.queueSizeMax(number);
    const size: u32 = offered < sizeMax ? offered : sizeMax;
    const availableOffset: usize = size * DESCRIPTOR_BYTES;
    const usedOffset: usize = (availableOffset + RING_ENTRIES + size * 2 + 2 + 3) & ~(3 as usize);
    const freeOffset: usize = usedOffset + RING_ENTRIES + size * USED_ENTRY_BYTES + 2;
    const memory: usize = allocatePages((freeOffset + size * 2 + PAGE_MASK) & ~PAGE_MASK);
    if (size === 0 || memory === 0) panic('no memory for a virtqueue, or no such queue');
    this.size = size;
    this.free = size;
    this.#number = number;
    this.#eventIndex = eventIndex;
    this.#descriptors = memory;
    this.#available = memory + availableOffset;
    this.#used = memory + usedOffset;
    this.#nextFree = memory + freeOffset;
    this.#firstFree = 0;
    this.#availableIndex = 0;
    this.#notifiedIndex = 0;
    this.#takenIndex = 0;
    this.#usedIndex = 0;
    for (let index: u32 = 0; index < size; index++) volatileStore16(this.#nextFree + index * 2, index + 1);
    transport.enableQueue(number, size, memory, this.#available, this.#used);
    this.#notify = transport.notifyAddress(number);
    this.#wideNotify = transport.wideNotify;
  }

  /**
   * Hands a buffer to the device; the caller keeps it alive until it comes back. There must be a free descriptor;
   * answers which one it is, 0 … size - 1. The device is told by `notify`.
   */
  add(address: usize, sizeBytes: u32, deviceWrites: boolean): u32 {
    const descriptor: u32 = this.#firstFree;
    this.#firstFree = volatileLoad16(this.#nextFree + descriptor * 2);
    this.free--;
    const entry: usize = this.#descriptors + descriptor * DESCRIPTOR_BYTES;
    volatileStore64(entry, address);
    volatileStore32(entry + DESCRIPTOR_LENGTH, sizeBytes);
    volatileStore32(entry + DESCRIPTOR_FLAGS, deviceWrites ? FLAG_DEVICE_WRITES : 0);
    const slot: usize = this.#availableIndex & (this.size - 1);
    volatileStore16(this.#available + RING_ENTRIES + slot * 2, descriptor);
    this.#availableIndex++;
    return descriptor;
  }

  /** Publishes what was added and tells the device, unless it said that it looks by itself. */
  notify(): void {
    const before: u16 = this.#notifiedIndex;
    const now: u16 = this.#availableIndex;
    if (before === now) return;
    this.#notifiedIndex = now;
    fence();
    volatileStore16(this.#available + RING_INDEX, now);
    fence();
    if (!this.#wantsNotification(before, now)) return;
    if (this.#wideNotify) volatileStore32(this.#notify, this.#number);
    else volatileStore16(this.#notify, this.#number);
  }

  /** VIRTIO 1.2 2.7.10.1: the device wants to know when its event index lies in [before, now). */
  #wantsNotification(before: u16, now: u16): boolean {
    if (!this.#eventIndex) return (volatileLoad16(this.#used) & FLAG_QUIET) === 0;
    const event: u16 = volatileLoad16(this.#used + RING_ENTRIES + this.size * USED_ENTRY_BYTES);
    const distance: u16 = now - event - 1;
    const added: u16 = now - before;
    return distance < added;
  }

  /** Whether the device has given something back that `takeDescriptor` hasn't. */
  hasUsed(): boolean {
    if (this.#takenIndex !== this.#usedIndex) return true;
    this.#usedIndex = volatileLoad16(this.#used + RING_INDEX);
    if (this.#takenIndex === this.#usedIndex) return false;
    fence();
    return true;
  }

  /** How many bytes the device wrote into the next buffer that came back. Only after `hasUsed`, before `takeDescriptor`. */
  usedBytes(): u32 {
    const slot: usize = this.#takenIndex & (this.size - 1);
    return volatileLoad32(this.#used + RING_ENTRIES + slot * USED_ENTRY_BYTES + 4);
  }

  /**
   * Takes the next buffer back and frees its descriptor, which it answers. Only after `hasUsed`. A number that the
   * device can't have been given is a broken device: panic.
   */
  takeDescriptor(): u32 {
    const slot: usize = this.#takenIndex & (this.size - 1);
    const descriptor: u32 = volatileLoad32(this.#used + RING_ENTRIES + slot * USED_ENTRY_BYTES);
    if (descriptor >= this.size) panic('a virtio device returned a descriptor that does not exist');
    this.#takenIndex++;
    volatileStore16(this.#nextFree + descriptor * 2, this.#firstFree);
    this.#firstFree = descriptor;
    this.free++;
    return descriptor;
  }

  /**
   * Asks for an interrupt when `count` more buffers have come back. False: something is there already, look again
   * (the question and the device's answer may cross).
   */
  requestInterrupt(count: u32): boolean {
    if (this.#eventIndex) {
      volatileStore16(this.#available + RING_ENTRIES + this.size * 2, this.#takenIndex + count - 1);
    } else {
      volatileStore16(this.#available, 0);
    }
    fence();
    return !this.hasUsed();
  }

  /** Asks for no interrupts until `requestInterrupt`. */
  suppressInterrupts(): void {
    if (this.#eventIndex) {
      volatileStore16(this.#available + RING_ENTRIES + this.size * 2, this.#takenIndex - 1);
    } else {
      volatileStore16(this.#available, FLAG_QUIET);
    }
  }
}

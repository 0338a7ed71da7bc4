/** A first-in first-out queue of packets with a fixed limit: a ring that never allocates after its creation. */

import type { PacketBuffer } from './packet-buffer.ts';

/** Owns the packets in it. */
export class PacketQueue {
  #slots: (PacketBuffer | undefined)[];
  #mask: number;
  #head: number;
  #count: number;

  /** `limit` is a power of two. */
  constructor(limit: number) {
    this.#slots = [];
    for (let i = 0; i < limit; i++) this.#slots.push(undefined);
    this.#mask = limit - 1;
    this.#head = 0;
    this.#count = 0;
  }

  length(): number {
    return this.#count;
  }

  /** Appends; `false` when the queue is full, and the caller keeps the packet. */
  push(packet: PacketBuffer): boolean {
    if (this.#count > this.#mask) return false;
    this.#slots[(this.#head + this.#count) & this.#mask] = packet;
    this.#count = (this.#count + 1) | 0;
    return true;
  }

  /** The oldest packet, left in place. */
  peek(): PacketBuffer | undefined {
    return this.#count === 0 ? undefined : this.#slots[this.#head];
  }

  /** Takes the oldest packet out. */
  shift(): PacketBuffer | undefined {
    if (this.#count === 0) return undefined;
    const packet = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & this.#mask;
    this.#count = (this.#count - 1) | 0;
    return packet;
  }
}

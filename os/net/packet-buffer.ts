/**
 * The buffers that packets travel in, and the pool that owns them.
 *
 * A packet is one fixed array and two offsets into it:
 *
 *     0            start                        end          2048
 *     |  headroom  |  headers and payload ...   |  tailroom  |
 *
 * A layer on its way down writes its header in front of `start`, a layer on its way up moves `start` past
 * its header: nothing is copied. Every packet has exactly one owner at a time; whoever owns it either hands
 * it on or calls `release()`. The pool creates buffers when they are first needed, up to its limit, and
 * never gives them back to the collector, so that a busy machine allocates nothing per packet.
 */

/** Bytes in the array of every packet: an Ethernet frame of 1,518 with room on both sides. */
export const PACKET_BUFFER_BYTES = 2048;

/**
 * Bytes kept free in front of a packet that is built here: a device header (virtio-net: 12), Ethernet (14),
 * IPv4 (20) and TCP with all its options (60) fit, with the payload at a multiple of eight.
 */
export const PACKET_HEADROOM_BYTES = 128;

/** One packet. Made by `PacketPool.acquire` only. */
export class PacketBuffer {
  /** The whole array, `PACKET_BUFFER_BYTES` long; it stays the same for the life of the packet. */
  readonly bytes: Uint8Array;
  /** Offset of the first byte in use. */
  start: number;
  /** Offset after the last byte in use. */
  end: number;
  /**
   * Received: the device (or the loopback) vouches for the transport checksum, so that it need not be summed
   * again.
   */
  checksumVerified: boolean;
  /**
   * To transmit: offset into `bytes` from which the device must sum up to `end`, or -1 when the checksum is
   * complete. Only set for a device with `offloads.transmitChecksum`. The checksum field holds the folded,
   * uncomplemented sum of the pseudo-header, as VIRTIO 1.2 5.1.6.2 wants it.
   */
  checksumStart: number;
  /** Where, counted from `checksumStart`, the device stores the result. */
  checksumOffset: number;
  /** Free for the queue that currently owns the packet (a link's pending queue stores its next hop here). */
  tag: number;
  #pool: PacketPool;
  #free: boolean;

  constructor(pool: PacketPool) {
    this.bytes = new Uint8Array(PACKET_BUFFER_BYTES);
    this.start = PACKET_HEADROOM_BYTES;
    this.end = PACKET_HEADROOM_BYTES;
    this.checksumVerified = false;
    this.checksumStart = -1;
    this.checksumOffset = 0;
    this.tag = 0;
    this.#pool = pool;
    this.#free = false;
  }

  /** Bytes in use. */
  length(): number {
    return (this.end - this.start) | 0;
  }

  /** Empties the packet and leaves `headroom` bytes free in front (0 … `PACKET_BUFFER_BYTES`). */
  reset(headroom: number): void {
    this.start = headroom;
    this.end = headroom;
    this.checksumVerified = false;
    this.checksumStart = -1;
    this.checksumOffset = 0;
    this.tag = 0;
    this.#free = false;
  }

  /** Gives the packet back to its pool. The caller must not touch it afterwards; a second release is ignored. */
  release(): void {
    if (this.#free) return;
    this.#free = true;
    this.#pool.takeBack(this);
  }
}

/** A limited set of packets, shared by the devices and the stack. */
export class PacketPool {
  /** The largest number of packets that ever exist at once. */
  readonly limit: number;
  /** How often `acquire` had nothing to give. */
  exhausted: number;
  #created: number;
  #free: PacketBuffer[];

  /** `limit`: at least 1; each packet costs about 2 KB once it was used. */
  constructor(limit: number) {
    this.limit = limit;
    this.exhausted = 0;
    this.#created = 0;
    this.#free = [];
  }

  /**
   * An empty packet with `PACKET_HEADROOM_BYTES` in front, owned by the caller; `undefined` when the limit is
   * reached. Allocates only until the pool has grown to the load's need.
   */
  acquire(): PacketBuffer | undefined {
    const packet = this.#free.pop();
    if (packet !== undefined) {
      packet.reset(PACKET_HEADROOM_BYTES);
      return packet;
    }
    if (this.#created >= this.limit) {
      this.exhausted++;
      return undefined;
    }
    this.#created++;
    return new PacketBuffer(this);
  }

  /** How many packets could be acquired now. */
  available(): number {
    return this.#free.length + this.limit - this.#created;
  }

  /** Called by `PacketBuffer.release` only. */
  takeBack(packet: PacketBuffer): void {
    this.#free.push(packet);
  }
}

/**
 * The virtio network device (VIRTIO 1.2 5.1), one queue each way. A frame is one buffer, its 12-byte header right in
 * front of it, so that nothing is copied: received frames lie in packets of the pool, and packets to send are handed
 * to the device as they are.
 *
 *   header:  +0 u8 flags │ +1 u8 segmentation type │ +2 u16 header length │ +4 u16 segment size
 *            +6 u16 checksum start │ +8 u16 checksum offset │ +10 u16 number of buffers
 *
 * Interrupts are asked for only when there is nothing left to do: while the event loop is busy it looks by itself.
 */
import { takeInterrupts } from '#machine';
import type { DeviceOffloads, NetDevice } from '../../net/device.ts';
import {
  PACKET_BUFFER_BYTES,
  PACKET_HEADROOM_BYTES,
  type PacketBuffer,
  type PacketPool,
} from '../../net/packet-buffer.ts';
import {
  load8,
  load16,
  store16,
  store64,
  type u8,
  type u16,
  type u32,
  type u64,
  type usize,
} from '../../unsafe.ts';
import { bytesAddress } from '../dma.ts';
import {
  beginInitialization,
  FEATURE_EVENT_IDX,
  finishInitialization,
  readConfig16,
  type VirtioTransport,
} from './transport.ts';
import { Virtqueue } from './virtqueue.ts';

/** VIRTIO 1.2 5.1.3. */
const FEATURE_CSUM: u64 = 0x1;
const FEATURE_GUEST_CSUM: u64 = 0x2;
const FEATURE_MTU: u64 = 0x8;
const FEATURE_MAC: u64 = 0x20;
const WANTED: u64 = FEATURE_CSUM | FEATURE_GUEST_CSUM | FEATURE_MTU | FEATURE_MAC | FEATURE_EVENT_IDX;

const RECEIVE_QUEUE: u32 = 0;
const TRANSMIT_QUEUE: u32 = 1;
const QUEUE_SIZE_MAX: u32 = 256;

const HEADER_BYTES: u32 = 12;
/** What the device may write into a packet: header and frame. */
const RECEIVE_BYTES: u32 = PACKET_BUFFER_BYTES - PACKET_HEADROOM_BYTES + HEADER_BYTES;
const HEADER_CSUM_START: usize = 6;
const HEADER_CSUM_OFFSET: usize = 8;
/** In flags: the checksum is only begun and must be summed; or it was found right. */
const FLAG_NEEDS_CSUM: u8 = 1;
const FLAG_DATA_VALID: u8 = 2;

const MAC_BYTES = 6;
const CONFIG_MTU: u32 = 10;
const MTU_DEFAULT = 1500;
const MTU_MAX = 1800;
const ETHERNET_HEADER_BYTES: u32 = 14;

/** Packets of the pool that receiving leaves alone, so that there is always something to answer with: one in four. */
const POOL_SHARE_KEPT = 4;

/** One network card. */
export class VirtioNet implements NetDevice {
  readonly mac: Uint8Array;
  readonly mtu: number;
  readonly offloads: DeviceOffloads;
  /** Received frames that were too short to be Ethernet. */
  malformed: number = 0;
  readonly #transport: VirtioTransport;
  readonly #pool: PacketPool;
  readonly #receiveQueue: Virtqueue;
  readonly #transmitQueue: Virtqueue;
  readonly #interruptMask: u32;
  /** The packet behind each descriptor that the device has. */
  readonly #receiving: (PacketBuffer | undefined)[] = [];
  readonly #transmitting: (PacketBuffer | undefined)[] = [];

  /** `features`: what `beginInitialization` has agreed on. */
  /** The device knows of everything in the transmit queue. */
  #isAnnounced: boolean = true;

  constructor(transport: VirtioTransport, pool: PacketPool, features: u64) {
    const one: u32 = 1;
    const eventIndex: boolean = (features & FEATURE_EVENT_IDX) !== 0;
    const bit: u32 = transport.connectInterrupt();
    this.#transport = transport;
    this.#pool = pool;
    this.#interruptMask = bit === 0 ? 0 : one << bit;
    this.#receiveQueue = new Virtqueue(transport, RECEIVE_QUEUE, QUEUE_SIZE_MAX, eventIndex);
    this.#transmitQueue = new Virtqueue(transport, TRANSMIT_QUEUE, QUEUE_SIZE_MAX, eventIndex);
    for (let index: u32 = 0; index < this.#receiveQueue.size; index++) this.#receiving.push(undefined);
    for (let index: u32 = 0; index < this.#transmitQueue.size; index++) this.#transmitting.push(undefined);
    this.mac = readMac(transport);
    this.mtu = (features & FEATURE_MTU) !== 0 ? clampMtu(readConfig16(transport, CONFIG_MTU)) : MTU_DEFAULT;
    this.offloads = {
      transmitChecksum: (features & FEATURE_CSUM) !== 0,
      receiveChecksum: (features & FEATURE_GUEST_CSUM) !== 0,
    };
    finishInitialization(transport);
    this.#transmitQueue.suppressInterrupts();
    this.#offerBuffers();
  }

  transmit(packet: PacketBuffer): boolean {
    this.#takeSent();
    if (this.#transmitQueue.free === 0) {
      this.flush();
      // Wake up when half of them are sent. If they are already, take them and go on.
      if (this.#transmitQueue.requestInterrupt(this.#transmitQueue.size / 2)) return false;
      this.#takeSent();
    }
    const start: usize = packet.start - HEADER_BYTES;
    const header: usize = bytesAddress(packet.bytes) + start;
    this.#writeHeader(header, packet);
    const descriptor: u32 = this.#transmitQueue.add(header, packet.end - start, false);
    this.#transmitting[descriptor] = packet;
    this.#isAnnounced = false;
    return true;
  }

  flush(): boolean {
    if (this.#isAnnounced) return true;
    this.#isAnnounced = true;
    this.#transmitQueue.notify();
    return true;
  }

  #writeHeader(header: usize, packet: PacketBuffer): void {
    store64(header, 0);
    store16(header + HEADER_CSUM_OFFSET, 0);
    store16(header + HEADER_CSUM_OFFSET + 2, 0);
    if (packet.checksumStart < 0) return;
    store16(header, FLAG_NEEDS_CSUM);
    store16(header + HEADER_CSUM_START, packet.checksumStart - packet.start);
    store16(header + HEADER_CSUM_OFFSET, packet.checksumOffset);
  }

  receive(): PacketBuffer | undefined {
    for (;;) {
      if (!this.#receiveQueue.hasUsed()) {
        this.#offerBuffers();
        this.#takeSent();
        // In this order: what comes after the acknowledgement interrupts again, what came before it is seen now.
        if (takeInterrupts(this.#interruptMask) !== 0) this.#transport.acknowledgeInterrupt();
        if (this.#receiveQueue.requestInterrupt(1)) return undefined;
      }
      const packet: PacketBuffer | undefined = this.#takeReceived();
      if (packet !== undefined) return packet;
    }
  }

  /** The next received frame; undefined when it is none, and was dropped. */
  #takeReceived(): PacketBuffer | undefined {
    const bytes: u32 = this.#receiveQueue.usedBytes();
    const descriptor: u32 = this.#receiveQueue.takeDescriptor();
    const packet: PacketBuffer | undefined = this.#receiving[descriptor];
    this.#receiving[descriptor] = undefined;
    if (this.#receiveQueue.free >= this.#receiveQueue.size / 2) this.#offerBuffers();
    if (packet === undefined) return undefined;
    if (bytes < HEADER_BYTES + ETHERNET_HEADER_BYTES || bytes > RECEIVE_BYTES) {
      this.malformed++;
      packet.release();
      return undefined;
    }
    const header: usize = bytesAddress(packet.bytes) + PACKET_HEADROOM_BYTES - HEADER_BYTES;
    packet.end = PACKET_HEADROOM_BYTES + bytes - HEADER_BYTES;
    this.#readHeader(header, packet);
    return packet;
  }

  /**
   * A checksum that the sender only began (a program on the same host) was never on a wire: nothing can be wrong with
   * it. Whoever passes such a packet on must have it completed: its place is noted as for a packet to transmit.
   */
  #readHeader(header: usize, packet: PacketBuffer): void {
    const flags: u8 = load8(header);
    packet.checksumVerified = (flags & (FLAG_NEEDS_CSUM | FLAG_DATA_VALID)) !== 0;
    if ((flags & FLAG_NEEDS_CSUM) === 0) return;
    packet.checksumStart = packet.start + load16(header + HEADER_CSUM_START);
    packet.checksumOffset = load16(header + HEADER_CSUM_OFFSET);
  }

  /** Gives the device buffers to receive into, as many as it takes and the pool has. */
  #offerBuffers(): void {
    const keep: number = this.#pool.limit / POOL_SHARE_KEPT;
    while (this.#receiveQueue.free > 0 && this.#pool.available() > keep) {
      const packet: PacketBuffer | undefined = this.#pool.acquire();
      if (packet === undefined) break;
      const address: usize = bytesAddress(packet.bytes) + PACKET_HEADROOM_BYTES - HEADER_BYTES;
      const descriptor: u32 = this.#receiveQueue.add(address, RECEIVE_BYTES, true);
      this.#receiving[descriptor] = packet;
    }
    this.#receiveQueue.notify();
  }

  #takeSent(): void {
    while (this.#transmitQueue.hasUsed()) {
      const descriptor: u32 = this.#transmitQueue.takeDescriptor();
      const packet: PacketBuffer | undefined = this.#transmitting[descriptor];
      this.#transmitting[descriptor] = undefined;
      if (packet !== undefined) packet.release();
    }
  }
}

function readMac(transport: VirtioTransport): Uint8Array {
  const mac: Uint8Array = new Uint8Array(MAC_BYTES);
  for (let index = 0; index < MAC_BYTES; index++) mac[index] = transport.readConfig(index);
  return mac;
}

function clampMtu(mtu: u16): number {
  return mtu > MTU_MAX ? MTU_MAX : mtu;
}

/** Starts a network device; undefined when it isn't one of the standard's version 1. */
export function openVirtioNet(transport: VirtioTransport, pool: PacketPool): NetDevice | undefined {
  const features: u64 = beginInitialization(transport, WANTED);
  return features === 0 ? undefined : new VirtioNet(transport, pool, features);
}

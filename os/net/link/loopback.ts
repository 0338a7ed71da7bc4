/**
 * The loopback: packets to 127.0.0.0/8 and to our own addresses turn round here, in the next poll.
 * Nothing is summed: a packet that never left memory is right.
 */

import type { Counters } from '../counters.ts';
import type { DeviceOffloads } from '../device.ts';
import type { PacketBuffer } from '../packet-buffer.ts';
import { PacketQueue } from '../packet-queue.ts';
import type { Link, LinkReceiver } from './link.ts';

const QUEUE_PACKETS = 128;
const LOOPBACK_MTU = 1500;

/** The link whose far end is this machine. */
export class LoopbackLink implements Link {
  readonly mac: Uint8Array | undefined = undefined;
  readonly mtu: number = LOOPBACK_MTU;
  readonly offloads: DeviceOffloads = { transmitChecksum: true, receiveChecksum: true };
  #queue: PacketQueue;
  #receiver: LinkReceiver;
  #counters: Counters;

  constructor(receiver: LinkReceiver, counters: Counters) {
    this.#queue = new PacketQueue(QUEUE_PACKETS);
    this.#receiver = receiver;
    this.#counters = counters;
  }

  send(packet: PacketBuffer): void {
    packet.checksumVerified = true;
    packet.checksumStart = -1;
    if (!this.#queue.push(packet)) {
      this.#counters.transmitDropped++;
      packet.release();
    }
  }

  isReady(): boolean {
    return this.#queue.length() < QUEUE_PACKETS / 2;
  }

  receive(budget: number): number {
    let count = 0;
    while (count < budget) {
      const packet = this.#queue.shift();
      if (packet === undefined) break;
      count++;
      this.#receiver.receiveIpv4(packet, this);
    }
    return count;
  }

  flush(): number {
    return this.#queue.length() > 0 ? 0 : Infinity;
  }
}

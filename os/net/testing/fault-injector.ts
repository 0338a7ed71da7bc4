/**
 * A device around a device that makes the network worse: frames that arrive are lost, changed, doubled or late,
 * by seeded chance. (After smoltcp's FaultInjector.)
 */

import type { DeviceOffloads, NetDevice } from '../device.ts';
import type { PacketBuffer, PacketPool } from '../packet-buffer.ts';
import type { SeededEntropy } from './seeded-entropy.ts';

/** Probabilities from 0 to 1. */
export interface Faults {
  readonly loss?: number;
  readonly corruption?: number;
  readonly duplication?: number;
  readonly reordering?: number;
}

export class FaultInjector implements NetDevice {
  readonly mac: Uint8Array;
  readonly mtu: number;
  readonly offloads: DeviceOffloads;
  #device: NetDevice;
  #pool: PacketPool;
  #faults: Faults;
  #random: SeededEntropy;
  #held: PacketBuffer[] = [];
  #holdCalls = 0;

  constructor(device: NetDevice, pool: PacketPool, faults: Faults, random: SeededEntropy) {
    this.mac = device.mac;
    this.mtu = device.mtu;
    this.offloads = device.offloads;
    this.#device = device;
    this.#pool = pool;
    this.#faults = faults;
    this.#random = random;
  }

  /** Whether frames are kept back, to arrive late. */
  holdsFrames(): boolean {
    return this.#held.length > 0;
  }

  transmit(packet: PacketBuffer): boolean {
    return this.#device.transmit(packet);
  }

  flush(): boolean {
    return this.#device.flush();
  }

  receive(): PacketBuffer | undefined {
    while (true) {
      if (this.#held.length > 0 && this.#holdCalls-- <= 0) return this.#held.shift();
      const packet = this.#device.receive();
      if (packet === undefined) return undefined;
      if (this.#random.chance(this.#faults.loss ?? 0)) {
        packet.release();
        continue;
      }
      if (this.#random.chance(this.#faults.corruption ?? 0)) this.#corrupt(packet);
      if (this.#random.chance(this.#faults.duplication ?? 0)) this.#duplicate(packet);
      if (this.#random.chance(this.#faults.reordering ?? 0)) {
        this.#held.push(packet);
        this.#holdCalls = 1 + this.#random.below(5);
        continue;
      }
      return packet;
    }
  }

  #corrupt(packet: PacketBuffer): void {
    const at = packet.start + this.#random.below(packet.length());
    packet.bytes[at] ^= 1 << this.#random.below(8);
    packet.checksumVerified = false;
  }

  #duplicate(packet: PacketBuffer): void {
    const copy = this.#pool.acquire();
    if (copy === undefined) return;
    copy.bytes.set(packet.bytes.subarray(packet.start, packet.end), copy.start);
    copy.end = copy.start + packet.length();
    copy.checksumVerified = packet.checksumVerified;
    this.#held.push(copy);
  }
}

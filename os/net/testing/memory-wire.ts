/**
 * An Ethernet segment in memory: devices that hear each other's frames after a delay. Frames are copied on the way,
 * as on a real wire, so that no buffer is shared between stacks.
 */

import type { DeviceOffloads, NetDevice } from '../device.ts';
import type { PacketBuffer, PacketPool } from '../packet-buffer.ts';

/** A frame on its way. */
interface Flight {
  readonly arrivalMs: number;
  readonly bytes: Uint8Array;
  readonly verified: boolean;
}

/** The wire, with the time of the simulation. */
export class MemoryWire {
  nowMs = 0;
  readonly latencyMs: number;
  readonly devices: MemoryDevice[] = [];

  constructor(latencyMs: number) {
    this.latencyMs = latencyMs;
  }

  /** Plugs in a device whose received frames come from `pool`. */
  attach(mac: Uint8Array, pool: PacketPool, offloads?: DeviceOffloads): MemoryDevice {
    const device = new MemoryDevice(this, mac, pool, offloads);
    this.devices.push(device);
    return device;
  }

  /** When the next frame arrives anywhere, or Infinity. */
  nextArrivalMs(): number {
    let earliest = Infinity;
    for (const device of this.devices) earliest = Math.min(earliest, device.nextArrivalMs());
    return earliest;
  }
}

/** One end. */
export class MemoryDevice implements NetDevice {
  readonly mac: Uint8Array;
  readonly mtu: number = 1500;
  readonly offloads: DeviceOffloads;
  /** Frames that fit the transmit ring between two arrivals; more are refused. */
  ringLimit = Infinity;
  /** Frames lost because the pool had no packet for them. */
  lost = 0;
  transmitted = 0;
  #wire: MemoryWire;
  #pool: PacketPool;
  #inbox: Flight[] = [];
  #sentAtMs = -1;
  #sentNow = 0;

  constructor(wire: MemoryWire, mac: Uint8Array, pool: PacketPool, offloads?: DeviceOffloads) {
    this.#wire = wire;
    this.mac = mac;
    this.#pool = pool;
    this.offloads = offloads ?? { transmitChecksum: false, receiveChecksum: false };
  }

  transmit(packet: PacketBuffer): boolean {
    if (this.#wire.nowMs !== this.#sentAtMs) {
      this.#sentAtMs = this.#wire.nowMs;
      this.#sentNow = 0;
    }
    if (this.#sentNow >= this.ringLimit) return false;
    this.#sentNow++;
    this.transmitted++;
    const bytes = packet.bytes.slice(packet.start, packet.end);
    const flight = {
      arrivalMs: this.#wire.nowMs + this.#wire.latencyMs,
      bytes,
      verified: packet.checksumStart >= 0,
    };
    packet.release();
    for (const other of this.#wire.devices) {
      if (other !== this) other.deliver(flight);
    }
    return true;
  }

  flush(): boolean {
    return true;
  }

  receive(): PacketBuffer | undefined {
    while (this.#inbox.length > 0 && this.#inbox[0].arrivalMs <= this.#wire.nowMs) {
      const flight = this.#inbox.shift();
      if (flight === undefined) return undefined;
      const packet = this.#pool.acquire();
      if (packet === undefined) {
        this.lost++;
        continue;
      }
      packet.bytes.set(flight.bytes, packet.start);
      packet.end = packet.start + flight.bytes.length;
      packet.checksumVerified = flight.verified;
      return packet;
    }
    return undefined;
  }

  /** Puts a frame into this device's inbox: what tests use to play another station. */
  deliver(flight: Flight): void {
    this.#inbox.push(flight);
  }

  /** A frame that arrives now. */
  inject(bytes: Uint8Array): void {
    this.deliver({ arrivalMs: this.#wire.nowMs, bytes, verified: false });
  }

  nextArrivalMs(): number {
    return this.#inbox.length > 0 ? this.#inbox[0].arrivalMs : Infinity;
  }
}

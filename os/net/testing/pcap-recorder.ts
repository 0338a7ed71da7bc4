/**
 * A device around a device that writes down every frame in the pcap format (version 2.4, LINKTYPE_ETHERNET), for
 * Wireshark and tcpdump. Give it the time before each poll.
 */

import type { DeviceOffloads, NetDevice } from '../device.ts';
import type { PacketBuffer } from '../packet-buffer.ts';

const LINKTYPE_ETHERNET = 1;
const SNAP_LENGTH = 65_535;

/** Takes pieces of the file in order; it may keep them. */
export type PcapSink = (bytes: Uint8Array) => void;

export class PcapRecorder implements NetDevice {
  readonly mac: Uint8Array;
  readonly mtu: number;
  readonly offloads: DeviceOffloads;
  /** The time of the frames that follow, in ms. */
  nowMs = 0;
  #device: NetDevice;
  #sink: PcapSink;

  /** Writes the file's header at once. */
  constructor(device: NetDevice, sink: PcapSink) {
    this.mac = device.mac;
    this.mtu = device.mtu;
    this.offloads = device.offloads;
    this.#device = device;
    this.#sink = sink;
    const header = new DataView(new ArrayBuffer(24));
    header.setUint32(0, 0xa1b2c3d4);
    header.setUint16(4, 2);
    header.setUint16(6, 4);
    header.setUint32(16, SNAP_LENGTH);
    header.setUint32(20, LINKTYPE_ETHERNET);
    sink(new Uint8Array(header.buffer));
  }

  transmit(packet: PacketBuffer): boolean {
    // Afterwards the packet belongs to the device.
    const copy = packet.bytes.slice(packet.start, packet.end);
    if (!this.#device.transmit(packet)) return false;
    this.#record(copy);
    return true;
  }

  flush(): boolean {
    return this.#device.flush();
  }

  receive(): PacketBuffer | undefined {
    const packet = this.#device.receive();
    if (packet !== undefined) this.#record(packet.bytes.slice(packet.start, packet.end));
    return packet;
  }

  #record(frame: Uint8Array): void {
    const record = new Uint8Array(16 + frame.length);
    const view = new DataView(record.buffer);
    view.setUint32(0, Math.floor(this.nowMs / 1000));
    view.setUint32(4, Math.floor((this.nowMs % 1000) * 1000));
    view.setUint32(8, frame.length);
    view.setUint32(12, frame.length);
    record.set(frame, 16);
    this.#sink(record);
  }
}

/**
 * What the stack wants from a network device, and all that it knows about one.
 *
 * Drivers implement this; test wires and wrappers (fault injector, pcap writer) do too. Nothing here blocks
 * or calls back: the stack polls. A driver whose interrupt came makes the event loop poll the stack.
 */

import type { PacketBuffer } from './packet-buffer.ts';

/** What a device does for us. A device that does nothing says `false` everywhere. */
export interface DeviceOffloads {
  /** Fills in the TCP or UDP checksum of packets whose `checksumStart` is not -1. */
  readonly transmitChecksum: boolean;
  /** Sets `checksumVerified` on packets whose transport checksum it has found right. */
  readonly receiveChecksum: boolean;
}

/** An Ethernet device. Frames are without preamble and frame check sequence. */
export interface NetDevice {
  /** The station address, six bytes. */
  readonly mac: Uint8Array;
  /** The largest IP packet in bytes, without the Ethernet header: 576 … 1,800, usually 1,500. */
  readonly mtu: number;
  readonly offloads: DeviceOffloads;
  /**
   * Takes a frame to send. `true`: the device owns the packet now and releases it once it is sent. `false`:
   * its ring is full, and the caller keeps the packet. Frames may be shorter than 60 bytes: a device that does not
   * pad them itself has a driver that does. The driver may write its own header in front of `start`
   * (at least 16 bytes are free there).
   */
  transmit(packet: PacketBuffer): boolean;
  /**
   * Sends what `transmit` took since the last call: the stack calls it once a poll, so that the frames of a poll cost one system call, or
   * one exit to the hypervisor. `false`: some have to wait until the device, or the other end, has room; call again soon.
   */
  flush(): boolean;
  /** The next received frame, which the caller now owns, or `undefined` when there is none. */
  receive(): PacketBuffer | undefined;
}

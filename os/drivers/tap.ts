/**
 * A TAP interface of Linux as a network device (Linux, Documentation/networking/tuntap.rst): a descriptor from which
 * each read gives one Ethernet frame and to which each write sends one. Chosen by IMPORTOS_TAP=NAME in the
 * environment; the interface must exist, or the process must have the right to create it.
 *
 *   struct ifreq, 40 bytes:  +0 name[16] │ +16 u16 flags, or the hardware address as struct sockaddr {u16, bytes}
 */

import { fillRandom, takeInterrupts } from '#machine';
import { STRING_DATA } from '../../toolchain/compiler/layout/objects.ts';
import { SYS_IOCTL, SYS_OPEN, SYS_READ, SYS_WRITE, scratch, syscall3 } from '../machine/linux/kernel.ts';
import { watchDescriptor } from '../machine/linux/wait.ts';
import { panic } from '../machine/panic.ts';
import { findSetting, lengthOfText } from '../machine/settings.ts';
import type { DeviceOffloads, NetDevice } from '../net/device.ts';
import { PACKET_BUFFER_BYTES, type PacketBuffer, type PacketPool } from '../net/packet-buffer.ts';
import {
  addressOf,
  copyMemory,
  fillMemory,
  type i64,
  store16,
  type u16,
  type u32,
  type u64,
  type usize,
} from '../unsafe.ts';
import { bytesAddress } from './dma.ts';

const O_RDWR_NONBLOCK: u64 = 0x802;
const TUNSETIFF: u64 = 0x4004_54ca;
const TUNSETOFFLOAD: u64 = 0x4004_54d0;
/** IFF_TAP, and IFF_NO_PI: frames without anything in front. */
const TAP_FLAGS: u16 = 0x1002;
const IFREQ_BYTES: usize = 40;
const IFREQ_FLAGS: usize = 16;
const NAME_BYTES_MAX: usize = 15;
const MAC_BYTES = 6;
const MTU = 1500;
const ETHERNET_HEADER_BYTES = 14;
/** Locally administered, for one station (IEEE 802 8.2). */
const MAC_LOCAL = 0x02;
const MAC_KIND_MASK = 0xfc;

/** One TAP interface, or the end of any other descriptor that carries a frame a message. */
class Tap implements NetDevice {
  readonly mac: Uint8Array = randomMac();
  readonly mtu: number = MTU;
  readonly offloads: DeviceOffloads = { transmitChecksum: false, receiveChecksum: false };
  readonly #descriptor: u64;
  readonly #interruptMask: u32;
  readonly #pool: PacketPool;

  constructor(descriptor: u64, pool: PacketPool) {
    const one: u32 = 1;
    this.#descriptor = descriptor;
    this.#interruptMask = one << watchDescriptor(descriptor);
    this.#pool = pool;
  }

  /** The kernel has copied the frame when this returns. Errors (a full queue, an interface that is down) lose the frame. */
  transmit(packet: PacketBuffer): boolean {
    const start: usize = packet.start;
    syscall3(SYS_WRITE, this.#descriptor, bytesAddress(packet.bytes) + start, packet.end - packet.start);
    packet.release();
    return true;
  }

  flush(): boolean {
    return true;
  }

  receive(): PacketBuffer | undefined {
    takeInterrupts(this.#interruptMask);
    const packet: PacketBuffer | undefined = this.#pool.acquire();
    if (packet === undefined) return undefined;
    const start: usize = packet.start;
    const room: usize = PACKET_BUFFER_BYTES - start;
    const bytes: i64 = syscall3(SYS_READ, this.#descriptor, bytesAddress(packet.bytes) + start, room);
    if (bytes < ETHERNET_HEADER_BYTES) {
      packet.release();
      return undefined;
    }
    packet.end = packet.start + bytes;
    return packet;
  }
}

/** A hardware address that nobody else has, by chance. */
export function randomMac(): Uint8Array {
  const mac: Uint8Array = new Uint8Array(MAC_BYTES);
  fillRandom(bytesAddress(mac), MAC_BYTES);
  mac[0] = ((mac[0] ?? 0) & MAC_KIND_MASK) | MAC_LOCAL;
  return mac;
}

/** The TAP interface that the environment names; undefined when it names none. Panics when it can't be opened. */
export function openTap(pool: PacketPool): NetDevice | undefined {
  const name: usize = findSetting('IMPORTOS_TAP');
  if (name === 0) return undefined;
  const length: usize = lengthOfText(name);
  const path: usize = addressOf('/dev/net/tun\0') + STRING_DATA;
  const descriptor: i64 = syscall3(SYS_OPEN, path, O_RDWR_NONBLOCK, 0);
  if (descriptor < 0) panic('/dev/net/tun cannot be opened');
  const request: usize = scratch();
  fillMemory(request, 0, IFREQ_BYTES);
  copyMemory(request, name, length < NAME_BYTES_MAX ? length : NAME_BYTES_MAX);
  store16(request + IFREQ_FLAGS, TAP_FLAGS);
  if (syscall3(SYS_IOCTL, descriptor, TUNSETIFF, request) < 0)
    panic('the interface IMPORTOS_TAP cannot be opened');
  // A device that stays remembers what its last user, QEMU perhaps, promised: to sum checksums and cut segments.
  if (syscall3(SYS_IOCTL, descriptor, TUNSETOFFLOAD, 0) < 0)
    panic('the offloads of the interface IMPORTOS_TAP cannot be turned off');
  return new Tap(descriptor, pool);
}

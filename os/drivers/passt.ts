/**
 * passt as a network device: a process beside us that turns Ethernet frames into the host's own sockets, without
 * privileges (passt(1)). We are connected by a UNIX stream socket on which each frame follows its length, 32 bits,
 * big-endian. Chosen by IMPORTOS_PASST in the environment: the path of passt's socket, or the number of a descriptor
 * that is already connected.
 *
 * Reads take whatever has come, many frames at once, into one block, from which packets are copied. Frames to send gather in another,
 * which one call writes; what the socket doesn't take stays and goes first the next time, so that frames are never torn. Datagrams
 * that are longer than a packet pass whole on the socket, and as fragments on our side (fragments.ts).
 */
import { allocatePages, takeInterrupts } from '#machine';
import {
  EAGAIN,
  SYS_CONNECT,
  SYS_FCNTL,
  SYS_READ,
  SYS_SOCKET,
  SYS_WRITE,
  scratch,
  syscall3,
} from '../machine/linux/kernel.ts';
import { forgetDescriptor, watchDescriptor } from '../machine/linux/wait.ts';
import { panic } from '../machine/panic.ts';
import { findSetting, lengthOfText, numberOfText } from '../machine/settings.ts';
import type { DeviceOffloads, NetDevice } from '../net/device.ts';
import { PACKET_BUFFER_BYTES, type PacketBuffer, type PacketPool } from '../net/packet-buffer.ts';
import {
  copyMemory,
  type i64,
  load8,
  moveMemory,
  store8,
  store16,
  type u32,
  type u64,
  type usize,
} from '../unsafe.ts';
import { bytesAddress } from './dma.ts';
import {
  cutFragment,
  dataBytes,
  fragmentOffset,
  frameHeaderBytes,
  hasMoreFragments,
  identification,
  isFragment,
  isIpv4,
  joinFragments,
  LONGEST_FRAME_BYTES,
} from './fragments.ts';
import { randomMac } from './tap.ts';

const LENGTH_BYTES: usize = 4;
const MTU = 1500;
const FRAME_BYTES_MIN: u32 = 14;
/** More than the longest frame and its length take. */
const BLOCK_BYTES: usize = 0x2_0000;
/** What is written before the end of a poll, so that passt works while we do. */
const FLUSH_BYTES: usize = 2048;

const AF_UNIX: u64 = 1;
const SOCK_STREAM: u64 = 1;
const F_SETFL: u64 = 4;
const O_RDWR_NONBLOCK: u64 = 0x802;
/** struct sockaddr_un: +0 u16 family, +2 path[108]; the scratch area holds 128 bytes. */
const PATH_BYTES_MAX: usize = 107;

/** The connection to passt. */
class Passt implements NetDevice {
  readonly mac: Uint8Array = randomMac();
  readonly mtu: number = MTU;
  readonly offloads: DeviceOffloads = { transmitChecksum: false, receiveChecksum: false };
  /** Frames that passt sent and that fit into no packet. */
  malformed: number = 0;
  readonly #descriptor: u64;
  readonly #interrupt: u32;
  readonly #pool: PacketPool;
  /** Bytes that were read: those from `#from` to `#to` are not yet packets. */
  readonly #block: usize;
  #from: usize = 0;
  #to: usize = 0;
  #closed: boolean = false;
  /** A block of frames to send: those from `#unsentFrom` to `#unsentTo` aren't sent yet. */
  readonly #unsent: usize;
  #unsentFrom: usize = 0;
  #unsentTo: usize = 0;
  /** Behind the unsent frames: a datagram of which not all fragments have come. Bytes of its frame so far, or 0. */
  #joinedBytes: usize = 0;
  /** Bytes of data of the frame at `#from` that have become fragments. */
  #cutBytes: u32 = 0;

  constructor(descriptor: u64, block: usize, unsent: usize, pool: PacketPool) {
    this.#descriptor = descriptor;
    this.#interrupt = watchDescriptor(descriptor);
    this.#block = block;
    this.#unsent = unsent;
    this.#pool = pool;
  }

  transmit(packet: PacketBuffer): boolean {
    const frameBytes: u32 = packet.end - packet.start;
    const frame: usize = bytesAddress(packet.bytes) + (packet.start as usize);
    if (isIpv4(frame, frameBytes) && isFragment(frame)) return this.#join(packet, frame);
    this.#joinedBytes = 0;
    const bytes: usize = frameBytes + LENGTH_BYTES;
    if (this.#unsentTo + bytes > BLOCK_BYTES) {
      this.flush();
      if (this.#unsentTo + bytes > BLOCK_BYTES) return false;
    }
    const at: usize = this.#unsent + this.#unsentTo;
    writeLength(at, frameBytes);
    copyMemory(at + LENGTH_BYTES, frame, frameBytes);
    this.#unsentTo += bytes;
    packet.release();
    if (this.#unsentTo - this.#unsentFrom >= FLUSH_BYTES) this.flush();
    return true;
  }

  /** Takes a fragment. The stack sends those of a datagram in order; one that doesn't fit the last is dropped. */
  #join(packet: PacketBuffer, frame: usize): boolean {
    const data: u32 = dataBytes(frame);
    const before: usize = frameHeaderBytes(frame);
    const isFirst: boolean = fragmentOffset(frame) === 0;
    if (isFirst) {
      this.#joinedBytes = 0;
      if (this.#unsentTo + LENGTH_BYTES + LONGEST_FRAME_BYTES > BLOCK_BYTES) {
        this.flush();
        if (this.#unsentTo + LENGTH_BYTES + LONGEST_FRAME_BYTES > BLOCK_BYTES) return false;
      }
    }
    const joined: usize = this.#unsent + this.#unsentTo + LENGTH_BYTES;
    if (isFirst) {
      copyMemory(joined, frame, before + data);
      this.#joinedBytes = before + data;
    } else if (
      this.#joinedBytes === before + fragmentOffset(frame) &&
      identification(joined) === identification(frame) &&
      this.#joinedBytes + data <= LONGEST_FRAME_BYTES
    ) {
      copyMemory(joined + this.#joinedBytes, frame + before, data);
      this.#joinedBytes += data;
    } else {
      this.#joinedBytes = 0;
    }
    if (!hasMoreFragments(frame) && this.#joinedBytes !== 0) {
      joinFragments(joined, (this.#joinedBytes - before) as u32);
      writeLength(joined - LENGTH_BYTES, this.#joinedBytes as u32);
      this.#unsentTo += LENGTH_BYTES + this.#joinedBytes;
      this.#joinedBytes = 0;
    }
    packet.release();
    return true;
  }

  flush(): boolean {
    if (this.#unsentFrom === this.#unsentTo) return true;
    const bytes: usize = this.#unsentTo - this.#unsentFrom;
    const written: i64 = syscall3(SYS_WRITE, this.#descriptor, this.#unsent + this.#unsentFrom, bytes);
    if (written === EAGAIN) return false;
    // The other end is gone: the network is silent from here on.
    const taken: usize = written < 0 ? bytes : written;
    this.#unsentFrom += taken;
    const kept: usize = this.#unsentTo - this.#unsentFrom;
    if (kept !== 0 || this.#joinedBytes !== 0) {
      const joined: usize = this.#joinedBytes === 0 ? 0 : LENGTH_BYTES + this.#joinedBytes;
      moveMemory(this.#unsent, this.#unsent + this.#unsentFrom, kept + joined);
    }
    this.#unsentFrom = 0;
    this.#unsentTo = kept;
    return kept === 0;
  }

  receive(): PacketBuffer | undefined {
    if (!this.#hasFrame()) {
      this.flush();
      const one: u32 = 1;
      takeInterrupts(one << this.#interrupt);
      this.#readBlock();
      if (!this.#hasFrame()) return undefined;
    }
    const frameBytes: u32 = readLength(this.#block + this.#from);
    const frame: usize = this.#block + this.#from + LENGTH_BYTES;
    const packet: PacketBuffer | undefined = this.#pool.acquire();
    if (packet === undefined) return undefined;
    const start: usize = packet.start;
    if (frameBytes > MTU + (FRAME_BYTES_MIN as number) && isIpv4(frame, frameBytes)) {
      this.#cut(packet, frame, frameBytes);
      return packet;
    }
    this.#from += LENGTH_BYTES + frameBytes;
    if (frameBytes < FRAME_BYTES_MIN || frameBytes > PACKET_BUFFER_BYTES - start) {
      this.malformed++;
      packet.release();
      return undefined;
    }
    copyMemory(bytesAddress(packet.bytes) + start, frame, frameBytes);
    packet.end = packet.start + frameBytes;
    return packet;
  }

  /** Fills a packet with the next fragment of a datagram that is longer than packets. */
  #cut(packet: PacketBuffer, frame: usize, frameBytes: u32): void {
    const count: u32 = cutFragment(
      frame,
      this.#cutBytes,
      MTU as u32,
      bytesAddress(packet.bytes) + (packet.start as usize),
    );
    packet.end = packet.start + (frameHeaderBytes(frame) as number) + (count as number);
    this.#cutBytes += count;
    if (this.#cutBytes < dataBytes(frame)) return;
    this.#cutBytes = 0;
    this.#from += LENGTH_BYTES + frameBytes;
  }

  /** Whether the block begins with a whole frame. */
  #hasFrame(): boolean {
    const bytes: usize = this.#to - this.#from;
    // What can't be a length: we would wait for ever.
    if (bytes >= LENGTH_BYTES && readLength(this.#block + this.#from) > LONGEST_FRAME_BYTES) {
      this.#to = this.#from;
      this.#close();
      return false;
    }
    return bytes >= LENGTH_BYTES && bytes - LENGTH_BYTES >= readLength(this.#block + this.#from);
  }

  /** passt has ended, or says what makes no sense: from here on there is silence. */
  #close(): void {
    this.#closed = true;
    forgetDescriptor(this.#interrupt);
  }

  /** Moves the beginning of a frame to the front of the block and reads what fits behind it. */
  #readBlock(): void {
    const rest: usize = this.#to - this.#from;
    if (rest > 0 && this.#from > 0) moveMemory(this.#block, this.#block + this.#from, rest);
    this.#from = 0;
    this.#to = rest;
    if (this.#closed) return;
    const bytes: i64 = syscall3(SYS_READ, this.#descriptor, this.#block + rest, BLOCK_BYTES - rest);
    if (bytes > 0) this.#to += bytes;
    else if (bytes !== EAGAIN) this.#close();
  }
}

function readLength(at: usize): u32 {
  let value: u32 = 0;
  for (let index: usize = 0; index < LENGTH_BYTES; index++) value = (value << 8) | load8(at + index);
  return value;
}

function writeLength(at: usize, value: u32): void {
  store8(at, value >> 24);
  store8(at + 1, value >> 16);
  store8(at + 2, value >> 8);
  store8(at + 3, value);
}

function connect(path: usize): i64 {
  const length: usize = lengthOfText(path);
  if (length > PATH_BYTES_MAX) panic('the path in IMPORTOS_PASST is too long for a socket');
  const descriptor: i64 = syscall3(SYS_SOCKET, AF_UNIX, SOCK_STREAM, 0);
  if (descriptor < 0) return descriptor;
  const address: usize = scratch();
  store16(address, AF_UNIX);
  copyMemory(address + 2, path, length + 1);
  const answer: i64 = syscall3(SYS_CONNECT, descriptor, address, length + 3);
  return answer < 0 ? answer : descriptor;
}

/** The passt that the environment names; undefined when it names none. Panics when it can't be reached. */
export function openPasst(pool: PacketPool): NetDevice | undefined {
  const setting: usize = findSetting('IMPORTOS_PASST');
  if (setting === 0) return undefined;
  let descriptor: i64 = numberOfText(setting);
  if (descriptor < 0) descriptor = connect(setting);
  if (descriptor < 0) panic('passt cannot be reached by IMPORTOS_PASST');
  syscall3(SYS_FCNTL, descriptor, F_SETFL, O_RDWR_NONBLOCK);
  const block: usize = allocatePages(BLOCK_BYTES);
  const unsent: usize = allocatePages(BLOCK_BYTES);
  if (block === 0 || unsent === 0) panic('no memory for the network');
  return new Passt(descriptor, block, unsent, pool);
}

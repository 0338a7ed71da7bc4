/**
 * IPv4 fragments (RFC 791 3.2) of frames in raw memory, for devices that know none: passt hands a datagram over whole, however long it
 * is, and drops the fragments that it gets. A long frame is cut as it is received; fragments sent in order become one frame again.
 */
import { copyMemory, load8, store8, type u32, type usize } from '../unsafe.ts';

const TYPE: usize = 12;
const TYPE_IPV4: u32 = 0x0800;
/** Where the IPv4 header begins. */
const IP: usize = 14;
const IP_TOTAL_LENGTH: usize = IP + 2;
const IP_IDENTIFICATION: usize = IP + 4;
const IP_FLAGS: usize = IP + 6;
const IP_CHECKSUM: usize = IP + 10;
const IP_HEADER_BYTES_MIN: u32 = 20;
const MORE_FRAGMENTS: u32 = 0x2000;
const OFFSET_MASK: u32 = 0x1fff;

/** The longest frame there can be. */
export const LONGEST_FRAME_BYTES: usize = 14 + 65535;

function load16(at: usize): u32 {
  const high: u32 = load8(at);
  return (high << 8) | load8(at + 1);
}

function store16(at: usize, value: u32): void {
  store8(at, value >> 8);
  store8(at + 1, value);
}

function headerBytes(frame: usize): u32 {
  const first: u32 = load8(frame + IP);
  return (first & 15) * 4;
}

/** Is the frame an IPv4 packet whose lengths fit each other? */
export function isIpv4(frame: usize, frameBytes: u32): boolean {
  if (frameBytes < (IP as u32) + IP_HEADER_BYTES_MIN || load16(frame + TYPE) !== TYPE_IPV4) return false;
  const header: u32 = headerBytes(frame);
  const total: u32 = load16(frame + IP_TOTAL_LENGTH);
  return (
    load8(frame + IP) >> 4 === 4 &&
    header >= IP_HEADER_BYTES_MIN &&
    total > header &&
    total <= frameBytes - (IP as u32)
  );
}

/** Is it a fragment? */
export function isFragment(frame: usize): boolean {
  return (load16(frame + IP_FLAGS) & (MORE_FRAGMENTS | OFFSET_MASK)) !== 0;
}

/** Where the data of a fragment belong in its datagram, in bytes. */
export function fragmentOffset(frame: usize): u32 {
  return (load16(frame + IP_FLAGS) & OFFSET_MASK) * 8;
}

export function hasMoreFragments(frame: usize): boolean {
  return (load16(frame + IP_FLAGS) & MORE_FRAGMENTS) !== 0;
}

export function identification(frame: usize): u32 {
  return load16(frame + IP_IDENTIFICATION);
}

/** Bytes of the packet's data, without its header. */
export function dataBytes(frame: usize): u32 {
  return load16(frame + IP_TOTAL_LENGTH) - headerBytes(frame);
}

/**
 * Writes the fragment of a datagram that begins `offset` bytes into its data and makes a packet of at most `mtu` bytes to `into`. Returns
 * how many bytes of data it took; the frame has those and `frameHeaderBytes`.
 */
export function cutFragment(frame: usize, offset: u32, mtu: u32, into: usize): u32 {
  const header: u32 = headerBytes(frame);
  const rest: u32 = dataBytes(frame) - offset;
  const room: u32 = ((mtu - header) / 8) * 8;
  const count: u32 = rest < room ? rest : room;
  const before: usize = frameHeaderBytes(frame);
  copyMemory(into, frame, before);
  copyMemory(into + before, frame + before + offset, count);
  const flags: u32 = load16(frame + IP_FLAGS);
  const more: u32 = rest > count ? MORE_FRAGMENTS : flags & MORE_FRAGMENTS;
  writeHeader(into, header + count, more | ((flags & OFFSET_MASK) + offset / 8));
  return count;
}

/** Bytes before the packet's data, Ethernet's header included. */
export function frameHeaderBytes(frame: usize): usize {
  return IP + headerBytes(frame);
}

/** Makes a whole datagram of its first fragment, behind which stand the data of all. */
export function joinFragments(frame: usize, data: u32): void {
  writeHeader(frame, headerBytes(frame) + data, 0);
}

function writeHeader(frame: usize, totalBytes: u32, flags: u32): void {
  store16(frame + IP_TOTAL_LENGTH, totalBytes);
  store16(frame + IP_FLAGS, flags);
  store16(frame + IP_CHECKSUM, 0);
  let sum: u32 = 0;
  const end: usize = frameHeaderBytes(frame);
  for (let at: usize = IP; at < end; at += 2) sum += load16(frame + at);
  sum = (sum & 0xffff) + (sum >> 16);
  sum = (sum & 0xffff) + (sum >> 16);
  store16(frame + IP_CHECKSUM, sum ^ 0xffff);
}

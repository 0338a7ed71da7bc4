/**
 * DHCP messages (RFC 2131 2, options of RFC 2132).
 *
 *     0    1       2      3      4     8      10      12       16       20       24       28      44     108    236
 *     | op | htype | hlen | hops | xid | secs | flags | ciaddr | yiaddr | siaddr | giaddr | chaddr | sname | file | cookie, options
 */

import type { Ipv4Address } from '../address.ts';
import { read32, write16, write32 } from './bytes.ts';
import { isForStation, writeMac } from './ethernet.ts';
import { ACCEPTED, BAD_FIELD, BAD_LENGTH, BAD_VERSION, type Refusal, TRUNCATED } from './refusal.ts';

export const DHCP_SERVER_PORT = 67;
export const DHCP_CLIENT_PORT = 68;

/** Option 53. */
export const DHCP_DISCOVER = 1;
export const DHCP_OFFER = 2;
export const DHCP_REQUEST = 3;
export const DHCP_DECLINE = 4;
export const DHCP_ACK = 5;
export const DHCP_NAK = 6;

const OPTIONS_AT = 240;
/** RFC 1542 2.1: some relays drop less. */
const SMALLEST_MESSAGE = 300;
const MAGIC_COOKIE = 0x63825363;
const SERVER_NAME_AT = 44;
const FILE_AT = 108;
const FILE_END = 236;

const OPTION_PAD = 0;
const OPTION_MASK = 1;
const OPTION_ROUTER = 3;
const OPTION_DNS = 6;
const OPTION_HOST_NAME = 12;
const OPTION_REQUESTED_ADDRESS = 50;
const OPTION_LEASE_TIME = 51;
const OPTION_OVERLOAD = 52;
const OPTION_MESSAGE_TYPE = 53;
const OPTION_SERVER_ID = 54;
const OPTION_PARAMETER_LIST = 55;
const OPTION_MAX_SIZE = 57;
const OPTION_RENEWAL_TIME = 58;
const OPTION_REBINDING_TIME = 59;
const OPTION_END = 255;

const NAME_SERVER_LIMIT = 4;

/** What a server's message says; 0 where it says nothing. Times are in seconds. */
export class DhcpMessage {
  type = 0;
  transactionId = 0;
  yourAddress: Ipv4Address = 0;
  serverId: Ipv4Address = 0;
  mask = 0;
  router: Ipv4Address = 0;
  nameServers: Ipv4Address[] = [];
  leaseSeconds = 0;
  renewalSeconds = 0;
  rebindingSeconds = 0;
}

/** Fills `message` from a server's message to the station `mac`. */
export function parseDhcp(
  bytes: Uint8Array,
  start: number,
  end: number,
  mac: Uint8Array,
  message: DhcpMessage,
): Refusal {
  if (end - start < OPTIONS_AT) return TRUNCATED;
  if (bytes[start] !== 2 || bytes[start + 1] !== 1 || bytes[start + 2] !== 6) return BAD_VERSION;
  if (read32(bytes, start + FILE_END) !== MAGIC_COOKIE) return BAD_VERSION;
  if (!isForStation(bytes, start + 28, mac)) return BAD_FIELD;
  message.type = 0;
  message.transactionId = read32(bytes, start + 4);
  message.yourAddress = read32(bytes, start + 16);
  message.serverId = 0;
  message.mask = 0;
  message.router = 0;
  message.nameServers = [];
  message.leaseSeconds = 0;
  message.renewalSeconds = 0;
  message.rebindingSeconds = 0;
  const overload = parseOptions(bytes, start + OPTIONS_AT, end, message);
  if (overload < 0) return BAD_LENGTH;
  // RFC 2131 4.1: the file field is read before the server name.
  if ((overload & 1) !== 0 && parseOptions(bytes, start + FILE_AT, start + FILE_END, message) < 0) {
    return BAD_LENGTH;
  }
  if ((overload & 2) !== 0 && parseOptions(bytes, start + SERVER_NAME_AT, start + FILE_AT, message) < 0) {
    return BAD_LENGTH;
  }
  return message.type === 0 ? BAD_FIELD : ACCEPTED;
}

/** Reads one field of options; returns the value of option 52 (0: absent), or -1 when a length is wrong. */
function parseOptions(bytes: Uint8Array, start: number, end: number, message: DhcpMessage): number {
  let overload = 0;
  let at = start;
  while (at < end) {
    const code = bytes[at];
    if (code === OPTION_END) return overload;
    if (code === OPTION_PAD) {
      at++;
      continue;
    }
    if (at + 1 >= end || at + 2 + bytes[at + 1] > end) return -1;
    const length = bytes[at + 1];
    if (code === OPTION_OVERLOAD && length === 1) overload = bytes[at + 2];
    else takeOption(bytes, at + 2, code, length, message);
    at += 2 + length;
  }
  return overload;
}

function takeOption(bytes: Uint8Array, at: number, code: number, length: number, message: DhcpMessage): void {
  if (code === OPTION_MESSAGE_TYPE) {
    if (length === 1) message.type = bytes[at];
    return;
  }
  if (length < 4) return;
  const value = read32(bytes, at);
  if (code === OPTION_MASK) message.mask = value;
  else if (code === OPTION_ROUTER) message.router = value;
  else if (code === OPTION_SERVER_ID) message.serverId = value;
  else if (code === OPTION_LEASE_TIME) message.leaseSeconds = value;
  else if (code === OPTION_RENEWAL_TIME) message.renewalSeconds = value;
  else if (code === OPTION_REBINDING_TIME) message.rebindingSeconds = value;
  else if (code === OPTION_DNS) {
    for (let i = 0; i + 4 <= length && message.nameServers.length < NAME_SERVER_LIMIT; i += 4) {
      message.nameServers.push(read32(bytes, at + i));
    }
  }
}

/** What a client says. */
export interface DhcpRequest {
  readonly type: number;
  readonly transactionId: number;
  /** Since the client began. */
  readonly seconds: number;
  /** The address that the client has and can be reached by, or 0. */
  readonly clientAddress: Ipv4Address;
  readonly mac: Uint8Array;
  /** Option 50, or 0. */
  readonly requestedAddress: Ipv4Address;
  /** Option 54, or 0. */
  readonly serverId: Ipv4Address;
  /** Option 12, ASCII, at most 63 characters; '' for none. */
  readonly hostName: string;
}

/** Writes the message at `start` (needs 420 bytes) and returns the offset behind it. */
export function emitDhcp(bytes: Uint8Array, start: number, request: DhcpRequest): number {
  bytes.fill(0, start, start + OPTIONS_AT);
  bytes[start] = 1;
  bytes[start + 1] = 1;
  bytes[start + 2] = 6;
  write32(bytes, start + 4, request.transactionId);
  write16(bytes, start + 8, Math.min(request.seconds, 0xffff));
  write32(bytes, start + 12, request.clientAddress);
  writeMac(bytes, start + 28, request.mac);
  write32(bytes, start + FILE_END, MAGIC_COOKIE);
  let at = start + OPTIONS_AT;
  bytes[at] = OPTION_MESSAGE_TYPE;
  bytes[at + 1] = 1;
  bytes[at + 2] = request.type;
  at += 3;
  if (request.requestedAddress !== 0)
    at = emitWord(bytes, at, OPTION_REQUESTED_ADDRESS, request.requestedAddress);
  if (request.serverId !== 0) at = emitWord(bytes, at, OPTION_SERVER_ID, request.serverId);
  if (request.type !== DHCP_DECLINE) {
    bytes[at] = OPTION_MAX_SIZE;
    bytes[at + 1] = 2;
    write16(bytes, at + 2, 1500);
    at += 4;
    const wanted = [
      OPTION_MASK,
      OPTION_ROUTER,
      OPTION_DNS,
      OPTION_LEASE_TIME,
      OPTION_RENEWAL_TIME,
      OPTION_REBINDING_TIME,
    ];
    bytes[at] = OPTION_PARAMETER_LIST;
    bytes[at + 1] = wanted.length;
    for (let i = 0; i < wanted.length; i++) bytes[at + 2 + i] = wanted[i];
    at += 2 + wanted.length;
  }
  const nameLength = Math.min(request.hostName.length, 63);
  if (nameLength > 0) {
    bytes[at] = OPTION_HOST_NAME;
    bytes[at + 1] = nameLength;
    for (let i = 0; i < nameLength; i++) bytes[at + 2 + i] = request.hostName.charCodeAt(i) & 0x7f;
    at += 2 + nameLength;
  }
  bytes[at] = OPTION_END;
  at++;
  while (at < start + SMALLEST_MESSAGE) {
    bytes[at] = 0;
    at++;
  }
  return at;
}

function emitWord(bytes: Uint8Array, at: number, code: number, value: number): number {
  bytes[at] = code;
  bytes[at + 1] = 4;
  write32(bytes, at + 2, value);
  return at + 6;
}

/**
 * DNS messages, as far as a stub resolver for A records needs them (RFC 1035 4).
 *
 *     0    2       4         6         8           10           12
 *     | id | flags | questions | answers | authorities | additional | question, records
 *
 * Names are compared and kept in lower case, without the final dot.
 */

import type { Ipv4Address } from '../address.ts';
import { read16, read32, write16 } from './bytes.ts';
import { ACCEPTED, BAD_FIELD, BAD_LENGTH, BAD_VERSION, type Refusal, TRUNCATED } from './refusal.ts';

export const DNS_PORT = 53;
export const DNS_HEADER_BYTES = 12;
/** RFC 1035 2.3.4 */
export const DNS_MAX_NAME = 253;
/** Room for any query. */
export const DNS_QUERY_BYTES = 280;

/** Response codes (RFC 1035 4.1.1). */
export const DNS_NO_ERROR = 0;
export const DNS_NAME_ERROR = 3;

const TYPE_A = 1;
const TYPE_CNAME = 5;
const TYPE_SOA = 6;
const CLASS_IN = 1;
const RECORD_LIMIT = 64;
const POINTER_LIMIT = 32;

/** One A or CNAME record. */
export interface DnsRecord {
  readonly name: string;
  readonly isAlias: boolean;
  /** A: the address. */
  readonly address: Ipv4Address;
  /** CNAME: the name that this one stands for. */
  readonly target: string;
  readonly ttlSeconds: number;
}

/** A parsed response. */
export class DnsResponse {
  id = 0;
  code = 0;
  truncated = false;
  /** The name that was asked for. */
  question = '';
  /** The A and CNAME records of the answer section, at most 64. */
  records: DnsRecord[] = [];
  /** How long "no such name" holds: MINIMUM of the SOA record (RFC 2308 5), or 0. */
  negativeTtlSeconds = 0;
}

/**
 * Whether `name` can be asked for: labels of 1 to 63 characters that are printable ASCII, 253 in all. A final dot
 * is not part of it.
 */
export function isValidName(name: string): boolean {
  if (name.length === 0 || name.length > DNS_MAX_NAME) return false;
  let label = 0;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code === 46) {
      if (label === 0) return false;
      label = 0;
    } else {
      label++;
      if (code <= 32 || code > 126 || label > 63) return false;
    }
  }
  return label > 0;
}

/** Writes a recursive query for the A records of a valid name at `start`; returns the offset behind it. */
export function emitDnsQuery(bytes: Uint8Array, start: number, id: number, name: string): number {
  write16(bytes, start, id);
  // RD: the server shall ask on.
  write16(bytes, start + 2, 0x0100);
  write16(bytes, start + 4, 1);
  write16(bytes, start + 6, 0);
  write16(bytes, start + 8, 0);
  write16(bytes, start + 10, 0);
  let at = start + DNS_HEADER_BYTES;
  let lengthAt = at;
  at++;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code === 46) {
      bytes[lengthAt] = at - lengthAt - 1;
      lengthAt = at;
    } else {
      bytes[at] = code;
    }
    at++;
  }
  bytes[lengthAt] = at - lengthAt - 1;
  bytes[at] = 0;
  write16(bytes, at + 1, TYPE_A);
  write16(bytes, at + 3, CLASS_IN);
  return at + 5;
}

/** Reads names and records one behind the other. */
class Reader {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  at: number;
  failed = false;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.at = start + DNS_HEADER_BYTES;
  }

  /** A name, with its compression pointers (RFC 1035 4.1.4). Moves behind it in the record. */
  name(): string {
    let text = '';
    let at = this.at;
    let jumps = 0;
    let length = at < this.end ? this.bytes[at] : -1;
    while (length !== 0) {
      if (length >= 0xc0 && at + 1 < this.end) {
        if (jumps === 0) this.at = at + 2;
        jumps++;
        const target = this.start + (read16(this.bytes, at) & 0x3fff);
        // A pointer must point back, or a loop could be built; and a long chain is no name.
        if (target >= at || jumps > POINTER_LIMIT) return this.#fail();
        at = target;
      } else if (length > 0 && length < 64 && at + length < this.end && text.length <= DNS_MAX_NAME) {
        if (text.length > 0) text += '.';
        for (let i = 1; i <= length; i++) text += lowerCase(this.bytes[at + i]);
        at += length + 1;
      } else {
        return this.#fail();
      }
      length = at < this.end ? this.bytes[at] : -1;
    }
    if (text.length > DNS_MAX_NAME) return this.#fail();
    if (jumps === 0) this.at = at + 1;
    return text;
  }

  word16(): number {
    if (this.at + 2 > this.end) {
      this.failed = true;
      return 0;
    }
    this.at += 2;
    return read16(this.bytes, this.at - 2);
  }

  word32(): number {
    if (this.at + 4 > this.end) {
      this.failed = true;
      return 0;
    }
    this.at += 4;
    return read32(this.bytes, this.at - 4);
  }

  #fail(): string {
    this.failed = true;
    return '';
  }
}

function lowerCase(code: number): string {
  return String.fromCharCode(code >= 65 && code <= 90 ? code + 32 : code);
}

/** Fills `response` from bytes `start … end - 1`. */
export function parseDnsResponse(
  bytes: Uint8Array,
  start: number,
  end: number,
  response: DnsResponse,
): Refusal {
  if (end - start < DNS_HEADER_BYTES) return TRUNCATED;
  const flags = read16(bytes, start + 2);
  // QR set, a standard query, exactly the one question that we ask.
  if ((flags & 0xf800) !== 0x8000 || read16(bytes, start + 4) !== 1) return BAD_VERSION;
  response.id = read16(bytes, start);
  response.code = flags & 15;
  response.truncated = (flags & 0x0200) !== 0;
  response.records = [];
  response.negativeTtlSeconds = 0;
  const reader = new Reader(bytes, start, end);
  response.question = reader.name();
  const type = reader.word16();
  const questionClass = reader.word16();
  if (reader.failed) return BAD_LENGTH;
  if (type !== TYPE_A || questionClass !== CLASS_IN) return BAD_FIELD;
  const answers = read16(bytes, start + 6);
  const authorities = read16(bytes, start + 8);
  for (let i = 0; i < answers + authorities && i < RECORD_LIMIT; i++) {
    readRecord(reader, response, i < answers);
    // A truncated message ends in the middle of a record: what came before it counts.
    if (reader.failed) return response.truncated ? ACCEPTED : BAD_LENGTH;
  }
  return ACCEPTED;
}

function readRecord(reader: Reader, response: DnsResponse, isAnswer: boolean): void {
  const name = reader.name();
  const type = reader.word16();
  const recordClass = reader.word16();
  const ttl = reader.word32();
  const length = reader.word16();
  const next = reader.at + length;
  if (reader.failed || next > reader.end) {
    reader.failed = true;
    return;
  }
  // RFC 2181 8: a TTL with its highest bit set is 0.
  const ttlSeconds = ttl > 0x7fffffff ? 0 : ttl;
  if (recordClass === CLASS_IN && isAnswer && type === TYPE_A && length === 4) {
    const address = reader.word32();
    response.records.push({ name, isAlias: false, address, target: '', ttlSeconds });
  } else if (recordClass === CLASS_IN && isAnswer && type === TYPE_CNAME) {
    const target = reader.name();
    response.records.push({ name, isAlias: true, address: 0, target, ttlSeconds });
  } else if (recordClass === CLASS_IN && !isAnswer && type === TYPE_SOA && length >= 20) {
    const minimum = read32(reader.bytes, next - 4);
    response.negativeTtlSeconds = Math.min(minimum, ttlSeconds);
  }
  reader.at = next;
}

/**
 * ICMP as a host speaks it (RFC 792, RFC 1122 3.2.2): answers echo requests, reports datagrams that nobody here
 * takes, and passes reported errors on to the transport that sent the packet. All answers are rate-limited.
 */

import type { Ipv4Address } from '../address.ts';
import type { Clock } from '../clock.ts';
import type { Counters } from '../counters.ts';
import { RateLimit } from '../rate-limit.ts';
import { copyBytes } from '../wire/bytes.ts';
import {
  emitIcmp,
  ICMP_ECHO_REPLY,
  ICMP_ECHO_REQUEST,
  ICMP_HEADER_BYTES,
  ICMP_TIME_EXCEEDED,
  ICMP_UNREACHABLE,
  IcmpHeader,
  parseIcmp,
  parseQuotedPacket,
  QuotedPacket,
} from '../wire/icmpv4.ts';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/ipv4.ts';
import { ACCEPTED } from '../wire/refusal.ts';
import type { Datagram, Ipv4Transport } from './datagram.ts';
import { DEFAULT_TTL, type Ipv4 } from './ipv4.ts';

const ECHO_PER_SECOND = 1000;
const ERRORS_PER_SECOND = 100;
/** RFC 1122 3.2.2: the IP header and at least 8 bytes; RFC 1812 4.3.2.3 wants more. */
const QUOTED_BYTES = 128;

/** A transport that can be told that a packet of its own did not arrive. */
export interface IcmpErrorReceiver {
  /** `type` and `code` as received; `nextHopMtu` is 0 unless the code is "fragmentation needed". */
  receiveIcmpError(type: number, code: number, nextHopMtu: number, quoted: QuotedPacket): void;
}

/** The ICMP of one stack. */
export class Icmp implements Ipv4Transport {
  #ip: Ipv4;
  #tcp: IcmpErrorReceiver | undefined = undefined;
  #udp: IcmpErrorReceiver | undefined = undefined;
  #header: IcmpHeader = new IcmpHeader();
  #quoted: QuotedPacket = new QuotedPacket();
  #echoLimit: RateLimit;
  #errorLimit: RateLimit;
  #counters: Counters;

  constructor(ip: Ipv4, clock: Clock, counters: Counters) {
    this.#ip = ip;
    this.#echoLimit = new RateLimit(ECHO_PER_SECOND, clock);
    this.#errorLimit = new RateLimit(ERRORS_PER_SECOND, clock);
    this.#counters = counters;
  }

  /** Wires the transports; once, by the composition root. */
  setReceivers(tcp: IcmpErrorReceiver, udp: IcmpErrorReceiver): void {
    this.#tcp = tcp;
    this.#udp = udp;
  }

  receive(datagram: Datagram): void {
    const header = this.#header;
    if (parseIcmp(datagram.bytes, datagram.start, datagram.end, header) !== ACCEPTED) {
      this.#counters.icmpMalformed++;
      return;
    }
    if (header.type === ICMP_ECHO_REQUEST) this.#answerEcho(datagram, header);
    else if (header.type === ICMP_UNREACHABLE || header.type === ICMP_TIME_EXCEEDED) this.#pass(datagram);
  }

  reportLocalFailure(): void {
    // An answer of ours that can't be delivered: RFC 1122 3.2.2 forbids errors about ICMP.
  }

  /**
   * Tells the sender of `datagram` that it is not taken here. Says nothing about broadcasts, packets from
   * fragments, or sources that can't be answered.
   */
  sendUnreachable(code: number, datagram: Datagram): void {
    if (datagram.isBroadcast || datagram.headerStart < 0 || datagram.source === 0) return;
    if (!this.#errorLimit.take()) {
      this.#counters.icmpRateLimited++;
      return;
    }
    const packet = this.#ip.pool.acquire();
    if (packet === undefined) {
      this.#counters.outOfPackets++;
      return;
    }
    const length = Math.min(datagram.end - datagram.headerStart, QUOTED_BYTES);
    const start = packet.start;
    packet.end = start + ICMP_HEADER_BYTES + length;
    copyBytes(packet.bytes, start + ICMP_HEADER_BYTES, datagram.bytes, datagram.headerStart, length);
    emitIcmp(packet.bytes, start, packet.end, ICMP_UNREACHABLE, code, 0);
    this.#counters.icmpErrorsSent++;
    this.#ip.send(packet, PROTOCOL_ICMP, datagram.destination, datagram.source, DEFAULT_TTL, false);
  }

  #answerEcho(datagram: Datagram, header: IcmpHeader): void {
    // RFC 1122 3.2.2.6: an echo request to a broadcast may be dropped; answering is how smurf attacks work.
    if (datagram.isBroadcast) return;
    if (!this.#echoLimit.take()) {
      this.#counters.icmpRateLimited++;
      return;
    }
    // The request's bytes are ours for the length of this call, so the answer is made of them.
    const source: Ipv4Address = datagram.destination;
    emitIcmp(datagram.bytes, datagram.start, datagram.end, ICMP_ECHO_REPLY, 0, header.rest);
    const result = this.#ip.sendBytes(
      datagram.bytes,
      datagram.start,
      datagram.end,
      PROTOCOL_ICMP,
      source,
      datagram.source,
      DEFAULT_TTL,
    );
    if (result === 0) this.#counters.icmpEchoAnswered++;
  }

  #pass(datagram: Datagram): void {
    const header = this.#header;
    const quoted = this.#quoted;
    if (parseQuotedPacket(datagram.bytes, header.dataStart, header.dataEnd, quoted) !== ACCEPTED) {
      this.#counters.icmpMalformed++;
      return;
    }
    if (!this.#ip.isOwn(quoted.source)) {
      this.#counters.icmpMalformed++;
      return;
    }
    this.#counters.icmpErrorsReceived++;
    const nextHopMtu = header.rest & 0xffff;
    if (quoted.protocol === PROTOCOL_TCP) {
      this.#tcp?.receiveIcmpError(header.type, header.code, nextHopMtu, quoted);
    } else if (quoted.protocol === PROTOCOL_UDP) {
      this.#udp?.receiveIcmpError(header.type, header.code, nextHopMtu, quoted);
    }
  }
}

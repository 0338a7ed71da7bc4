/**
 * UDP (RFC 768, RFC 1122 4.1): ports, each with its owner. Datagrams for no port are answered with ICMP port
 * unreachable; ICMP errors about our datagrams reach the port that sent them.
 */

import { ADDRESS_ANY, type IpAddress } from '../address.ts';
import type { NetErrorCode, UdpHandler, UdpOpenOptions, UdpService, UdpSocket } from '../api.ts';
import { finishChecksum, sumBytes, sumPseudoHeader } from '../checksum.ts';
import type { Counters } from '../counters.ts';
import type { Datagram, Ipv4Transport } from '../ip/datagram.ts';
import type { Icmp, IcmpErrorReceiver } from '../ip/icmp.ts';
import { DEFAULT_TTL, type Ipv4, NO_ROUTE } from '../ip/ipv4.ts';
import { copyBytes, write16 } from '../wire/bytes.ts';
import {
  ICMP_UNREACHABLE,
  parseQuotedPacket,
  QuotedPacket,
  UNREACHABLE_FRAGMENTATION_NEEDED,
  UNREACHABLE_NET,
  UNREACHABLE_PORT,
} from '../wire/icmpv4.ts';
import { IPV4_HEADER_BYTES, PROTOCOL_UDP } from '../wire/ipv4.ts';
import { ACCEPTED, BAD_CHECKSUM } from '../wire/refusal.ts';
import { emitUdp, parseUdp, UDP_HEADER_BYTES, UdpHeader } from '../wire/udp.ts';
import type { EphemeralPorts } from './ephemeral-ports.ts';

const SOCKET_LIMIT = 4096;
/** 65,535 less both headers. */
const MAX_PAYLOAD = 65_507;
const CHECKSUM_AT = 6;

/** One open port. */
class UdpPort implements UdpSocket {
  readonly localAddress: IpAddress;
  readonly localPort: number;
  readonly handler: UdpHandler;
  owner: unknown = undefined;
  broadcast = false;
  ttl: number = DEFAULT_TTL;
  closed = false;
  #udp: Udp;

  constructor(udp: Udp, address: IpAddress, port: number, handler: UdpHandler) {
    this.#udp = udp;
    this.localAddress = address;
    this.localPort = port;
    this.handler = handler;
  }

  send(
    bytes: Uint8Array,
    start: number,
    end: number,
    address: IpAddress,
    port: number,
  ): NetErrorCode | undefined {
    return this.#udp.sendFrom(this, bytes, start, end, address, port);
  }

  setBroadcast(allowed: boolean): void {
    this.broadcast = allowed;
  }

  setTtl(ttl: number): void {
    if (ttl >= 1 && ttl <= 255) this.ttl = ttl | 0;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#udp.remove(this);
  }
}

/** One per stack. */
export class Udp implements UdpService, Ipv4Transport, IcmpErrorReceiver {
  #ip: Ipv4;
  #icmp: Icmp;
  #ports: EphemeralPorts;
  #counters: Counters;
  #sockets: Map<number, UdpPort[]> = new Map();
  #socketCount = 0;
  #header: UdpHeader = new UdpHeader();
  #quoted: QuotedPacket = new QuotedPacket();

  constructor(ip: Ipv4, icmp: Icmp, ports: EphemeralPorts, counters: Counters) {
    this.#ip = ip;
    this.#icmp = icmp;
    this.#ports = ports;
    this.#counters = counters;
  }

  open(options: UdpOpenOptions, handler: UdpHandler): UdpSocket | NetErrorCode {
    const address = options.address ?? ADDRESS_ANY;
    let port = options.port ?? 0;
    if (port < 0 || port > 65_535 || Math.floor(port) !== port) return 'EINVAL';
    if (address !== ADDRESS_ANY && !this.#ip.isOwn(address)) return 'EADDRNOTAVAIL';
    if (this.#socketCount >= SOCKET_LIMIT) return 'ENOBUFS';
    if (port === 0) {
      port = this.#ports.choose(address, 0, 0, (candidate) => !this.#sockets.has(candidate));
      if (port === 0) return 'EADDRNOTAVAIL';
    }
    const socket = new UdpPort(this, address, port, handler);
    const others = this.#sockets.get(port);
    if (others === undefined) {
      this.#sockets.set(port, [socket]);
    } else {
      for (const other of others) {
        if (other.localAddress === ADDRESS_ANY || address === ADDRESS_ANY || other.localAddress === address) {
          return 'EADDRINUSE';
        }
      }
      others.push(socket);
    }
    this.#socketCount++;
    return socket;
  }

  /** Called by `UdpSocket.close`. */
  remove(socket: UdpPort): void {
    const all = this.#sockets.get(socket.localPort);
    const at = all?.indexOf(socket) ?? -1;
    if (all === undefined || at < 0) return;
    all.splice(at, 1);
    if (all.length === 0) this.#sockets.delete(socket.localPort);
    this.#socketCount--;
  }

  /** Called by `UdpSocket.send`. */
  sendFrom(
    socket: UdpPort,
    bytes: Uint8Array,
    start: number,
    end: number,
    address: IpAddress,
    port: number,
  ): NetErrorCode | undefined {
    if (socket.closed) return 'ENOTCONN';
    if (port < 1 || port > 65_535 || start < 0 || end < start || end > bytes.length) return 'EINVAL';
    if (end - start > MAX_PAYLOAD) return 'EMSGSIZE';
    // RFC 1122 3.2.1.3: "this host" as a destination means the loopback, as everywhere.
    const destination = address === ADDRESS_ANY ? 0x7f000001 : address;
    if (!socket.broadcast && this.#ip.isBroadcast(destination)) return 'EACCES';
    const source =
      socket.localAddress === ADDRESS_ANY ? this.#ip.sourceFor(destination) : socket.localAddress;
    const link = this.#ip.linkFor(destination);
    if (link === undefined || source === ADDRESS_ANY) return 'ENETUNREACH';
    const length = UDP_HEADER_BYTES + end - start;
    if (IPV4_HEADER_BYTES + length > link.mtu) {
      return this.#sendLarge(socket, source, bytes, start, end, destination, port);
    }
    if (!link.isReady()) return 'ENOBUFS';
    const packet = this.#ip.pool.acquire();
    if (packet === undefined) {
      this.#counters.outOfPackets++;
      return 'ENOBUFS';
    }
    packet.end = packet.start + length;
    copyBytes(packet.bytes, packet.start + UDP_HEADER_BYTES, bytes, start, end - start);
    emitUdp(packet.bytes, packet.start, socket.localPort, port, length, 0);
    const sum = sumPseudoHeader(source, destination, PROTOCOL_UDP, length);
    if (link.offloads.transmitChecksum) {
      packet.checksumStart = packet.start;
      packet.checksumOffset = CHECKSUM_AT;
      write16(packet.bytes, packet.start + CHECKSUM_AT, sum);
    } else {
      writeChecksum(packet.bytes, packet.start, packet.end, sum);
    }
    this.#counters.udpTransmitted++;
    this.#ip.send(packet, PROTOCOL_UDP, source, destination, socket.ttl, false);
    return undefined;
  }

  receive(datagram: Datagram): void {
    this.#counters.udpReceived++;
    const header = this.#header;
    const refusal = parseUdp(
      datagram.bytes,
      datagram.start,
      datagram.end,
      datagram.source,
      datagram.destination,
      datagram.checksumVerified,
      header,
    );
    if (refusal !== ACCEPTED) {
      if (refusal === BAD_CHECKSUM) this.#counters.udpBadChecksum++;
      else this.#counters.udpMalformed++;
      return;
    }
    const socket = this.#find(datagram.destination, header.destinationPort, datagram.isBroadcast);
    if (socket === undefined) {
      this.#counters.udpNoPort++;
      // Not from an interface that waits for DHCP: the datagram is perhaps for somebody else.
      if (this.#ip.isOwn(datagram.destination)) this.#icmp.sendUnreachable(UNREACHABLE_PORT, datagram);
      return;
    }
    socket.handler.onMessage(
      socket,
      datagram.bytes,
      header.payloadStart,
      header.payloadEnd,
      datagram.source,
      header.sourcePort,
    );
  }

  receiveIcmpError(type: number, code: number, _nextHopMtu: number, quoted: QuotedPacket): void {
    const socket = this.#find(quoted.source, quoted.sourcePort, false);
    if (socket === undefined) return;
    let error: NetErrorCode = 'EHOSTUNREACH';
    if (type === ICMP_UNREACHABLE) {
      if (code === UNREACHABLE_PORT) error = 'ECONNREFUSED';
      else if (code === UNREACHABLE_NET) error = 'ENETUNREACH';
      else if (code === UNREACHABLE_FRAGMENTATION_NEEDED) error = 'EMSGSIZE';
    }
    socket.handler.onError?.(socket, error, quoted.destination, quoted.destinationPort);
  }

  reportLocalFailure(bytes: Uint8Array, start: number, end: number): void {
    if (parseQuotedPacket(bytes, start, end, this.#quoted) !== ACCEPTED) return;
    this.receiveIcmpError(ICMP_UNREACHABLE, 1, 0, this.#quoted);
  }

  /** More than the MTU: built as a whole, because the checksum covers it all, and sent in fragments. */
  #sendLarge(
    socket: UdpPort,
    source: IpAddress,
    bytes: Uint8Array,
    start: number,
    end: number,
    destination: IpAddress,
    port: number,
  ): NetErrorCode | undefined {
    const length = UDP_HEADER_BYTES + end - start;
    const whole = new Uint8Array(length);
    emitUdp(whole, 0, socket.localPort, port, length, 0);
    copyBytes(whole, UDP_HEADER_BYTES, bytes, start, end - start);
    writeChecksum(whole, 0, length, sumPseudoHeader(source, destination, PROTOCOL_UDP, length));
    const result = this.#ip.sendBytes(whole, 0, length, PROTOCOL_UDP, source, destination, socket.ttl);
    if (result === 0) {
      this.#counters.udpTransmitted++;
      return undefined;
    }
    return result === NO_ROUTE ? 'ENETUNREACH' : 'ENOBUFS';
  }

  /** A broadcast reaches the ports that are open for every address. */
  #find(address: IpAddress, port: number, isBroadcast: boolean): UdpPort | undefined {
    const all = this.#sockets.get(port);
    if (all === undefined) return undefined;
    for (const socket of all) {
      if (socket.localAddress === ADDRESS_ANY || (!isBroadcast && socket.localAddress === address)) {
        return socket;
      }
    }
    return undefined;
  }
}

/** RFC 768: a sum of 0 is sent as 0xffff, because 0 means "none". */
function writeChecksum(bytes: Uint8Array, start: number, end: number, pseudoHeaderSum: number): void {
  const checksum = finishChecksum(sumBytes(bytes, start, end, pseudoHeaderSum));
  write16(bytes, start + CHECKSUM_AT, checksum === 0 ? 0xffff : checksum);
}

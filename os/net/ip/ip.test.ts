/** IP, ICMP, ARP and UDP of whole stacks, and against packets written by hand. */

import assert from 'node:assert';
import { test } from 'node:test';
import type { NetErrorCode, UdpSocket } from '../api.ts';
import { type Host, ip, Network, RecordingHandler } from '../testing/network.ts';
import { RawPeer } from '../testing/raw-peer.ts';
import { ARP_REPLY, ARP_REQUEST } from '../wire/arp.ts';
import { write16 } from '../wire/bytes.ts';
import { emitIcmp, ICMP_ECHO_REPLY, ICMP_ECHO_REQUEST, ICMP_UNREACHABLE } from '../wire/icmpv4.ts';
import { emitIpv4Header, IPV4_MORE_FRAGMENTS, PROTOCOL_ICMP, PROTOCOL_UDP } from '../wire/ipv4.ts';
import { emitUdp } from '../wire/udp.ts';

/** Writes down what a UDP port gets. */
class Inbox {
  readonly messages: { bytes: Uint8Array; address: number; port: number }[] = [];
  readonly errors: NetErrorCode[] = [];

  onMessage(
    _s: UdpSocket,
    bytes: Uint8Array,
    start: number,
    end: number,
    address: number,
    port: number,
  ): void {
    this.messages.push({ bytes: bytes.slice(start, end), address, port });
  }

  onError(_s: UdpSocket, error: NetErrorCode): void {
    this.errors.push(error);
  }
}

function open(host: Host, port: number, inbox: Inbox): UdpSocket {
  const socket = host.stack.udp.open({ port }, inbox);
  if (typeof socket === 'string') throw new Error(socket);
  return socket;
}

function prepare(seed: number): { network: Network; host: Host; peer: RawPeer } {
  const network = new Network(seed, 0);
  const host = network.addHost();
  const peer = new RawPeer(network, ip('10.0.0.9'), 5000, ip('10.0.0.1'), 80);
  peer.sendArp(ARP_REQUEST, peer.address, ip('10.0.0.1'));
  return { network, host, peer };
}

test('datagrams of every size from 0 to 65,507 bytes arrive whole, the large ones in fragments', () => {
  const network = new Network(1);
  const a = network.addHost();
  const b = network.addHost();
  const inbox = new Inbox();
  open(b, 7, inbox);
  const socket = open(a, 0, new Inbox());
  for (const size of [65_507, 0, 1, 1471, 1472, 1473, 1480, 2960, 9000, 65_507]) {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) bytes[i] = (i * 7) >>> 3;
    assert.strictEqual(socket.send(bytes, 0, size, ip('10.0.0.2'), 7), undefined);
    assert.ok(
      network.runUntil(() => inbox.messages.length > 0, 1000),
      `${size} bytes`,
    );
    const message = inbox.messages.pop();
    assert.deepStrictEqual(message?.bytes, bytes);
    assert.strictEqual(message?.address, ip('10.0.0.1'));
    assert.strictEqual(message?.port, socket.localPort);
  }
  assert.strictEqual(socket.send(new Uint8Array(65_508), 0, 65_508, ip('10.0.0.2'), 7), 'EMSGSIZE');
});

test('a datagram for a closed port is answered with port unreachable, and its sender hears ECONNREFUSED', () => {
  const network = new Network(2);
  const a = network.addHost();
  network.addHost();
  const inbox = new Inbox();
  const socket = open(a, 0, inbox);
  socket.send(new Uint8Array(5), 0, 5, ip('10.0.0.2'), 9);
  network.run(100);
  assert.deepStrictEqual(inbox.errors, ['ECONNREFUSED']);
});

test('unreachable messages are limited to a hundred a second', () => {
  const { host, peer } = prepare(3);
  const bytes = new Uint8Array(8);
  emitUdp(bytes, 0, 1, 9, 8, 0);
  for (let i = 0; i < 300; i++) peer.sendIp(PROTOCOL_UDP, bytes);
  assert.strictEqual(host.stack.counters.icmpErrorsSent, 100);
  assert.strictEqual(host.stack.counters.icmpRateLimited, 200);
});

test('UDP errors at the call: no route, broadcast not allowed, port in use, bad port', () => {
  const network = new Network(4);
  const host = network.addHost();
  const socket = open(host, 1000, new Inbox());
  const bytes = new Uint8Array(1);
  assert.strictEqual(socket.send(bytes, 0, 1, ip('192.0.2.1'), 1), 'ENETUNREACH');
  assert.strictEqual(socket.send(bytes, 0, 1, ip('10.0.0.255'), 1), 'EACCES');
  assert.strictEqual(socket.send(bytes, 0, 1, ip('255.255.255.255'), 1), 'EACCES');
  assert.strictEqual(socket.send(bytes, 0, 1, ip('10.0.0.2'), 0), 'EINVAL');
  assert.strictEqual(host.stack.udp.open({ port: 1000 }, new Inbox()), 'EADDRINUSE');
  assert.strictEqual(host.stack.udp.open({ port: 1, address: ip('1.2.3.4') }, new Inbox()), 'EADDRNOTAVAIL');
  socket.close();
  assert.strictEqual(socket.send(bytes, 0, 1, ip('10.0.0.2'), 1), 'ENOTCONN');
  assert.strictEqual(typeof host.stack.udp.open({ port: 1000 }, new Inbox()), 'object');
});

test('a broadcast reaches every host on the link', () => {
  const network = new Network(5);
  const a = network.addHost();
  const inboxes = [new Inbox(), new Inbox()];
  for (const inbox of inboxes) open(network.addHost(), 7, inbox);
  const socket = open(a, 0, new Inbox());
  socket.setBroadcast(true);
  for (const address of ['10.0.0.255', '255.255.255.255'])
    socket.send(new Uint8Array(3), 0, 3, ip(address), 7);
  network.run(10);
  for (const inbox of inboxes) assert.strictEqual(inbox.messages.length, 2);
});

test('an echo request is answered with its own data; one to a broadcast is not (RFC 1122 3.2.2.6)', () => {
  const { peer } = prepare(6);
  const request = new Uint8Array(40).fill(0x5a);
  emitIcmp(request, 0, 40, ICMP_ECHO_REQUEST, 0, 0x12340001);
  peer.sendIp(PROTOCOL_ICMP, request);
  const answer = peer.datagrams.pop();
  assert.strictEqual(answer?.payload[0], ICMP_ECHO_REPLY);
  assert.deepStrictEqual(answer?.payload.slice(4), request.slice(4));
});

test('fragments in any order make one datagram; a duplicate changes nothing', () => {
  const { host, peer } = prepare(7);
  const inbox = new Inbox();
  open(host, 7, inbox);
  const whole = new Uint8Array(8 + 40).fill(3);
  emitUdp(whole, 0, 5, 7, whole.length, 0);
  peer.sendIp(PROTOCOL_UDP, whole.slice(32), 4, 99);
  peer.sendIp(PROTOCOL_UDP, whole.slice(16, 32), 2 | IPV4_MORE_FRAGMENTS, 99);
  peer.sendIp(PROTOCOL_UDP, whole.slice(16, 32), 2 | IPV4_MORE_FRAGMENTS, 99);
  assert.strictEqual(inbox.messages.length, 0);
  peer.sendIp(PROTOCOL_UDP, whole.slice(0, 16), IPV4_MORE_FRAGMENTS, 99);
  assert.strictEqual(inbox.messages.length, 1);
  assert.deepStrictEqual(inbox.messages[0].bytes, whole.slice(8));
});

test('overlapping fragments, and fragments behind the end, drop the datagram (RFC 5722)', () => {
  const { host, peer } = prepare(8);
  const bytes = new Uint8Array(32);
  peer.sendIp(PROTOCOL_UDP, bytes, IPV4_MORE_FRAGMENTS, 1);
  peer.sendIp(PROTOCOL_UDP, bytes, 2 | IPV4_MORE_FRAGMENTS, 1);
  assert.strictEqual(host.stack.counters.ipReassemblyDropped, 1);
  peer.sendIp(PROTOCOL_UDP, bytes, 0, 2 | 0);
  peer.sendIp(PROTOCOL_UDP, bytes, 8, 2);
  peer.sendIp(PROTOCOL_UDP, bytes, 20 | IPV4_MORE_FRAGMENTS, 2);
  assert.strictEqual(host.stack.counters.ipReassemblyDropped, 2);
});

test('fragments beyond 65,535 bytes ("ping of death"), empty ones and odd lengths are refused', () => {
  const { host, peer } = prepare(9);
  const before = host.stack.counters.ipMalformed;
  peer.sendIp(PROTOCOL_UDP, new Uint8Array(1000), 0x1fff, 1);
  peer.sendIp(PROTOCOL_UDP, new Uint8Array(0), 8 | IPV4_MORE_FRAGMENTS, 1);
  peer.sendIp(PROTOCOL_UDP, new Uint8Array(13), IPV4_MORE_FRAGMENTS, 1);
  assert.strictEqual(host.stack.counters.ipMalformed - before, 3);
});

test('incomplete datagrams are limited in number and forgotten after 30 seconds', () => {
  const { host, peer } = prepare(10);
  for (let i = 0; i < 50; i++) peer.sendIp(PROTOCOL_UDP, new Uint8Array(1400), IPV4_MORE_FRAGMENTS | 100, i);
  assert.strictEqual(host.stack.counters.ipReassemblyDropped, 42, 'eight at once');
  peer.wait(31_000);
  assert.strictEqual(host.stack.counters.ipReassemblyTimeouts, 8);
});

test('packets for others, from impossible sources, and for unknown protocols are counted and dropped', () => {
  const { network, host, peer } = prepare(11);
  const counters = host.stack.counters;
  const send = (source: string, destination: string, protocol: number): void => {
    const frame = new Uint8Array(42);
    frame.set(host.device.mac);
    frame.set(peer.mac, 6);
    write16(frame, 12, 0x0800);
    emitIpv4Header(frame, 14, 28, 0, 0, 64, protocol, ip(source), ip(destination));
    peer.sendFrame(frame);
  };
  send('10.0.0.9', '10.0.0.5', 17);
  send('10.0.0.9', '127.0.0.1', 17);
  assert.strictEqual(counters.ipNotOurs, 2);
  for (const source of ['255.255.255.255', '224.0.0.1', '127.0.0.1', '10.0.0.1', '10.0.0.255']) {
    send(source, '10.0.0.1', 17);
  }
  assert.strictEqual(counters.ipBadSource, 5);
  send('10.0.0.9', '10.0.0.1', 99);
  assert.strictEqual(counters.ipUnknownProtocol, 1);
  network.run(1);
});

// ----------------------------------------------------------------------------------------------- ARP

test('an address is asked for at most three times, a second apart, with few packets waiting (RFC 1122 2.3.2)', () => {
  const { host, peer } = prepare(12);
  peer.arps.length = 0;
  const socket = open(host, 0, new Inbox());
  for (let i = 0; i < 60; i++) socket.send(new Uint8Array(1), 0, 1, ip('10.0.0.50'), 1);
  peer.wait(5000);
  assert.strictEqual(peer.arps.filter((arp) => arp.targetAddress === ip('10.0.0.50')).length, 3);
  assert.strictEqual(host.stack.counters.arpPendingDropped, 12, '48 wait');
  assert.strictEqual(host.stack.counters.arpUnresolved, 1);
  assert.strictEqual(host.pool.available(), host.pool.limit);
});

test('a UDP sender hears EHOSTUNREACH when nobody answers ARP', () => {
  const { host, peer } = prepare(13);
  const inbox = new Inbox();
  open(host, 0, inbox).send(new Uint8Array(1), 0, 1, ip('10.0.0.50'), 1);
  peer.wait(5000);
  assert.deepStrictEqual(inbox.errors, ['EHOSTUNREACH']);
});

test('an unsolicited reply creates no entry; a request to us does, and is answered', () => {
  const network = new Network(14, 0);
  const host = network.addHost();
  const peer = new RawPeer(network, ip('10.0.0.9'), 5000, ip('10.0.0.1'), 80);
  peer.answersArp = false;
  peer.sendArp(ARP_REPLY, peer.address, ip('10.0.0.1'));
  const socket = open(host, 0, new Inbox());
  socket.send(new Uint8Array(1), 0, 1, peer.address, 1);
  peer.settle();
  assert.strictEqual(peer.datagrams.length, 0, 'still waits for an answer');
  peer.sendArp(ARP_REQUEST, peer.address, ip('10.0.0.1'));
  assert.strictEqual(peer.datagrams.length, 1);
  assert.strictEqual(peer.arps.filter((arp) => arp.operation === ARP_REPLY).length, 1);
});

test('a thousand neighbours do not fill memory', () => {
  const { host, peer } = prepare(15);
  for (let i = 0; i < 1000; i++) peer.sendArp(ARP_REQUEST, ip('10.0.1.0') + i, ip('10.0.0.1'));
  assert.strictEqual(host.stack.counters.arpRequestsAnswered, 1001);
});

test('our address is defended once in ten seconds when another station claims it (RFC 5227 2.4)', () => {
  const { host, peer } = prepare(16);
  peer.arps.length = 0;
  for (let i = 0; i < 5; i++) peer.sendArp(ARP_REPLY, ip('10.0.0.1'), ip('10.0.0.1'));
  assert.strictEqual(host.stack.counters.arpConflicts, 5);
  assert.strictEqual(peer.arps.length, 1);
});

test('an entry in use is refreshed in the background before it ends', () => {
  const { host, peer } = prepare(17);
  const socket = open(host, 0, new Inbox());
  peer.arps.length = 0;
  for (let second = 0; second < 120; second++) {
    socket.send(new Uint8Array(1), 0, 1, peer.address, 1);
    peer.wait(1000);
  }
  const requests = peer.arps.filter((arp) => arp.targetAddress === peer.address).length;
  assert.ok(requests >= 2 && requests <= 4, `${requests} requests in two minutes`);
  assert.strictEqual(peer.datagrams.filter((one) => one.header.protocol === PROTOCOL_UDP).length, 120);
});

// -------------------------------------------------------------------------------------- ICMP and TCP

test('port unreachable ends a TCP handshake only if it quotes the right sequence number (RFC 5927)', () => {
  const { host, peer } = prepare(18);
  const handler = new RecordingHandler();
  host.stack.tcp.connect({ address: peer.address, port: 5000 }, handler);
  peer.settle();
  const syn = peer.datagrams.pop();
  assert.ok(syn !== undefined);
  const error = new Uint8Array(8 + 28);
  emitIpv4Header(error, 8, 40, 0, 0, 64, 6, ip('10.0.0.1'), peer.address);
  error.set(syn.payload.slice(0, 8), 28);
  error[28 + 7] ^= 1;
  emitIcmp(error, 0, error.length, ICMP_UNREACHABLE, 3, 0);
  peer.sendIp(PROTOCOL_ICMP, error);
  assert.strictEqual(handler.closed, false);
  error[28 + 7] ^= 1;
  emitIcmp(error, 0, error.length, ICMP_UNREACHABLE, 3, 0);
  peer.sendIp(PROTOCOL_ICMP, error);
  assert.strictEqual(handler.error, 'ECONNREFUSED');
});

test('"fragmentation needed" makes the segments smaller (RFC 1191)', () => {
  const { host, peer } = prepare(19);
  let sent = 0;
  host.stack.tcp.listen(
    { port: 80 },
    {
      onAccept(socket) {
        sent = socket.write(new Uint8Array(3000));
        return new RecordingHandler();
      },
    },
  );
  const mss = new Uint8Array([2, 4, 5, 0xb4]);
  peer.send({ flags: 2, sequence: 1, options: mss });
  const synAck = peer.take()[0];
  peer.send({ flags: 16, sequence: 2, acknowledgment: (synAck.sequence + 1) >>> 0 });
  assert.strictEqual(sent, 3000);
  assert.strictEqual(peer.take()[0].payload.length, 1460);
  const error = new Uint8Array(8 + 28);
  emitIpv4Header(error, 8, 1500, 0, 0, 64, 6, ip('10.0.0.1'), peer.address);
  const big = peer.datagrams.find((one) => one.payload.length > 1000);
  error.set(big?.payload.slice(0, 8) ?? [], 28);
  emitIcmp(error, 0, error.length, ICMP_UNREACHABLE, 4, 1000);
  peer.sendIp(PROTOCOL_ICMP, error);
  assert.strictEqual(peer.take()[0].payload.length, 960);
});

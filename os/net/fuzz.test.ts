/** A bounded, seeded fuzz of every parser and of a whole stack: nothing throws, nothing grows, nothing leaks. */

import assert from 'node:assert';
import { test } from 'node:test';
import { finishChecksum, sumBytes, sumPseudoHeader } from './checksum.ts';
import { ascii, ip, Network, RecordingHandler } from './testing/network.ts';
import { RawPeer } from './testing/raw-peer.ts';
import { SeededEntropy } from './testing/seeded-entropy.ts';
import { TcpConnection } from './transport/tcp/connection.ts';
import { Tcp } from './transport/tcp/tcp.ts';
import { ArpPacket, parseArp } from './wire/arp.ts';
import { write16, write32 } from './wire/bytes.ts';
import { DhcpMessage, parseDhcp } from './wire/dhcp.ts';
import { DnsResponse, parseDnsResponse } from './wire/dns.ts';
import { IcmpHeader, parseIcmp, parseQuotedPacket, QuotedPacket } from './wire/icmpv4.ts';
import { Ipv4Header, parseIpv4Header } from './wire/ipv4.ts';
import { ACCEPTED } from './wire/refusal.ts';
import { emitTcp, parseTcp, TCP_SYN, TcpHeader } from './wire/tcp.ts';
import { parseUdp, UdpHeader } from './wire/udp.ts';

const ROUNDS = 20_000;

test('no parser throws, reads outside, or accepts a payload outside of its bytes', () => {
  const random = new SeededEntropy(1);
  const ipHeader = new Ipv4Header();
  const tcp = new TcpHeader();
  const udp = new UdpHeader();
  const icmp = new IcmpHeader();
  const dhcp = new DhcpMessage();
  const dns = new DnsResponse();
  const mac = new Uint8Array(6);
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = new Uint8Array(random.below(round % 10 === 0 ? 600 : 80));
    random.fill(bytes);
    const start = bytes.length === 0 ? 0 : random.below(Math.min(8, bytes.length));
    const end = bytes.length;
    steer(bytes, start, round, random);
    const inside = (from: number, to: number): boolean => from >= start && from <= to && to <= end;
    if (parseIpv4Header(bytes, start, end, ipHeader) === ACCEPTED) {
      assert.ok(inside(ipHeader.payloadStart, ipHeader.payloadEnd));
    }
    if (parseTcp(bytes, start, end, tcp) === ACCEPTED) {
      assert.ok(inside(tcp.payloadStart, tcp.payloadEnd) && tcp.sackCount <= 4 && tcp.windowScale <= 14);
    }
    if (parseUdp(bytes, start, end, 1, 2, true, udp) === ACCEPTED) {
      assert.ok(inside(udp.payloadStart, udp.payloadEnd));
    }
    if (parseIcmp(bytes, start, end, icmp) === ACCEPTED) assert.ok(inside(icmp.dataStart, icmp.dataEnd));
    parseQuotedPacket(bytes, start, end, new QuotedPacket());
    parseArp(bytes, start, end, new ArpPacket());
    if (parseDhcp(bytes, start, end, mac, dhcp) === ACCEPTED) assert.ok(dhcp.nameServers.length <= 4);
    if (parseDnsResponse(bytes, start, end, dns) === ACCEPTED) assert.ok(dns.records.length <= 64);
  }
});

/** Makes the random bytes pass the first checks of one parser, so that the later ones are reached. */
function steer(bytes: Uint8Array, start: number, round: number, random: SeededEntropy): void {
  const length = bytes.length - start;
  const kind = round % 6;
  if (kind === 0 && length >= 20) {
    bytes[start] = 0x45 + random.below(3);
    write16(bytes, start + 2, random.below(length + 4));
    write16(bytes, start + 10, 0);
    const end = Math.min(bytes.length, start + (bytes[start] & 15) * 4);
    write16(bytes, start + 10, finishChecksum(sumBytes(bytes, start, end, 0)));
  } else if (kind === 1 && length >= 20) {
    bytes[start + 12] = (5 + random.below(11)) << 4;
    for (let i = start + 20; i < bytes.length; i++) bytes[i] &= 15;
  } else if (kind === 2 && length >= 12) {
    write16(bytes, start + 2, 0x8180);
    write16(bytes, start + 4, 1);
    for (let i = start + 12; i < bytes.length; i++) bytes[i] = random.chance(0.3) ? 0xc0 : bytes[i] & 31;
  } else if (kind === 3 && length >= 240) {
    bytes[start] = 2;
    bytes[start + 1] = 1;
    bytes[start + 2] = 6;
    bytes.fill(0, start + 28, start + 34);
    write32(bytes, start + 236, 0x63825363);
    for (let i = start + 240; i < bytes.length; i++) bytes[i] &= 63;
  } else if (kind === 4 && length >= 8) {
    write16(bytes, start + 4, random.below(length + 2));
  }
}

test('random frames do not disturb a stack that serves', () => {
  const random = new SeededEntropy(2);
  const network = new Network(2, 0);
  const host = network.addHost();
  const peer = new RawPeer(network, ip('10.0.0.9'), 5000, ip('10.0.0.1'), 80);
  for (let round = 0; round < 5000; round++) {
    const frame = new Uint8Array(random.below(200));
    random.fill(frame);
    if (frame.length >= 14) {
      frame.set(random.chance(0.9) ? host.device.mac : [255, 255, 255, 255, 255, 255]);
      write16(frame, 12, random.chance(0.8) ? 0x0800 : 0x0806);
    }
    host.device.inject(frame);
    if (round % 50 === 0) peer.wait(1);
  }
  peer.wait(120_000);
  assert.strictEqual(host.pool.available(), host.pool.limit, 'no packet is lost');
});

/** A segment that is nearly right: numbers close to the windows' edges, all flags, small payloads. */
function nearlyRight(random: SeededEntropy, peerNext: number, hostNext: number): { segment: Uint8Array } {
  const payload = random.chance(0.5) ? random.below(64) : random.below(1400);
  const hasOptions = random.chance(0.3);
  const headerLength = hasOptions ? 20 + 4 * random.below(11) : 20;
  const bytes = new Uint8Array(headerLength + payload);
  random.fill(bytes);
  const near = (base: number): number =>
    random.chance(0.3)
      ? base
      : random.chance(0.8)
        ? (base + random.below(4000) - 1000) >>> 0
        : random.next32();
  const flags = random.chance(0.7) ? 0x10 | random.below(16) : random.below(64);
  // RST and SYN end most connections; rarely is enough.
  const kept = random.chance(0.9) ? flags & ~(TCP_SYN | 4) : flags;
  emitTcp(bytes, 0, headerLength, 5000, 80, near(peerNext), near(hostNext), kept, random.below(65_536));
  for (let i = 20; i < headerLength; i++) bytes[i] = random.chance(0.7) ? random.below(12) : bytes[i];
  const sum = sumPseudoHeader(ip('10.0.0.9'), ip('10.0.0.1'), 6, bytes.length);
  write16(bytes, 16, finishChecksum(sumBytes(bytes, 0, bytes.length, sum)));
  return { segment: bytes };
}

test('nearly right segments into connections of every state: no throw, memory bounded, one close each', () => {
  for (let seed = 1; seed <= 40; seed++) fuzzConnection(seed);
});

function fuzzConnection(seed: number): void {
  const random = new SeededEntropy(seed * 7919);
  const network = new Network(seed, 0);
  const memoryBytes = 256 * 1024;
  const host = network.addHost({ tcp: { memoryBytes, maxConnections: 16, timeWaitMs: 2000 } });
  const peer = new RawPeer(network, ip('10.0.0.9'), 5000, ip('10.0.0.1'), 80);
  const tcp = host.stack.tcp;
  assert.ok(tcp instanceof Tcp);
  const handlers: RecordingHandler[] = [];
  const connections: TcpConnection[] = [];
  host.stack.tcp.listen(
    { port: 80 },
    {
      onAccept(socket) {
        const handler = new RecordingHandler();
        handlers.push(handler);
        if (socket instanceof TcpConnection) connections.push(socket);
        return handler;
      },
    },
  );
  let peerNext = 1000;
  let hostNext = 0;
  for (let round = 0; round < 400; round++) {
    const connection = connections.at(-1);
    if (connection === undefined || connection.state === 0) {
      peerNext = random.next32();
      peer.send({ flags: TCP_SYN, sequence: peerNext });
      const answer = peer.take().at(-1);
      peerNext = (peerNext + 1) >>> 0;
      hostNext = ((answer?.sequence ?? 0) + 1) >>> 0;
      peer.send({ flags: 0x10, sequence: peerNext, acknowledgment: hostNext });
    } else {
      peerNext = connection.rcvNxt;
      hostNext = random.chance(0.5) ? connection.sndUna : connection.sndMax;
      actAsUser(random, connection);
    }
    peer.sendIp(6, nearlyRight(random, peerNext, hostNext).segment);
    assert.ok(tcp.memory.usedBytes <= memoryBytes && tcp.connectionCount() <= 16);
    if (connection !== undefined) assertInvariants(connection);
    if (random.chance(0.2)) peer.wait(random.below(3000));
  }
  for (const connection of connections) connection.abort();
  // The user reads on: what waits for a paused reader is given up with it.
  peer.wait(200_000);
  for (const handler of handlers) assert.strictEqual(handler.closes, 1, `seed ${seed}`);
  assert.strictEqual(host.pool.available(), host.pool.limit, `seed ${seed}: packets`);
  assert.strictEqual(tcp.memory.usedBytes, 0, `seed ${seed}: buffers`);
  assert.strictEqual(tcp.connectionCount(), 0, `seed ${seed}: connections`);
}

function actAsUser(random: SeededEntropy, connection: TcpConnection): void {
  const choice = random.below(40);
  if (choice < 8) connection.write(ascii('x'.repeat(random.below(3000))));
  else if (choice < 11) connection.pauseReceive();
  else if (choice < 15) connection.resumeReceive();
  else if (choice === 15 && random.chance(0.3)) connection.end();
  else if (choice === 16) connection.setKeepAlive(random.chance(0.5), 1000);
  else if (choice === 17) connection.setNoDelay(random.chance(0.5));
  else if (choice === 18 && random.chance(0.2)) connection.close();
}

function assertInvariants(connection: TcpConnection): void {
  const distance = (from: number, to: number): number => (to - from) | 0;
  assert.ok(distance(connection.sndUna, connection.sndNxt) >= 0, 'SND.UNA <= SND.NXT');
  assert.ok(distance(connection.sndNxt, connection.sndMax) >= 0, 'SND.NXT <= SND.MAX');
  assert.ok(distance(connection.rcvNxt, connection.rcvAdv) >= 0, 'the window never shrinks below RCV.NXT');
  assert.ok(connection.sendBuffer.length >= 0 && connection.sendBuffer.length <= connection.sendBuffer.limit);
  const buffer = connection.receiveBuffer;
  assert.ok(buffer.readable >= 0 && buffer.readable <= buffer.limit);
  assert.ok(buffer.rangeCount >= 0 && buffer.rangeCount <= 8);
  for (let i = 0; i < buffer.rangeCount; i++) {
    assert.ok(distance(buffer.rangeStart[i], buffer.rangeEnd[i]) > 0, 'ranges are not empty');
    if (i > 0) assert.ok(distance(buffer.rangeEnd[i - 1], buffer.rangeStart[i]) > 0, 'and apart');
  }
  assert.ok(connection.scoreboard.count <= 16);
  assert.ok(connection.congestion.window > 0);
}

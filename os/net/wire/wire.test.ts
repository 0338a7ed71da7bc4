/** The headers of each protocol against real bytes, in both directions, and against broken ones. */

import assert from 'node:assert';
import { test } from 'node:test';
import { sumBytes, sumPseudoHeader } from '../checksum.ts';
import { ARP_REPLY, ARP_REQUEST, ArpPacket, emitArp, parseArp } from './arp.ts';
import { write16 } from './bytes.ts';
import { DHCP_ACK, DHCP_DISCOVER, DHCP_OFFER, DhcpMessage, emitDhcp, parseDhcp } from './dhcp.ts';
import { DnsResponse, emitDnsQuery, isValidName, parseDnsResponse } from './dns.ts';
import { ETHERTYPE_IPV4, emitEthernet, isForStation, parseEtherType } from './ethernet.ts';
import {
  emitIcmp,
  ICMP_ECHO_REQUEST,
  IcmpHeader,
  parseIcmp,
  parseQuotedPacket,
  QuotedPacket,
} from './icmpv4.ts';
import { emitIpv4Header, IPV4_DONT_FRAGMENT, Ipv4Header, PROTOCOL_TCP, parseIpv4Header } from './ipv4.ts';
import { ACCEPTED, BAD_CHECKSUM, BAD_FIELD, BAD_LENGTH, BAD_VERSION, TRUNCATED } from './refusal.ts';
import {
  emitMss,
  emitSackPermitted,
  emitTcp,
  emitTimestamps,
  emitWindowScale,
  parseTcp,
  TCP_ACK,
  TCP_SYN,
  TcpHeader,
} from './tcp.ts';
import { emitUdp, parseUdp, UdpHeader } from './udp.ts';

function hex(text: string): Uint8Array {
  const clean = text.split(/\s+/).join('');
  const bytes = new Uint8Array(clean.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(clean.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

// A DNS query over UDP as tcpdump shows it: 192.168.1.2 asks 192.168.1.1 for example.com.
const IPV4_HEADER = hex('4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7');

test('the checksum of a well-known IPv4 header is b861 (RFC 1071)', () => {
  assert.strictEqual(sumBytes(IPV4_HEADER, 0, 20, 0), 0xffff);
  const header = new Ipv4Header();
  const packet = new Uint8Array(0x73);
  packet.set(IPV4_HEADER);
  assert.strictEqual(parseIpv4Header(packet, 0, packet.length, header), ACCEPTED);
  assert.strictEqual(header.source, 0xc0a80001);
  assert.strictEqual(header.destination, 0xc0a800c7);
  assert.strictEqual(header.protocol, 17);
  assert.strictEqual(header.dontFragment, true);
  assert.strictEqual(header.payloadEnd, 0x73);
});

test('an emitted IPv4 header is the same bytes', () => {
  const bytes = new Uint8Array(20);
  emitIpv4Header(bytes, 0, 0x73, 0, IPV4_DONT_FRAGMENT, 64, 17, 0xc0a80001, 0xc0a800c7);
  assert.deepStrictEqual(bytes, IPV4_HEADER);
});

test('the checksum example of RFC 1071 section 3', () => {
  const bytes = hex('0001 f203 f4f5 f6f7');
  assert.strictEqual(sumBytes(bytes, 0, 8, 0), 0xddf2);
  assert.strictEqual(sumBytes(bytes, 0, 7, 0), 0xdcfb, 'an odd last byte is the upper half of a word');
});

test('the checksum of 65,535 bytes of ones does not overflow', () => {
  assert.strictEqual(sumBytes(new Uint8Array(65_534).fill(0xff), 0, 65_534, 0xffff), 0xffff);
});

test('IPv4 refuses short packets, other versions, impossible lengths and wrong sums', () => {
  const header = new Ipv4Header();
  const good = new Uint8Array(0x73);
  good.set(IPV4_HEADER);
  assert.strictEqual(parseIpv4Header(good, 0, 19, header), TRUNCATED);
  assert.strictEqual(parseIpv4Header(good, 0, 0x72, header), BAD_LENGTH, 'total length beyond the frame');
  const change = (at: number, value: number): number => {
    const bytes = good.slice();
    bytes[at] = value;
    return parseIpv4Header(bytes, 0, bytes.length, header);
  };
  assert.strictEqual(change(0, 0x65), BAD_VERSION);
  assert.strictEqual(change(0, 0x44), BAD_LENGTH, 'a header of 16 bytes');
  assert.strictEqual(change(3, 10), BAD_LENGTH, 'a total length less than the header');
  assert.strictEqual(change(8, 63), BAD_CHECKSUM);
});

test('Ethernet padding is not payload: the total length decides', () => {
  const header = new Ipv4Header();
  const frame = new Uint8Array(60);
  emitIpv4Header(frame, 0, 28, 0, 0, 64, 17, 1, 2);
  assert.strictEqual(parseIpv4Header(frame, 0, 46, header), ACCEPTED);
  assert.strictEqual(header.payloadEnd - header.payloadStart, 8);
});

test('IPv4 options are skipped', () => {
  const bytes = new Uint8Array(28);
  emitIpv4Header(bytes, 0, 28, 0, 0, 64, 17, 1, 2);
  bytes[0] = 0x46;
  write16(bytes, 10, 0);
  write16(bytes, 10, ~sumBytes(bytes, 0, 24, 0) & 0xffff);
  const header = new Ipv4Header();
  assert.strictEqual(parseIpv4Header(bytes, 0, 28, header), ACCEPTED);
  assert.strictEqual(header.payloadStart, 24);
});

test('an ARP request as Linux sends it, and our reply', () => {
  const request = hex('0001 0800 06 04 0001 525400123456 0a000202 000000000000 0a000203');
  const packet = new ArpPacket();
  assert.strictEqual(parseArp(request, 0, request.length, packet), ACCEPTED);
  assert.strictEqual(packet.operation, ARP_REQUEST);
  assert.strictEqual(packet.senderAddress, 0x0a000202);
  assert.strictEqual(packet.targetAddress, 0x0a000203);
  const reply = new Uint8Array(28);
  emitArp(reply, 0, ARP_REPLY, hex('525400000001'), 0x0a000203, packet.senderMac, 0x0a000202);
  assert.deepStrictEqual(reply, hex('0001 0800 06 04 0002 525400000001 0a000203 525400123456 0a000202'));
});

test('ARP refuses other hardware, other operations, group senders and short packets', () => {
  const good = hex('0001 0800 06 04 0001 525400123456 0a000202 000000000000 0a000203');
  const packet = new ArpPacket();
  const change = (at: number, value: number): number => {
    const bytes = good.slice();
    bytes[at] = value;
    return parseArp(bytes, 0, bytes.length, packet);
  };
  assert.strictEqual(parseArp(good, 0, 27, packet), TRUNCATED);
  assert.strictEqual(change(1, 6), BAD_VERSION);
  assert.strictEqual(change(4, 8), BAD_VERSION);
  assert.strictEqual(change(7, 3), BAD_VERSION);
  assert.strictEqual(change(8, 0xff), BAD_FIELD);
});

test('Ethernet: type, station, and the 802.3 length that is no type', () => {
  const bytes = new Uint8Array(60);
  const station = hex('525400123456');
  emitEthernet(bytes, 0, station, hex('525400000001'), ETHERTYPE_IPV4);
  assert.strictEqual(parseEtherType(bytes, 0, 60), ETHERTYPE_IPV4);
  assert.ok(isForStation(bytes, 0, station));
  assert.strictEqual(parseEtherType(bytes, 0, 13), -1);
  write16(bytes, 12, 46);
  assert.strictEqual(parseEtherType(bytes, 0, 60), -1);
});

test('an echo request of ping, parsed and emitted', () => {
  const bytes = hex('0800 f7fd 0001 0001 6162');
  bytes[2] = 0;
  bytes[3] = 0;
  emitIcmp(bytes, 0, bytes.length, ICMP_ECHO_REQUEST, 0, 0x00010001);
  const header = new IcmpHeader();
  assert.strictEqual(parseIcmp(bytes, 0, bytes.length, header), ACCEPTED);
  assert.strictEqual(header.rest, 0x00010001);
  assert.strictEqual(header.dataEnd - header.dataStart, 2);
  bytes[9] ^= 1;
  assert.strictEqual(parseIcmp(bytes, 0, bytes.length, header), BAD_CHECKSUM);
  assert.strictEqual(parseIcmp(bytes, 0, 7, header), TRUNCATED);
});

test('a quoted packet without ports is refused: short, a later fragment, another version', () => {
  const quoted = new QuotedPacket();
  const bytes = new Uint8Array(28);
  emitIpv4Header(bytes, 0, 1500, 0, 0, 64, PROTOCOL_TCP, 1, 2);
  assert.strictEqual(parseQuotedPacket(bytes, 0, 28, quoted), ACCEPTED);
  assert.strictEqual(parseQuotedPacket(bytes, 0, 27, quoted), TRUNCATED);
  bytes[7] = 1;
  assert.strictEqual(parseQuotedPacket(bytes, 0, 28, quoted), TRUNCATED);
  bytes[7] = 0;
  bytes[0] = 0x4f;
  assert.strictEqual(parseQuotedPacket(bytes, 0, 28, quoted), TRUNCATED);
});

test('UDP: no checksum is accepted, a wrong one is not, lengths are checked (RFC 768)', () => {
  const bytes = new Uint8Array(20);
  emitUdp(bytes, 0, 68, 67, 12, 0);
  const header = new UdpHeader();
  assert.strictEqual(parseUdp(bytes, 0, 20, 1, 2, false, header), ACCEPTED);
  assert.strictEqual(header.payloadEnd, 12, 'what follows the length is padding');
  write16(bytes, 6, 0x1234);
  assert.strictEqual(parseUdp(bytes, 0, 20, 1, 2, false, header), BAD_CHECKSUM);
  assert.strictEqual(parseUdp(bytes, 0, 20, 1, 2, true, header), ACCEPTED, 'the device has verified it');
  write16(bytes, 6, ~sumBytes(bytes, 0, 12, sumPseudoHeader(1, 2, 17, 12)) & 0xffff);
  write16(bytes, 6, 0);
  write16(bytes, 6, ~sumBytes(bytes, 0, 12, sumPseudoHeader(1, 2, 17, 12)) & 0xffff);
  assert.strictEqual(parseUdp(bytes, 0, 20, 1, 2, false, header), ACCEPTED);
  write16(bytes, 4, 7);
  assert.strictEqual(parseUdp(bytes, 0, 20, 1, 2, false, header), BAD_LENGTH);
  write16(bytes, 4, 21);
  assert.strictEqual(parseUdp(bytes, 0, 20, 1, 2, false, header), BAD_LENGTH);
  assert.strictEqual(parseUdp(bytes, 0, 7, 1, 2, false, header), TRUNCATED);
});

// A SYN of Linux 6.1: MSS 1460, SACK permitted, timestamps, NOP, window scale 7.
const LINUX_SYN = hex(`
  d2f0 0050 5c2f 1a00 0000 0000 a002 faf0 0000 0000
  0204 05b4 0402 080a 0f8c 1d2e 0000 0000 0103 0307`);

test('the options of a SYN from Linux', () => {
  const header = new TcpHeader();
  assert.strictEqual(parseTcp(LINUX_SYN, 0, LINUX_SYN.length, header), ACCEPTED);
  assert.strictEqual(header.flags, TCP_SYN);
  assert.strictEqual(header.sequence, 0x5c2f1a00);
  assert.strictEqual(header.window, 64_240);
  assert.strictEqual(header.mss, 1460);
  assert.strictEqual(header.windowScale, 7);
  assert.ok(header.sackPermitted && header.hasTimestamps);
  assert.strictEqual(header.timestampValue, 0x0f8c1d2e);
  assert.strictEqual(header.payloadStart, 40);
});

test('an emitted SYN with all options parses to the same', () => {
  const bytes = new Uint8Array(44);
  emitTcp(bytes, 0, 44, 1234, 80, 99, 0, TCP_SYN, 65_535);
  let at = emitMss(bytes, 20, 1400);
  at = emitSackPermitted(bytes, at);
  at = emitTimestamps(bytes, at, 5, 6);
  at = emitWindowScale(bytes, at, 3);
  assert.strictEqual(at, 44);
  const header = new TcpHeader();
  assert.strictEqual(parseTcp(bytes, 0, 44, header), ACCEPTED);
  assert.strictEqual(header.mss, 1400);
  assert.strictEqual(header.windowScale, 3);
  assert.ok(header.sackPermitted);
  assert.strictEqual(header.timestampEcho, 6);
});

test('TCP options of impossible length end the list and hurt nobody (RFC 9293 MUST-7)', () => {
  const header = new TcpHeader();
  for (const options of [
    '0200 0000',
    '0201 0000',
    '02ff 0000',
    '0801 0101',
    '0101 0102',
    '0505 0101',
    'ff02 0303',
  ]) {
    const bytes = new Uint8Array(24);
    emitTcp(bytes, 0, 24, 1, 2, 0, 0, TCP_ACK, 0);
    bytes.set(hex(options), 20);
    assert.strictEqual(parseTcp(bytes, 0, 24, header), ACCEPTED, options);
    assert.strictEqual(header.mss, 0);
    assert.strictEqual(header.hasTimestamps, false);
  }
});

test('TCP refuses short segments, offsets outside, and port 0', () => {
  const header = new TcpHeader();
  const bytes = new Uint8Array(24);
  emitTcp(bytes, 0, 24, 1, 2, 0, 0, TCP_ACK, 0);
  assert.strictEqual(parseTcp(bytes, 0, 19, header), TRUNCATED);
  assert.strictEqual(parseTcp(bytes, 0, 23, header), BAD_LENGTH);
  bytes[12] = 0x40;
  assert.strictEqual(parseTcp(bytes, 0, 24, header), BAD_LENGTH);
  bytes[12] = 0x50;
  write16(bytes, 2, 0);
  assert.strictEqual(parseTcp(bytes, 0, 24, header), BAD_FIELD);
});

test('a window scale above 14 is taken as 14 (RFC 7323 2.3)', () => {
  const bytes = new Uint8Array(24);
  emitTcp(bytes, 0, 24, 1, 2, 0, 0, TCP_SYN, 0);
  emitWindowScale(bytes, 20, 200);
  const header = new TcpHeader();
  parseTcp(bytes, 0, 24, header);
  assert.strictEqual(header.windowScale, 14);
});

// ---------------------------------------------------------------------------------------------- DHCP

const MAC = hex('525400123456');

function dhcpReply(options: string): Uint8Array {
  const bytes = new Uint8Array(240 + 300);
  bytes.set(hex('0201 0600 3903 f326 0000 0000 0000 0000 0a00 020f 0a00 0202'));
  bytes.set(MAC, 28);
  bytes.set(hex('6382 5363'), 236);
  bytes.set(hex(options), 240);
  return bytes;
}

test('a DHCP offer of QEMU: address, mask, router, name server, lease', () => {
  const bytes = dhcpReply(
    '350102 0104ffffff00 03040a000202 06080a000203 08080808 330400015180 36040a000202 ff',
  );
  const message = new DhcpMessage();
  assert.strictEqual(parseDhcp(bytes, 0, bytes.length, MAC, message), ACCEPTED);
  assert.strictEqual(message.type, DHCP_OFFER);
  assert.strictEqual(message.transactionId, 0x3903f326);
  assert.strictEqual(message.yourAddress, 0x0a00020f);
  assert.strictEqual(message.mask, 0xffffff00);
  assert.strictEqual(message.router, 0x0a000202);
  assert.deepStrictEqual(message.nameServers, [0x0a000203, 0x08080808]);
  assert.strictEqual(message.leaseSeconds, 86_400);
  assert.strictEqual(message.serverId, 0x0a000202);
});

test('DHCP refuses requests, other stations, missing types and lengths that leave the packet', () => {
  const message = new DhcpMessage();
  const good = dhcpReply('350105 ff');
  assert.strictEqual(parseDhcp(good, 0, good.length, MAC, message), ACCEPTED);
  assert.strictEqual(message.type, DHCP_ACK);
  assert.strictEqual(parseDhcp(good, 0, 239, MAC, message), TRUNCATED);
  assert.strictEqual(parseDhcp(good, 0, good.length, hex('525400123457'), message), BAD_FIELD);
  const request = good.slice();
  request[0] = 1;
  assert.strictEqual(parseDhcp(request, 0, request.length, MAC, message), BAD_VERSION);
  assert.strictEqual(parseDhcp(dhcpReply('ff'), 0, 540, MAC, message), BAD_FIELD, 'no message type');
  assert.strictEqual(parseDhcp(good, 0, 242, MAC, message), BAD_LENGTH);
});

test('DHCP options overloaded into the file field are read (RFC 2131 4.1)', () => {
  const bytes = dhcpReply('350102 340101 ff');
  bytes.set(hex('36040a000202 ff'), 108);
  const message = new DhcpMessage();
  assert.strictEqual(parseDhcp(bytes, 0, bytes.length, MAC, message), ACCEPTED);
  assert.strictEqual(message.serverId, 0x0a000202);
});

test('an emitted discover has the cookie, its type, and at least 300 bytes', () => {
  const bytes = new Uint8Array(420);
  const end = emitDhcp(bytes, 0, {
    type: DHCP_DISCOVER,
    transactionId: 0x12345678,
    seconds: 3,
    clientAddress: 0,
    mac: MAC,
    requestedAddress: 0x0a000001,
    serverId: 0x0a000002,
    hostName: 'x'.repeat(100),
  });
  assert.ok(end >= 300 && end <= 420, `${end} bytes`);
  assert.deepStrictEqual(bytes.slice(236, 243), hex('63825363 350101'));
  assert.deepStrictEqual(bytes.slice(4, 10), hex('12345678 0003'));
});

// ----------------------------------------------------------------------------------------------- DNS

test('a DNS query for the A records of example.com', () => {
  const bytes = new Uint8Array(280);
  const end = emitDnsQuery(bytes, 0, 0xdb42, 'example.com');
  assert.deepStrictEqual(
    bytes.slice(0, end),
    hex('db42 0100 0001 0000 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001'),
  );
});

test('a DNS answer with a CNAME and compressed names (RFC 1035 4.1.4)', () => {
  const bytes = hex(`
    db42 8180 0001 0002 0000 0000
    03 777777 07 4578616d706c65 03 636f6d 00 0001 0001
    c00c 0005 0001 0000 0e10 0002 c010
    c010 0001 0001 0000 003c 0004 5db8 d822`);
  const response = new DnsResponse();
  assert.strictEqual(parseDnsResponse(bytes, 0, bytes.length, response), ACCEPTED);
  assert.strictEqual(response.question, 'www.example.com');
  assert.strictEqual(response.records.length, 2);
  assert.strictEqual(response.records[0].target, 'example.com');
  assert.strictEqual(response.records[1].name, 'example.com');
  assert.strictEqual(response.records[1].address, 0x5db8d822);
  assert.strictEqual(response.records[1].ttlSeconds, 60);
});

test('DNS names that point at themselves, forward, or out of the message are refused', () => {
  const response = new DnsResponse();
  const header = 'db42 8180 0001 0000 0000 0000 ';
  for (const name of ['c00c', 'c0ff', 'c010 0000', '3f61', '0161 c00c', '8061', '0161']) {
    const bytes = hex(header + name);
    assert.notStrictEqual(parseDnsResponse(bytes, 0, bytes.length, response), ACCEPTED, name);
  }
});

test('which names may be asked for', () => {
  for (const good of ['a', 'example.com', 'xn--bcher-kva.example', '_srv.x', 'a'.repeat(63)]) {
    assert.ok(isValidName(good), good);
  }
  for (const bad of ['', '.', 'a..b', '.a', 'a.', 'a b', 'ä', 'a'.repeat(64), `${'a.'.repeat(126)}aaa`]) {
    assert.ok(!isValidName(bad), bad);
  }
});

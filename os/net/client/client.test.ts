/** DHCP, link-local addresses and DNS, against small servers played over the UDP of another stack. */

import assert from 'node:assert';
import { test } from 'node:test';
import { isLinkLocal } from '../address.ts';
import type { NetErrorCode, UdpHandler, UdpSocket } from '../api.ts';
import { type Host, ip, Network, RecordingHandler } from '../testing/network.ts';
import { read16, read32, write16, write32 } from '../wire/bytes.ts';
import { DHCP_ACK, DHCP_DISCOVER, DHCP_NAK, DHCP_OFFER, DHCP_REQUEST } from '../wire/dhcp.ts';

/** A server that leases 10.0.0.50. */
class DhcpServer implements UdpHandler {
  readonly requests: { type: number; clientAddress: number; atMs: number }[] = [];
  leaseSeconds = 3600;
  silent = false;
  refuse = false;
  #network: Network;

  constructor(network: Network, host: Host) {
    this.#network = network;
    const socket = host.stack.udp.open({ port: 67 }, this);
    if (typeof socket === 'string') throw new Error(socket);
    socket.setBroadcast(true);
  }

  onMessage(socket: UdpSocket, bytes: Uint8Array, start: number, _end: number): void {
    const type = bytes[start + 242];
    const clientAddress = read32(bytes, start + 12);
    this.requests.push({ type, clientAddress, atMs: this.#network.wire.nowMs });
    if (this.silent) return;
    const answer = new Uint8Array(300);
    answer.set(bytes.subarray(start, start + 240));
    answer[0] = 2;
    let at = 240;
    const option = (code: number, value: number, length: number): void => {
      answer[at] = code;
      answer[at + 1] = length;
      if (length === 1) answer[at + 2] = value;
      else write32(answer, at + 2, value);
      at += 2 + length;
    };
    const refused = this.refuse && type === DHCP_REQUEST;
    option(53, type === DHCP_DISCOVER ? DHCP_OFFER : refused ? DHCP_NAK : DHCP_ACK, 1);
    option(54, ip('10.0.0.1'), 4);
    if (!refused) {
      write32(answer, 16, ip('10.0.0.50'));
      option(1, 0xffffff00, 4);
      option(3, ip('10.0.0.1'), 4);
      option(6, ip('10.0.0.1'), 4);
      option(51, this.leaseSeconds, 4);
    }
    answer[at] = 255;
    socket.send(answer, 0, 300, ip('255.255.255.255'), 68);
  }
}

function withServer(seed: number): { network: Network; server: DhcpServer; client: Host } {
  const network = new Network(seed, 1);
  const serverHost = network.addHost();
  const server = new DhcpServer(network, serverHost);
  const client = network.addHost({ address: 'dhcp' });
  return { network, server, client };
}

test('discover, offer, request, ack: address, mask, gateway and name server are set (RFC 2131 3.1)', () => {
  const { network, client } = withServer(1);
  let configured = 0;
  client.stack.whenConfigured(() => configured++);
  assert.ok(network.runUntil(() => client.stack.isConfigured(), 1000));
  assert.ok(network.wire.nowMs < 10, 'without waiting');
  network.run(10);
  assert.strictEqual(configured, 1);
  const info = client.stack.interfaces()[1];
  assert.strictEqual(info.address, ip('10.0.0.50'));
  assert.strictEqual(info.prefixLength, 24);
  assert.strictEqual(info.gateway, ip('10.0.0.1'));
  assert.strictEqual(info.origin, 'dhcp');
  assert.deepStrictEqual(client.stack.nameServers(), [ip('10.0.0.1')]);
});

test('the lease is renewed at half its time, from the address that it is for', () => {
  const { network, server, client } = withServer(2);
  network.run(1000);
  server.requests.length = 0;
  network.run(1_801_000);
  assert.strictEqual(server.requests.length, 1);
  assert.strictEqual(server.requests[0].type, DHCP_REQUEST);
  assert.strictEqual(server.requests[0].clientAddress, ip('10.0.0.50'));
  network.run(3_000_000);
  assert.ok(client.stack.isConfigured());
});

test('an unanswered lease is rebound, then lost with its connections; the search begins again', () => {
  const { network, server, client } = withServer(3);
  network.run(1000);
  const handler = new RecordingHandler();
  client.stack.tcp.listen({ port: 1 }, { onAccept: () => undefined });
  network.hosts[0].stack.tcp.listen({ port: 2 }, { onAccept: () => new RecordingHandler() });
  client.stack.tcp.connect({ address: ip('10.0.0.1'), port: 2 }, handler);
  network.run(100);
  assert.ok(handler.connected);
  server.silent = true;
  server.requests.length = 0;
  network.run(3_599_000 + 2000);
  assert.strictEqual(handler.error, 'ECONNABORTED');
  assert.ok(
    server.requests.filter((one) => one.type === DHCP_REQUEST).length >= 5,
    'renewals and rebindings',
  );
  network.run(60_000);
  assert.ok(server.requests.some((one) => one.type === DHCP_DISCOVER));
  server.silent = false;
  network.run(70_000);
  assert.strictEqual(client.stack.interfaces()[1].origin, 'dhcp');
});

test('a NAK starts over after a pause, not in a loop', () => {
  const { network, server, client } = withServer(4);
  server.refuse = true;
  network.run(10_000);
  assert.ok(!client.stack.isConfigured());
  assert.ok(server.requests.length <= 22, `${server.requests.length} messages in ten seconds`);
  server.refuse = false;
  network.run(2000);
  assert.ok(client.stack.isConfigured());
});

test('without a server: retries with back-off, a link-local address after three, the lease when a server comes', () => {
  const { network, server, client } = withServer(5);
  server.silent = true;
  network.run(30_000);
  const info = client.stack.interfaces()[1];
  assert.strictEqual(info.origin, 'link-local');
  assert.ok(isLinkLocal(info.address));
  assert.strictEqual(info.prefixLength, 16);
  const gaps = server.requests.slice(1).map((one, i) => one.atMs - server.requests[i].atMs);
  for (let i = 1; i < gaps.length; i++) assert.ok(gaps[i] > gaps[i - 1] * 1.4, `back-off ${gaps}`);
  server.silent = false;
  network.run(70_000);
  assert.strictEqual(client.stack.interfaces()[1].address, ip('10.0.0.50'));
});

test('two machines without a server find different link-local addresses and talk', () => {
  const network = new Network(6, 1);
  const a = network.addHost({ address: 'dhcp' });
  const b = network.addHost({ address: 'dhcp' });
  network.run(30_000);
  const addressB = b.stack.interfaces()[1].address;
  assert.notStrictEqual(a.stack.interfaces()[1].address, addressB);
  const handler = new RecordingHandler();
  b.stack.tcp.listen({ port: 80 }, { onAccept: () => new RecordingHandler() });
  a.stack.tcp.connect({ address: addressB, port: 80 }, handler);
  network.run(1000);
  assert.ok(handler.connected);
});

test('who finds no way before the lease waits for it, and only for that', () => {
  const { network, client } = withServer(11);
  const { stack } = client;
  const open = stack.udp.open({}, { onMessage: () => {} });
  assert.ok(typeof open !== 'string');
  assert.strictEqual(open.send(new Uint8Array(1), 0, 1, ip('192.0.2.1'), 1), 'ENETUNREACH');
  assert.strictEqual(stack.awaitRoute(ip('127.0.0.1'), assert.fail), undefined, 'the loopback is there');
  const sentMs: number[] = [];
  for (const peer of ['192.0.2.1', '10.0.0.1']) {
    stack.awaitRoute(ip(peer), () => {
      assert.strictEqual(open.send(new Uint8Array(1), 0, 1, ip(peer), 1), undefined);
      sentMs.push(network.wire.nowMs);
    });
  }
  stack.awaitRoute(ip('192.0.2.1'), assert.fail)?.cancel();
  assert.ok(network.runUntil(() => sentMs.length === 2, 1000));
  assert.ok(network.wire.nowMs < 10, 'as soon as the lease is there');
  assert.strictEqual(stack.awaitRoute(ip('192.0.2.1'), assert.fail), undefined);
  network.run(1000);
  assert.strictEqual(sentMs.length, 2);
});

test('who waits for a way is told after ten seconds without a server; later nobody waits', () => {
  const { network, server, client } = withServer(12);
  server.silent = true;
  let toldMs = -1;
  client.stack.awaitRoute(ip('192.0.2.1'), () => {
    toldMs = network.wire.nowMs;
    const again = client.stack.awaitRoute(ip('192.0.2.1'), assert.fail);
    assert.strictEqual(again, undefined);
  });
  network.run(9900);
  assert.strictEqual(toldMs, -1);
  network.run(200);
  assert.ok(toldMs >= 10_000 && toldMs < 10_010, `${toldMs}`);
});

test('with a fixed address nobody waits for a way that will never be there', () => {
  const network = new Network(13, 1);
  const { stack } = network.addHost({ address: '10.0.0.7' });
  assert.strictEqual(stack.awaitRoute(ip('192.0.2.1'), assert.fail), undefined);
});

// ----------------------------------------------------------------------------------------------- DNS

/** A name server with few names: see `onMessage`. */
class NameServer implements UdpHandler {
  queries = 0;
  silent = false;
  readonly ports = new Set<number>();

  constructor(host: Host) {
    const socket = host.stack.udp.open({ port: 53 }, this);
    if (typeof socket === 'string') throw new Error(socket);
  }

  onMessage(
    socket: UdpSocket,
    bytes: Uint8Array,
    start: number,
    end: number,
    address: number,
    port: number,
  ): void {
    this.queries++;
    this.ports.add(port);
    if (this.silent) return;
    const length = end - start;
    const answer = new Uint8Array(length + 200);
    answer.set(bytes.subarray(start, end));
    write16(answer, 2, 0x8180);
    const first = String.fromCharCode(...bytes.subarray(start + 13, start + 13 + bytes[start + 12]));
    let at = length;
    const record = (name: number, type: number, ttl: number, data: number[]): void => {
      write16(answer, at, name);
      write16(answer, at + 2, type);
      write16(answer, at + 4, 1);
      write32(answer, at + 6, ttl);
      write16(answer, at + 10, data.length);
      answer.set(data, at + 12);
      at += 12 + data.length;
      write16(answer, 6, read16(answer, 6) + 1);
    };
    if (first === 'missing') write16(answer, 2, 0x8183);
    else if (first === 'broken') write16(answer, 2, 0x8182);
    else if (first === 'alias') {
      record(0xc00c, 5, 300, [4, 0x72, 0x65, 0x61, 0x6c, 0xc0, 12 + 6]);
      const target = at - 7;
      record(0xc000 | target, 1, 300, [10, 9, 8, 7]);
    } else if (first === 'wrongid') {
      write16(answer, 0, read16(answer, 0) ^ 1);
      record(0xc00c, 1, 60, [6, 6, 6, 6]);
    } else if (first !== 'empty') {
      record(0xc00c, 1, 60, [1, 2, 3, 4]);
      record(0xc00c, 1, 60, [1, 2, 3, 5]);
    }
    socket.send(answer, 0, at, address, port);
  }
}

interface Answer {
  error: NetErrorCode | undefined;
  addresses: readonly number[];
}

function resolveAll(host: Host, names: readonly string[]): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const name of names) {
    host.stack.resolve(name, (error, addresses) => answers.set(name, { error, addresses }));
  }
  return answers;
}

function withNameServer(seed: number): { network: Network; server: NameServer; client: Host } {
  const network = new Network(seed, 1);
  const server = new NameServer(network.addHost());
  const client = network.addHost({ nameServers: [ip('10.0.0.1')] });
  return { network, server, client };
}

test('A records, an alias, no such name, no record, a server that fails (RFC 1035)', () => {
  const { network, client } = withNameServer(10);
  const answers = resolveAll(client, ['www.test', 'ALIAS.test', 'missing.test', 'empty.test', 'broken.test']);
  network.runUntil(() => answers.size === 5, 20_000);
  assert.deepStrictEqual(answers.get('www.test'), {
    error: undefined,
    addresses: [ip('1.2.3.4'), ip('1.2.3.5')],
  });
  assert.deepStrictEqual(answers.get('ALIAS.test'), { error: undefined, addresses: [ip('10.9.8.7')] });
  assert.strictEqual(answers.get('missing.test')?.error, 'ENOTFOUND');
  assert.strictEqual(answers.get('empty.test')?.error, 'ENOTFOUND');
  assert.strictEqual(answers.get('broken.test')?.error, 'EAI_AGAIN');
});

test('fixed name servers are asked when there is a way to them, not before', () => {
  const network = new Network(14, 1);
  const serverHost = network.addHost();
  new DhcpServer(network, serverHost);
  new NameServer(serverHost);
  const client = network.addHost({ address: 'dhcp', nameServers: [ip('10.0.0.1')] });
  let answer: unknown;
  client.stack.resolve('first.test', (error, addresses) => {
    answer = [error, addresses.length];
  });
  assert.ok(network.runUntil(() => answer !== undefined, 5000));
  assert.deepStrictEqual(answer, [undefined, 2]);
});

test('literals, localhost and impossible names are answered without asking', () => {
  const { network, server, client } = withNameServer(11);
  const answers = resolveAll(client, ['10.1.2.3', 'localhost', 'a..b', '']);
  network.run(10);
  assert.deepStrictEqual(answers.get('10.1.2.3')?.addresses, [ip('10.1.2.3')]);
  assert.deepStrictEqual(answers.get('localhost')?.addresses, [ip('127.0.0.1')]);
  assert.strictEqual(answers.get('a..b')?.error, 'ENOTFOUND');
  assert.strictEqual(answers.get('')?.error, 'ENOTFOUND');
  assert.strictEqual(server.queries, 0);
});

test('answers are kept for their TTL, and one question is asked once for many', () => {
  const { network, server, client } = withNameServer(12);
  let count = 0;
  for (let i = 0; i < 10; i++) client.stack.resolve('www.test', () => count++);
  network.run(100);
  assert.strictEqual(count, 10);
  assert.strictEqual(server.queries, 1);
  client.stack.resolve('www.test.', () => count++);
  network.run(100);
  assert.strictEqual(server.queries, 1, 'from the cache');
  network.run(61_000);
  client.stack.resolve('www.test', () => count++);
  network.run(100);
  assert.strictEqual(server.queries, 2);
  assert.strictEqual(count, 12);
});

test('a silent server is asked three times, each from another port, then EAI_AGAIN (RFC 5452)', () => {
  const { network, server, client } = withNameServer(13);
  server.silent = true;
  const answers = resolveAll(client, ['www.test']);
  network.run(20_000);
  assert.strictEqual(answers.get('www.test')?.error, 'EAI_AGAIN');
  assert.strictEqual(server.queries, 3);
  assert.strictEqual(server.ports.size, 3);
});

test('an answer with another id is not believed', () => {
  const { network, client } = withNameServer(14);
  const answers = resolveAll(client, ['wrongid.test']);
  network.run(20_000);
  assert.strictEqual(answers.get('wrongid.test')?.error, 'EAI_AGAIN');
  assert.strictEqual(client.stack.counters.dnsMalformed, 3);
});

test('too many questions at once are refused, not kept', () => {
  const { network, server, client } = withNameServer(15);
  server.silent = true;
  let refused = 0;
  for (let i = 0; i < 500; i++) {
    client.stack.resolve(`n${i}.test`, (error) => {
      if (error === 'EAI_AGAIN') refused++;
    });
  }
  network.run(100);
  assert.strictEqual(refused, 500 - 64);
});

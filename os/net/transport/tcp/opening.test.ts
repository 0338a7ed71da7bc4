/** How connections open: the rules of RFC 9293 and its companions one by one, against segments written by hand. */

import assert from 'node:assert';
import { test } from 'node:test';
import type { TcpSocket } from '../../api.ts';
import { ip, RecordingHandler } from '../../testing/network.ts';
import { RawPeer } from '../../testing/raw-peer.ts';
import { TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN } from '../../wire/tcp.ts';
import { seqAdd } from './sequence.ts';
import { accepted, ack, connecting, only, PEER_ISS, prepare, stateOf } from './testing/fixture.ts';

test('passive open: SYN, SYN+ACK with MSS, ACK (RFC 9293 3.5 figure 6)', () => {
  const fixture = accepted();
  assert.strictEqual(stateOf(fixture), 'ESTABLISHED');
  assert.strictEqual(fixture.socket.remotePort, 5000);
  assert.strictEqual(fixture.socket.remoteAddress, ip('10.0.0.9'));
});

test('a SYN without options is answered without window scale, SACK or timestamps', () => {
  const { host, peer } = prepare(3);
  host.stack.tcp.listen({ port: 80 }, { onAccept: () => undefined });
  peer.send({ flags: TCP_SYN, sequence: 5 });
  const synAck = only(peer.take());
  assert.strictEqual(synAck.header.mss, 1460);
  assert.strictEqual(synAck.header.windowScale, -1);
  assert.strictEqual(synAck.header.sackPermitted, false);
  assert.strictEqual(synAck.header.hasTimestamps, false);
});

test('active open offers MSS, window scale, SACK and timestamps, and completes', () => {
  const fixture = connecting();
  fixture.peer.send({
    flags: TCP_SYN | TCP_ACK,
    sequence: PEER_ISS,
    acknowledgment: seqAdd(fixture.iss, 1),
  });
  assert.strictEqual(only(fixture.peer.take()).flags, TCP_ACK);
  assert.ok(fixture.handler.connected);
  assert.strictEqual(stateOf(fixture), 'ESTABLISHED');
});

test('simultaneous open ends in ESTABLISHED (RFC 9293 3.5 figure 7)', () => {
  const fixture = connecting();
  fixture.peer.send({ flags: TCP_SYN, sequence: PEER_ISS });
  const synAck = only(fixture.peer.take());
  assert.strictEqual(synAck.flags, TCP_SYN | TCP_ACK);
  assert.strictEqual(synAck.sequence, fixture.iss);
  assert.strictEqual(stateOf(fixture), 'SYN-RECEIVED');
  ack(fixture, 0, 0);
  assert.strictEqual(stateOf(fixture), 'ESTABLISHED');
  assert.ok(fixture.handler.connected);
});

test('SYN-SENT answers an ACK of something else with a RST at that number (3.10.7.3)', () => {
  const fixture = connecting();
  fixture.peer.send({ flags: TCP_SYN | TCP_ACK, sequence: 7, acknowledgment: seqAdd(fixture.iss, 100) });
  const reset = only(fixture.peer.take());
  assert.strictEqual(reset.flags, TCP_RST);
  assert.strictEqual(reset.sequence, seqAdd(fixture.iss, 100));
  assert.strictEqual(stateOf(fixture), 'SYN-SENT');
});

test('SYN-SENT: a RST counts only with the right ACK, then ECONNREFUSED', () => {
  const fixture = connecting();
  fixture.peer.send({ flags: TCP_RST, sequence: 0 });
  fixture.peer.send({ flags: TCP_RST | TCP_ACK, sequence: 0, acknowledgment: seqAdd(fixture.iss, 5) });
  assert.strictEqual(fixture.handler.closed, false);
  fixture.peer.send({ flags: TCP_RST | TCP_ACK, sequence: 0, acknowledgment: seqAdd(fixture.iss, 1) });
  assert.strictEqual(fixture.handler.error, 'ECONNREFUSED');
  assert.strictEqual(fixture.handler.closes, 1);
});

test('a SYN is repeated after 1, 2, 4 … seconds and fails with ETIMEDOUT (RFC 6298, 3.8.3)', () => {
  const fixture = connecting();
  fixture.peer.wait(70_000);
  const times = fixture.peer.take().map((segment) => Math.round(segment.atMs / 1000));
  assert.deepStrictEqual(times, [1, 3, 7, 15, 31]);
  assert.strictEqual(fixture.handler.error, 'ETIMEDOUT');
});

test('connecting to an address nobody has on the link fails with EHOSTUNREACH', () => {
  const { host, peer } = prepare(4);
  const handler = new RecordingHandler();
  host.stack.tcp.connect({ address: ip('10.0.0.77'), port: 1 }, handler);
  peer.wait(5000);
  assert.strictEqual(handler.error, 'EHOSTUNREACH');
});

test('connecting without a route fails at once with ENETUNREACH', () => {
  const { host } = prepare(5);
  const result = host.stack.tcp.connect({ address: ip('192.0.2.1'), port: 1 }, new RecordingHandler());
  assert.strictEqual(result, 'ENETUNREACH');
});

test('SYN-RECEIVED answers a bad ACK with a RST (3.10.7.4 fifth check)', () => {
  const { host, peer } = prepare(6);
  host.stack.tcp.listen({ port: 80 }, { onAccept: () => new RecordingHandler() });
  peer.send({ flags: TCP_SYN, sequence: PEER_ISS });
  const synAck = only(peer.take());
  peer.send({ flags: TCP_ACK, sequence: PEER_ISS + 1, acknowledgment: seqAdd(synAck.sequence, 1000) });
  assert.strictEqual(only(peer.take()).flags, TCP_RST);
});

test('a lost SYN+ACK is sent again when the peer repeats its SYN', () => {
  const { host, peer } = prepare(7);
  host.stack.tcp.listen({ port: 80 }, { onAccept: () => new RecordingHandler() });
  peer.send({ flags: TCP_SYN, sequence: PEER_ISS });
  const first = only(peer.take());
  peer.send({ flags: TCP_SYN, sequence: PEER_ISS });
  const second = only(peer.take());
  assert.strictEqual(second.flags, TCP_SYN | TCP_ACK);
  assert.strictEqual(second.sequence, first.sequence);
});

test('a closed port answers SYN with RST+ACK of it, and an ACK with a bare RST (3.10.7.1)', () => {
  const { peer } = prepare(8);
  peer.send({ flags: TCP_SYN, sequence: 100 });
  const toSyn = only(peer.take());
  assert.strictEqual(toSyn.flags, TCP_RST | TCP_ACK);
  assert.strictEqual(toSyn.acknowledgment, 101);
  peer.send({ flags: TCP_ACK, sequence: 100, acknowledgment: 77 });
  const toAck = only(peer.take());
  assert.strictEqual(toAck.flags, TCP_RST);
  assert.strictEqual(toAck.sequence, 77);
  peer.send({ flags: TCP_RST, sequence: 100 });
  assert.deepStrictEqual(peer.take(), [], 'a RST is never answered');
});

test('LISTEN ignores RST, resets an ACK, and drops FIN and SYN+FIN (3.10.7.2)', () => {
  const { host, peer } = prepare(9);
  host.stack.tcp.listen({ port: 80 }, { onAccept: () => undefined });
  peer.send({ flags: TCP_RST, sequence: 1 });
  assert.deepStrictEqual(peer.take(), []);
  peer.send({ flags: TCP_ACK, sequence: 1, acknowledgment: 9 });
  assert.strictEqual(only(peer.take()).flags, TCP_RST);
  peer.send({ flags: TCP_FIN, sequence: 1 });
  peer.send({ flags: TCP_SYN | TCP_FIN, sequence: 1 });
  assert.deepStrictEqual(peer.take(), []);
});

test('a full backlog drops the oldest handshake, and takes no more memory', () => {
  const { network, host } = prepare(10);
  host.stack.tcp.listen({ port: 80, backlog: 4 }, { onAccept: () => new RecordingHandler() });
  for (let i = 0; i < 20; i++) {
    const other = new RawPeer(network, ip('10.0.0.9'), 6000 + i, ip('10.0.0.1'), 80);
    other.send({ flags: TCP_SYN, sequence: i });
  }
  assert.strictEqual(host.stack.counters.tcpSynDropped, 16);
});

test('sequence numbers of two connections are unrelated, and ports are not in order (RFC 6528, RFC 6056)', () => {
  const { host, peer } = prepare(11);
  const sockets: TcpSocket[] = [];
  for (let i = 0; i < 4; i++) {
    const socket = host.stack.tcp.connect(
      { address: ip('10.0.0.9'), port: 5000 + i },
      new RecordingHandler(),
    );
    if (typeof socket === 'string') throw new Error(socket);
    sockets.push(socket);
  }
  peer.settle();
  const numbers = peer.take().map((segment) => segment.sequence);
  assert.strictEqual(new Set(numbers.map((number) => number >>> 16)).size, 4);
  const steps = sockets.slice(1).map((socket, i) => socket.localPort - sockets[i].localPort);
  assert.ok(new Set(steps).size > 1, `ports ${sockets.map((socket) => socket.localPort)}`);
});

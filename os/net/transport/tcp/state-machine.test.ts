/** The rules of RFC 9293 and its companions one by one, against segments written by hand. */

import assert from 'node:assert';
import { test } from 'node:test';
import type { NetErrorCode, TcpHandler, TcpSocket } from '../../api.ts';
import { ascii, type Host, type HostOptions, ip, Network, RecordingHandler } from '../../testing/network.ts';
import { RawPeer, type SeenSegment } from '../../testing/raw-peer.ts';
import { write16, write32 } from '../../wire/bytes.ts';
import {
  emitSackHead,
  emitSackPermitted,
  emitTimestamps,
  TCP_ACK,
  TCP_FIN,
  TCP_PSH,
  TCP_RST,
  TCP_SYN,
} from '../../wire/tcp.ts';
import { TcpConnection } from './connection.ts';
import { seqAdd } from './sequence.ts';
import { stateName } from './state.ts';

const PEER_ISS = 1000;

interface Fixture {
  readonly network: Network;
  readonly host: Host;
  readonly peer: RawPeer;
  readonly handler: RecordingHandler;
  /** The host's initial sequence number. */
  iss: number;
  socket: TcpSocket;
}

function stateOf(fixture: Fixture): string {
  assert.ok(fixture.socket instanceof TcpConnection);
  return stateName(fixture.socket.state);
}

function prepare(seed: number, options: HostOptions = {}): { network: Network; host: Host; peer: RawPeer } {
  const network = new Network(seed, 0);
  const host = network.addHost(options);
  const peer = new RawPeer(network, ip('10.0.0.9'), 5000, ip('10.0.0.1'), 80);
  return { network, host, peer };
}

function only(segments: readonly SeenSegment[]): SeenSegment {
  assert.strictEqual(segments.length, 1, `one segment, not ${segments.length}`);
  return segments[0];
}

/** A connection that the peer has opened, in ESTABLISHED. */
function accepted(options: HostOptions = {}, synOptions?: Uint8Array, window: number = 65_535): Fixture {
  const { network, host, peer } = prepare(1, options);
  const handler = new RecordingHandler();
  let socket: TcpSocket | undefined;
  host.stack.tcp.listen(
    { port: 80 },
    {
      onAccept(accepted) {
        socket = accepted;
        return handler;
      },
    },
  );
  peer.send({
    flags: TCP_SYN,
    sequence: PEER_ISS,
    window,
    ...(synOptions === undefined ? {} : { options: synOptions }),
  });
  const synAck = only(peer.take());
  assert.strictEqual(synAck.flags, TCP_SYN | TCP_ACK);
  peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1,
    acknowledgment: seqAdd(synAck.sequence, 1),
    window,
    ...(synAck.header.hasTimestamps ? { options: stamps(100, synAck.header.timestampValue) } : {}),
  });
  assert.ok(socket !== undefined);
  assert.deepStrictEqual(peer.take(), []);
  return { network, host, peer, handler, iss: synAck.sequence, socket };
}

/** A connection that the host opens, in SYN-SENT. */
function connecting(options: HostOptions = {}): Fixture {
  const { network, host, peer } = prepare(2, options);
  const handler = new RecordingHandler();
  const socket = host.stack.tcp.connect({ address: ip('10.0.0.9'), port: 5000 }, handler);
  if (typeof socket === 'string') throw new Error(socket);
  peer.settle();
  peer.setHostPort(socket.localPort);
  const syn = only(peer.take());
  assert.strictEqual(syn.flags, TCP_SYN);
  return { network, host, peer, handler, iss: syn.sequence, socket };
}

function stamps(value: number, echo: number): Uint8Array {
  const bytes = new Uint8Array(12);
  emitTimestamps(bytes, 0, value, echo);
  return bytes;
}

function data(fixture: Fixture, offset: number, text: string, flags: number = TCP_ACK | TCP_PSH): void {
  fixture.peer.send({
    flags,
    sequence: PEER_ISS + 1 + offset,
    acknowledgment: seqAdd(fixture.iss, 1),
    payload: ascii(text),
  });
}

function ack(fixture: Fixture, peerOffset: number, acked: number, window: number = 65_535): void {
  fixture.peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1 + peerOffset,
    acknowledgment: seqAdd(fixture.iss, 1 + acked),
    window,
  });
}

// ------------------------------------------------------------------------------------------ opening

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

// --------------------------------------------------------------------------------------------- data

test('data in order reaches the user, the second segment is acknowledged at once (RFC 5681 4.2)', () => {
  const fixture = accepted();
  data(fixture, 0, 'hello ');
  assert.deepStrictEqual(fixture.peer.take(), [], 'the first ACK waits');
  data(fixture, 6, 'world');
  assert.strictEqual(only(fixture.peer.take()).acknowledgment, PEER_ISS + 12);
  assert.strictEqual(fixture.handler.text(), 'hello world');
});

test('a single segment is acknowledged within 500 ms (3.8.6.3)', () => {
  const fixture = accepted();
  data(fixture, 0, 'x');
  fixture.peer.wait(45);
  assert.strictEqual(only(fixture.peer.take()).acknowledgment, PEER_ISS + 2);
});

test('a gap is acknowledged at once with SACK, and filled without sending twice (RFC 2018)', () => {
  const permitted = new Uint8Array(4);
  emitSackPermitted(permitted, 0);
  const fixture = accepted({}, permitted);
  data(fixture, 5, 'world');
  const duplicate = only(fixture.peer.take());
  assert.strictEqual(duplicate.acknowledgment, PEER_ISS + 1);
  assert.strictEqual(duplicate.header.sackCount, 1);
  assert.strictEqual(duplicate.header.sackEdges[0], PEER_ISS + 6);
  assert.strictEqual(duplicate.header.sackEdges[1], PEER_ISS + 11);
  data(fixture, 0, 'hello');
  assert.strictEqual(only(fixture.peer.take()).acknowledgment, PEER_ISS + 11);
  assert.strictEqual(fixture.handler.text(), 'helloworld');
});

test('the first SACK block is the one that came last (RFC 2018 4)', () => {
  const permitted = new Uint8Array(4);
  emitSackPermitted(permitted, 0);
  const fixture = accepted({}, permitted);
  data(fixture, 10, 'a');
  data(fixture, 20, 'b');
  data(fixture, 15, 'c');
  const last = fixture.peer.take()[2];
  assert.strictEqual(last.header.sackCount, 3);
  assert.strictEqual(last.header.sackEdges[0], PEER_ISS + 16);
});

test('overlapping segments give each byte once', () => {
  const fixture = accepted();
  data(fixture, 0, 'abcdef');
  data(fixture, 3, 'defghi');
  data(fixture, 8, 'ijkl');
  data(fixture, 0, 'abcdefghijklm');
  assert.strictEqual(fixture.handler.text(), 'abcdefghijklm');
});

test('text behind the window is cut off, text wholly outside is answered with an ACK (3.10.7.4)', () => {
  const fixture = accepted({ tcp: { receiveBufferBytes: 4096 } });
  fixture.socket.pauseReceive();
  data(fixture, 0, 'x'.repeat(1400));
  data(fixture, 1400, 'y'.repeat(1400));
  data(fixture, 2800, 'z'.repeat(1400));
  fixture.peer.take();
  fixture.peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1 + 9000,
    acknowledgment: seqAdd(fixture.iss, 1),
    payload: ascii('far'),
  });
  const answer = only(fixture.peer.take());
  assert.strictEqual(answer.acknowledgment, PEER_ISS + 1 + 4096);
  assert.strictEqual(answer.window, 0);
  fixture.socket.resumeReceive();
  fixture.peer.settle();
  assert.strictEqual(fixture.handler.received, 4096);
  const update = only(fixture.peer.take());
  assert.strictEqual(update.window, 4096, 'the window opens again');
});

test('an ACK of what was never sent is challenged and its text dropped (RFC 5961 5)', () => {
  const fixture = accepted();
  fixture.peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1,
    acknowledgment: seqAdd(fixture.iss, 5000),
    payload: ascii('evil'),
  });
  assert.strictEqual(only(fixture.peer.take()).acknowledgment, PEER_ISS + 1);
  assert.strictEqual(fixture.handler.received, 0);
});

test('a segment without ACK is dropped in ESTABLISHED', () => {
  const fixture = accepted();
  data(fixture, 0, 'x', TCP_PSH);
  assert.strictEqual(fixture.handler.received, 0);
});

test('a wrong checksum is counted and dropped', () => {
  const fixture = accepted();
  const before = fixture.host.stack.counters.tcpBadChecksum;
  const bytes = new Uint8Array(21);
  write16(bytes, 0, 5000);
  write16(bytes, 2, 80);
  write32(bytes, 4, PEER_ISS + 1);
  write32(bytes, 8, seqAdd(fixture.iss, 1));
  bytes[12] = 0x50;
  bytes[13] = TCP_ACK;
  fixture.peer.sendIp(6, bytes);
  assert.strictEqual(fixture.host.stack.counters.tcpBadChecksum, before + 1);
  assert.strictEqual(fixture.handler.received, 0);
});

test('PAWS drops a segment with an old timestamp (RFC 7323 5.3)', () => {
  const fixture = accepted({}, stamps(100, 0));
  fixture.peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1,
    acknowledgment: seqAdd(fixture.iss, 1),
    payload: ascii('old'),
    options: stamps(1, 0),
  });
  assert.strictEqual(fixture.handler.received, 0);
  fixture.peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1,
    acknowledgment: seqAdd(fixture.iss, 1),
    payload: ascii('new'),
    options: stamps(101, 0),
  });
  assert.strictEqual(fixture.handler.text(), 'new');
});

// ------------------------------------------------------------------------------------------ sending

test('Nagle: a small segment waits while another is unacknowledged; setNoDelay ends that (3.7.4)', () => {
  const fixture = accepted();
  fixture.socket.write(ascii('a'));
  fixture.peer.settle();
  fixture.socket.write(ascii('b'));
  fixture.socket.write(ascii('c'));
  fixture.peer.settle();
  assert.strictEqual(fixture.peer.take().length, 1);
  ack(fixture, 0, 1);
  assert.deepStrictEqual(only(fixture.peer.take()).payload, ascii('bc'));
  fixture.socket.setNoDelay(true);
  fixture.socket.write(ascii('d'));
  fixture.peer.settle();
  assert.strictEqual(fixture.peer.take().length, 1);
});

test('the third duplicate ACK sends the missing segment again (RFC 5681 3.2)', () => {
  const fixture = accepted();
  fixture.socket.setNoDelay(true);
  fixture.socket.write(new Uint8Array(536 * 8));
  fixture.peer.settle();
  const sent = fixture.peer.take();
  assert.strictEqual(sent.length, 8);
  for (let i = 0; i < 3; i++) ack(fixture, 0, 536);
  fixture.peer.take();
  ack(fixture, 0, 536);
  const again = fixture.peer.take();
  assert.strictEqual(again[0].sequence, sent[1].sequence);
  assert.strictEqual(fixture.host.stack.counters.tcpFastRetransmits, 1);
});

test('with SACK only the holes are sent again (RFC 6675)', () => {
  const permitted = new Uint8Array(4);
  emitSackPermitted(permitted, 0);
  const fixture = accepted({}, permitted);
  fixture.socket.write(new Uint8Array(536 * 10));
  fixture.peer.settle();
  const sent = fixture.peer.take();
  assert.strictEqual(sent.length, 10);
  const base = seqAdd(fixture.iss, 1);
  // Segments 0 and 2 are lost; 1 and 3 … 6 have arrived.
  const options = new Uint8Array(20);
  emitSackHead(options, 0, 2);
  write32(options, 4, seqAdd(base, 536 * 3));
  write32(options, 8, seqAdd(base, 536 * 7));
  write32(options, 12, seqAdd(base, 536));
  write32(options, 16, seqAdd(base, 536 * 2));
  fixture.peer.send({ flags: TCP_ACK, sequence: PEER_ISS + 1, acknowledgment: base, options });
  const again = fixture.peer.take().map((segment) => segment.sequence);
  assert.deepStrictEqual(again, [base, seqAdd(base, 536 * 2)]);
});

test('a time-out doubles and sends the first segment again (RFC 6298 5)', () => {
  const fixture = accepted();
  fixture.socket.write(ascii('lost'));
  fixture.peer.wait(2500);
  const seen = fixture.peer.take();
  assert.ok(seen.length >= 3);
  for (const segment of seen) assert.deepStrictEqual(segment.payload, ascii('lost'));
  const first = seen[1].atMs - seen[0].atMs;
  const second = seen[2].atMs - seen[1].atMs;
  assert.ok(Math.abs(second / first - 2) < 0.1, `${first} then ${second}`);
});

test('data that nobody acknowledges ends in ETIMEDOUT after minutes, not for ever', () => {
  const fixture = accepted();
  fixture.socket.write(ascii('lost'));
  fixture.peer.wait(1_200_000);
  assert.strictEqual(fixture.handler.error, 'ETIMEDOUT');
  assert.strictEqual(fixture.handler.closes, 1);
});

test('a closed window is probed with one byte, and the connection lives (3.8.6.1)', () => {
  const fixture = accepted();
  ack(fixture, 0, 0, 0);
  fixture.socket.write(ascii('abcdef'));
  fixture.peer.settle();
  assert.deepStrictEqual(fixture.peer.take(), []);
  fixture.peer.wait(1500);
  const probes = fixture.peer.take();
  assert.ok(probes.length >= 1);
  assert.deepStrictEqual(probes[0].payload, ascii('a'));
  for (let i = 0; i < 30; i++) {
    fixture.peer.wait(61_000);
    ack(fixture, 0, 0, 0);
  }
  assert.strictEqual(fixture.handler.closed, false, 'as long as the peer answers');
  fixture.peer.take();
  ack(fixture, 0, 0, 1000);
  assert.deepStrictEqual(only(fixture.peer.take()).payload, ascii('abcdef'));
});

test('a probe that the peer takes is acknowledged data', () => {
  const fixture = accepted();
  ack(fixture, 0, 0, 0);
  fixture.socket.write(ascii('abcdef'));
  fixture.peer.wait(1500);
  fixture.peer.take();
  ack(fixture, 0, 1, 1000);
  assert.deepStrictEqual(only(fixture.peer.take()).payload, ascii('bcdef'));
});

test('write accepts only what the send buffer holds, onDrain tells when there is room', () => {
  const fixture = accepted({ tcp: { sendBufferBytes: 4096 } });
  assert.strictEqual(fixture.socket.write(new Uint8Array(10_000)), 4096);
  assert.strictEqual(fixture.socket.writableBytes(), 0);
  assert.strictEqual(fixture.socket.write(new Uint8Array(1)), 0);
  fixture.peer.settle();
  assert.strictEqual(fixture.handler.drains, 0);
  ack(fixture, 0, 536 * 4);
  assert.strictEqual(fixture.handler.drains, 1);
});

test('keep-alive probes an idle peer and gives up after ten (RFC 9293 3.8.4)', () => {
  const fixture = accepted();
  fixture.socket.setKeepAlive(true, 5000);
  fixture.peer.wait(5500);
  const probe = only(fixture.peer.take());
  assert.strictEqual(probe.sequence, fixture.iss, 'one before SND.NXT');
  ack(fixture, 0, 0);
  fixture.peer.wait(4000);
  assert.deepStrictEqual(fixture.peer.take(), []);
  fixture.peer.wait(20_000);
  assert.strictEqual(fixture.handler.error, 'ETIMEDOUT');
});

// ------------------------------------------------------------------------------------------ closing

test('normal close, ours first: FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT (3.6 figure 12)', () => {
  const fixture = accepted();
  fixture.socket.end();
  fixture.peer.settle();
  assert.strictEqual(only(fixture.peer.take()).flags, TCP_FIN | TCP_ACK);
  assert.strictEqual(stateOf(fixture), 'FIN-WAIT-1');
  ack(fixture, 0, 1);
  assert.strictEqual(stateOf(fixture), 'FIN-WAIT-2');
  data(fixture, 0, 'still talking');
  assert.strictEqual(fixture.handler.text(), 'still talking');
  fixture.peer.take();
  fixture.peer.send({
    flags: TCP_FIN | TCP_ACK,
    sequence: PEER_ISS + 14,
    acknowledgment: seqAdd(fixture.iss, 2),
  });
  assert.strictEqual(only(fixture.peer.take()).acknowledgment, PEER_ISS + 15);
  assert.strictEqual(stateOf(fixture), 'TIME-WAIT');
  assert.ok(fixture.handler.ended);
  assert.strictEqual(fixture.handler.error, undefined);
  assert.strictEqual(fixture.handler.closes, 1);
  fixture.peer.wait(61_000);
  assert.strictEqual(stateOf(fixture), 'CLOSED');
});

test('normal close, theirs first: CLOSE-WAIT (half-closed, we may send), LAST-ACK, CLOSED', () => {
  const fixture = accepted();
  data(fixture, 0, 'bye', TCP_ACK | TCP_FIN);
  assert.strictEqual(stateOf(fixture), 'CLOSE-WAIT');
  assert.ok(fixture.handler.ended);
  assert.strictEqual(only(fixture.peer.take()).acknowledgment, PEER_ISS + 5);
  fixture.socket.write(ascii('wait'));
  fixture.peer.settle();
  assert.deepStrictEqual(only(fixture.peer.take()).payload, ascii('wait'));
  fixture.socket.end();
  fixture.peer.settle();
  assert.strictEqual(stateOf(fixture), 'LAST-ACK');
  ack(fixture, 4, 5);
  assert.strictEqual(stateOf(fixture), 'CLOSED');
  assert.strictEqual(fixture.handler.closes, 1);
  assert.strictEqual(fixture.handler.error, undefined);
});

test('simultaneous close: CLOSING, then TIME-WAIT (3.6 figure 13)', () => {
  const fixture = accepted();
  fixture.socket.end();
  fixture.peer.settle();
  fixture.peer.send({
    flags: TCP_FIN | TCP_ACK,
    sequence: PEER_ISS + 1,
    acknowledgment: seqAdd(fixture.iss, 1),
  });
  assert.strictEqual(stateOf(fixture), 'CLOSING');
  ack(fixture, 1, 1);
  assert.strictEqual(stateOf(fixture), 'TIME-WAIT');
  assert.strictEqual(fixture.handler.closes, 1);
});

test('FIN leaves with the last data, and is sent again when it is lost', () => {
  const fixture = accepted();
  fixture.socket.write(ascii('last'));
  fixture.socket.end();
  fixture.peer.wait(1500);
  const seen = fixture.peer.take();
  assert.ok(seen.length >= 2);
  for (const segment of seen) {
    assert.strictEqual(segment.flags & TCP_FIN, TCP_FIN);
    assert.deepStrictEqual(segment.payload, ascii('last'));
  }
});

test('a FIN ahead of missing data ends the stream only when the data has come', () => {
  const fixture = accepted();
  data(fixture, 3, 'def', TCP_ACK | TCP_FIN);
  assert.strictEqual(fixture.handler.ended, false);
  data(fixture, 0, 'abc');
  assert.strictEqual(fixture.handler.text(), 'abcdef');
  assert.ok(fixture.handler.ended);
  assert.strictEqual(stateOf(fixture), 'CLOSE-WAIT');
});

test('TIME-WAIT acknowledges a repeated FIN, ignores RST (RFC 1337), and yields to a newer SYN', () => {
  const fixture = accepted();
  fixture.socket.end();
  fixture.peer.settle();
  const fin = { flags: TCP_FIN | TCP_ACK, sequence: PEER_ISS + 1, acknowledgment: seqAdd(fixture.iss, 2) };
  fixture.peer.send(fin);
  fixture.peer.take();
  fixture.peer.wait(1000);
  fixture.peer.send(fin);
  assert.strictEqual(only(fixture.peer.take()).acknowledgment, PEER_ISS + 2);
  fixture.peer.send({ flags: TCP_RST, sequence: PEER_ISS + 2 });
  assert.strictEqual(stateOf(fixture), 'TIME-WAIT');
  fixture.peer.send({ flags: TCP_SYN, sequence: PEER_ISS + 100_000 });
  assert.strictEqual(only(fixture.peer.take()).flags, TCP_SYN | TCP_ACK);
});

test('a RST at exactly RCV.NXT resets, elsewhere in the window it is challenged (RFC 5961 3)', () => {
  const fixture = accepted();
  fixture.peer.send({ flags: TCP_RST, sequence: PEER_ISS + 50 });
  const challenge = only(fixture.peer.take());
  assert.strictEqual(challenge.flags, TCP_ACK);
  assert.strictEqual(challenge.acknowledgment, PEER_ISS + 1);
  assert.strictEqual(fixture.handler.closed, false);
  fixture.peer.send({ flags: TCP_RST, sequence: PEER_ISS + 1 - 10 });
  assert.deepStrictEqual(fixture.peer.take(), []);
  fixture.peer.send({ flags: TCP_RST, sequence: PEER_ISS + 1 });
  assert.strictEqual(fixture.handler.error, 'ECONNRESET');
  assert.strictEqual(fixture.handler.closes, 1);
});

test('a SYN inside a connection is challenged, at most twice a second (RFC 5961 4)', () => {
  const fixture = accepted();
  for (let i = 0; i < 10; i++) fixture.peer.send({ flags: TCP_SYN, sequence: PEER_ISS + 1 + i });
  assert.strictEqual(only(fixture.peer.take()).flags, TCP_ACK);
  assert.strictEqual(stateOf(fixture), 'ESTABLISHED');
});

test('abort sends RST and reports the close once', () => {
  const fixture = accepted();
  fixture.socket.abort();
  fixture.socket.abort();
  fixture.peer.settle();
  const reset = only(fixture.peer.take());
  assert.strictEqual(reset.flags & TCP_RST, TCP_RST);
  assert.strictEqual(reset.sequence, seqAdd(fixture.iss, 1));
  assert.strictEqual(fixture.handler.closes, 1);
  assert.strictEqual(fixture.socket.write(ascii('x')), 0);
});

test('close delivers what was written, then resets a peer that goes on talking (RFC 1122 4.2.2.13)', () => {
  const fixture = accepted();
  fixture.socket.write(ascii('bye'));
  fixture.socket.close();
  fixture.peer.settle();
  const last = only(fixture.peer.take());
  assert.deepStrictEqual(last.payload, ascii('bye'));
  assert.strictEqual(last.flags & TCP_FIN, TCP_FIN);
  assert.strictEqual(fixture.handler.closes, 1);
  ack(fixture, 0, 4);
  data(fixture, 0, 'more');
  assert.strictEqual(only(fixture.peer.take()).flags & TCP_RST, TCP_RST);
  assert.strictEqual(fixture.handler.received, 0);
  assert.strictEqual(stateOf(fixture), 'CLOSED');
});

test('close with unread bytes resets', () => {
  const fixture = accepted();
  fixture.socket.pauseReceive();
  data(fixture, 0, 'unread');
  fixture.peer.take();
  fixture.socket.close();
  fixture.peer.settle();
  assert.strictEqual(only(fixture.peer.take()).flags & TCP_RST, TCP_RST);
});

test('a closed connection in FIN-WAIT-2 does not wait for ever', () => {
  const fixture = accepted();
  fixture.socket.close();
  fixture.peer.settle();
  ack(fixture, 0, 1);
  assert.strictEqual(stateOf(fixture), 'FIN-WAIT-2');
  fixture.peer.wait(61_000);
  assert.strictEqual(stateOf(fixture), 'CLOSED');
});

test('bytes that wait for a pausing user survive the close of both sides', () => {
  const fixture = accepted();
  fixture.socket.pauseReceive();
  data(fixture, 0, 'late', TCP_ACK | TCP_FIN);
  fixture.socket.end();
  fixture.peer.settle();
  ack(fixture, 5, 1);
  assert.strictEqual(stateOf(fixture), 'CLOSED');
  assert.strictEqual(fixture.handler.closed, false);
  fixture.socket.resumeReceive();
  fixture.peer.settle();
  assert.strictEqual(fixture.handler.text(), 'late');
  assert.ok(fixture.handler.ended);
  assert.strictEqual(fixture.handler.closes, 1);
});

test('methods inside callbacks: abort in onData, close in onConnect, write in onEnd', () => {
  const { host, peer } = prepare(20);
  const events: string[] = [];
  const handler: TcpHandler = {
    onData(socket) {
      events.push('data');
      socket.abort();
    },
    onEnd() {
      events.push('end');
    },
    onClose(_socket: TcpSocket, error: NetErrorCode | undefined) {
      events.push(`close ${error}`);
    },
  };
  host.stack.tcp.listen({ port: 80 }, { onAccept: () => handler });
  peer.send({ flags: TCP_SYN, sequence: PEER_ISS });
  const synAck = only(peer.take());
  const acknowledgment = seqAdd(synAck.sequence, 1);
  peer.send({ flags: TCP_ACK, sequence: PEER_ISS + 1, acknowledgment });
  peer.send({ flags: TCP_ACK | TCP_FIN, sequence: PEER_ISS + 1, acknowledgment, payload: ascii('x') });
  assert.deepStrictEqual(events, ['data', 'close undefined']);
});

test('listening twice on one port is EADDRINUSE, on a foreign address EADDRNOTAVAIL', () => {
  const { host } = prepare(21);
  const handler = { onAccept: () => undefined };
  const listener = host.stack.tcp.listen({ port: 80 }, handler);
  assert.strictEqual(host.stack.tcp.listen({ port: 80 }, handler), 'EADDRINUSE');
  assert.strictEqual(host.stack.tcp.listen({ port: 81, address: ip('8.8.8.8') }, handler), 'EADDRNOTAVAIL');
  assert.strictEqual(host.stack.tcp.listen({ port: 70_000 }, handler), 'EINVAL');
  if (typeof listener === 'string') throw new Error(listener);
  listener.close();
  assert.strictEqual(typeof host.stack.tcp.listen({ port: 80 }, handler), 'object');
});

test('TIME-WAIT has a limit: the oldest makes room', () => {
  const network = new Network(22, 0);
  const host = network.addHost({ tcp: { maxTimeWait: 8 } });
  host.stack.tcp.listen(
    { port: 80 },
    {
      onAccept: (socket) => {
        socket.end();
        return new RecordingHandler();
      },
    },
  );
  for (let i = 0; i < 30; i++) {
    const handler = new RecordingHandler();
    const socket = host.stack.tcp.connect({ address: ip('127.0.0.1'), port: 80 }, handler);
    if (typeof socket === 'string') throw new Error(socket);
    socket.end();
    network.runUntil(() => handler.closed, 1000);
  }
  assert.ok(host.stack.counters.tcpTimeWaitRecycled >= 20);
});

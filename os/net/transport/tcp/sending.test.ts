/** How data is sent, repeated and probed for: the rules of RFC 9293 and its companions one by one, against segments written by hand. */

import assert from 'node:assert';
import { test } from 'node:test';
import { ascii } from '../../testing/network.ts';
import { write32 } from '../../wire/bytes.ts';
import { emitSackHead, emitSackPermitted, TCP_ACK } from '../../wire/tcp.ts';
import { seqAdd } from './sequence.ts';
import { accepted, ack, only, PEER_ISS } from './testing/fixture.ts';

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

test('before all counts as lost, one new segment asks what became of it (RFC 8985 7.3)', () => {
  const fixture = accepted();
  fixture.socket.write(new Uint8Array(536 * 40));
  fixture.peer.settle();
  const flight = fixture.peer.take();
  const [first] = flight;
  const last = flight[flight.length - 1];
  assert.ok(first !== undefined && last !== undefined && flight.length < 40);
  fixture.peer.wait(3000);
  const [probe, again] = fixture.peer.take();
  assert.strictEqual(probe?.sequence, seqAdd(last.sequence, last.payload.length));
  assert.strictEqual(again?.sequence, first.sequence);
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

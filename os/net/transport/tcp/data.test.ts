/** How segments with data are received: the rules of RFC 9293 and its companions one by one, against segments written by hand. */

import assert from 'node:assert';
import { test } from 'node:test';
import { ascii } from '../../testing/network.ts';
import { write16, write32 } from '../../wire/bytes.ts';
import { emitSackPermitted, TCP_ACK, TCP_PSH } from '../../wire/tcp.ts';
import { seqAdd } from './sequence.ts';
import { accepted, data, only, PEER_ISS, stamps } from './testing/fixture.ts';

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

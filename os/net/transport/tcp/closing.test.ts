/** How connections close: the rules of RFC 9293 and its companions one by one, against segments written by hand. */

import assert from 'node:assert';
import { test } from 'node:test';
import type { NetErrorCode, TcpHandler, TcpSocket } from '../../api.ts';
import { ascii, ip, Network, RecordingHandler } from '../../testing/network.ts';
import { TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN } from '../../wire/tcp.ts';
import { seqAdd } from './sequence.ts';
import { accepted, ack, data, only, PEER_ISS, prepare, stateOf } from './testing/fixture.ts';

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

test('close with unread bytes sends what was written before it resets', () => {
  const fixture = accepted();
  fixture.socket.pauseReceive();
  data(fixture, 0, 'unread');
  fixture.peer.take();
  fixture.socket.write(ascii('too much'));
  fixture.socket.end();
  fixture.socket.close();
  fixture.peer.settle();
  const [answer, reset, ...others] = fixture.peer.take();
  assert.deepStrictEqual(answer?.payload, ascii('too much'));
  assert.strictEqual((reset?.flags ?? 0) & TCP_RST, TCP_RST);
  assert.strictEqual(others.length, 0);
});

test('an answer leaves before the reset, also when the rest of the question comes in the same poll', () => {
  const fixture = accepted();
  fixture.socket.write(ascii('too much'));
  fixture.socket.close();
  data(fixture, 0, 'the rest');
  fixture.peer.settle();
  const [answer, reset, ...others] = fixture.peer.take();
  assert.deepStrictEqual(answer?.payload, ascii('too much'));
  assert.strictEqual((reset?.flags ?? 0) & TCP_RST, TCP_RST);
  assert.strictEqual(others.length, 0);
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

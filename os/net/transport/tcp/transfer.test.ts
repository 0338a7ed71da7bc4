/** Whole transfers between two stacks, over good and bad networks. */

import assert from 'node:assert';
import { test } from 'node:test';
import type { NetErrorCode, TcpHandler, TcpSocket } from '../../api.ts';
import type { Faults } from '../../testing/fault-injector.ts';
import { ascii, type Host, type HostOptions, ip, Network, RecordingHandler } from '../../testing/network.ts';

import { Tcp } from './tcp.ts';

/** A byte that depends on its place and on the direction. */
function pattern(offset: number, salt: number): number {
  return (Math.imul(offset + salt, 0x9e3779b1) >>> 24) & 0xff;
}

/** Sends a pattern as fast as it is taken, checks the pattern that comes back, then ends. */
class Streamer implements TcpHandler {
  received = 0;
  wrong = -1;
  ended = false;
  closed = false;
  error: NetErrorCode | undefined = undefined;
  #sent = 0;
  #total: number;
  #expected: number;
  #sendSalt: number;
  #receiveSalt: number;
  #chunk: Uint8Array = new Uint8Array(10_000);

  constructor(total: number, expected: number, sendSalt: number, receiveSalt: number) {
    this.#total = total;
    this.#expected = expected;
    this.#sendSalt = sendSalt;
    this.#receiveSalt = receiveSalt;
  }

  isDone(): boolean {
    return this.closed && this.received === this.#expected;
  }

  onConnect(socket: TcpSocket): void {
    this.pump(socket);
  }

  onDrain(socket: TcpSocket): void {
    this.pump(socket);
  }

  onData(_socket: TcpSocket, bytes: Uint8Array, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      if (bytes[i] !== pattern(this.received, this.#receiveSalt) && this.wrong < 0)
        this.wrong = this.received;
      this.received++;
    }
  }

  onEnd(): void {
    this.ended = true;
  }

  onClose(_socket: TcpSocket, error: NetErrorCode | undefined): void {
    this.closed = true;
    this.error = error;
  }

  pump(socket: TcpSocket): void {
    while (this.#sent < this.#total) {
      const count = Math.min(this.#chunk.length, this.#total - this.#sent);
      for (let i = 0; i < count; i++) this.#chunk[i] = pattern(this.#sent + i, this.#sendSalt);
      const accepted = socket.write(this.#chunk, 0, count);
      this.#sent += accepted;
      if (accepted < count) return;
    }
    socket.end();
  }
}

interface Outcome {
  readonly network: Network;
  readonly client: Host;
  readonly server: Host;
  readonly a: Streamer;
  readonly b: Streamer;
  readonly done: boolean;
}

function exchange(
  seed: number,
  bytes: number,
  faults: Faults,
  options: HostOptions = {},
  latencyMs: number = 5,
): Outcome {
  const network = new Network(seed, latencyMs);
  const client = network.addHost({ faults, ...options });
  const server = network.addHost({ faults, ...options });
  const a = new Streamer(bytes, bytes, 1, 2);
  const b = new Streamer(bytes, bytes, 2, 1);
  server.stack.tcp.listen(
    { port: 80 },
    {
      onAccept(socket) {
        b.pump(socket);
        return b;
      },
    },
  );
  const socket = client.stack.tcp.connect({ address: ip('10.0.0.2'), port: 80 }, a);
  assert.notStrictEqual(typeof socket, 'string');
  const done = network.runUntil(() => a.isDone() && b.isDone(), 3_600_000);
  return { network, client, server, a, b, done };
}

function assertComplete(outcome: Outcome): void {
  const state = `a ${outcome.a.received} b ${outcome.b.received} at ${outcome.network.wire.nowMs} ms`;
  assert.ok(outcome.done, `both directions complete: ${state} ${outcome.a.error} ${outcome.b.error}`);
  assert.strictEqual(outcome.a.wrong, -1);
  assert.strictEqual(outcome.b.wrong, -1);
  assert.strictEqual(outcome.a.error, undefined);
  assert.strictEqual(outcome.b.error, undefined);
  assert.ok(outcome.a.ended && outcome.b.ended);
}

/** Every packet came back to its pool, once nothing is on its way. */
function assertNothingLeaks(outcome: Outcome): void {
  outcome.network.run(200_000);
  for (const host of [outcome.client, outcome.server]) {
    assert.strictEqual(host.pool.available(), host.pool.limit, 'packets released');
    const tcp = host.stack.tcp;
    assert.ok(tcp instanceof Tcp);
    assert.strictEqual(tcp.memory.usedBytes, 0, 'buffers released');
    assert.strictEqual(tcp.connectionCount(), 0, 'connections forgotten');
  }
}

test('four megabytes each way arrive in order over a clean wire', () => {
  const outcome = exchange(1, 4_000_000, {});
  assertComplete(outcome);
  assert.strictEqual(outcome.client.stack.counters.tcpRetransmits, 0, 'nothing is sent twice');
  assertNothingLeaks(outcome);
});

test('a transfer survives 3 % loss with fast retransmissions', () => {
  const outcome = exchange(2, 1_000_000, { loss: 0.03 });
  assertComplete(outcome);
  assert.ok(outcome.client.stack.counters.tcpFastRetransmits > 0);
  assertNothingLeaks(outcome);
});

test('a transfer survives 20 % loss', () => {
  assertComplete(exchange(3, 200_000, { loss: 0.2 }));
});

test('reordered and doubled segments are put in order', () => {
  const outcome = exchange(4, 1_000_000, { reordering: 0.1, duplication: 0.1 });
  assertComplete(outcome);
  assert.ok(outcome.client.stack.counters.tcpOutOfOrder > 0);
  assertNothingLeaks(outcome);
});

test('corrupted frames are dropped by the checksums, never delivered', () => {
  const outcome = exchange(5, 1_000_000, { corruption: 0.05 });
  assertComplete(outcome);
  assert.ok(outcome.client.stack.counters.tcpBadChecksum > 0);
});

test('loss, reordering, doubling and corruption together, over twenty seeds', () => {
  for (let seed = 100; seed < 120; seed++) {
    const outcome = exchange(seed, 150_000, {
      loss: 0.05,
      reordering: 0.1,
      duplication: 0.05,
      corruption: 0.02,
    });
    assertComplete(outcome);
    assertNothingLeaks(outcome);
  }
});

test('a small transmit ring pushes back without losing anything', () => {
  const network = new Network(6, 1);
  const client = network.addHost();
  const server = network.addHost();
  client.device.ringLimit = 4;
  const a = new Streamer(500_000, 0, 1, 2);
  const b = new Streamer(0, 500_000, 2, 1);
  server.stack.tcp.listen(
    { port: 80 },
    {
      onAccept(socket) {
        b.pump(socket);
        return b;
      },
    },
  );
  client.stack.tcp.connect({ address: ip('10.0.0.2'), port: 80 }, a);
  assert.ok(network.runUntil(() => a.isDone() && b.isDone(), 600_000));
  assert.strictEqual(b.wrong, -1);
  assert.strictEqual(client.stack.counters.transmitDropped, 0);
});

test('a pool of sixteen packets is slow but correct', () => {
  const outcome = exchange(7, 200_000, {}, { poolLimit: 16 });
  assertComplete(outcome);
});

test('checksum offload in both directions', () => {
  const offloads = { transmitChecksum: true, receiveChecksum: true };
  assertComplete(exchange(8, 300_000, {}, { offloads }));
});

test('a connection over the loopback, to 127.0.0.1 and to the own address', () => {
  for (const address of ['127.0.0.1', '10.0.0.1']) {
    const network = new Network(9);
    const host = network.addHost();
    const a = new Streamer(500_000, 500_000, 1, 2);
    const b = new Streamer(500_000, 500_000, 2, 1);
    host.stack.tcp.listen(
      { port: 80 },
      {
        onAccept(socket) {
          b.pump(socket);
          return b;
        },
      },
    );
    host.stack.tcp.connect({ address: ip(address), port: 80 }, a);
    assert.ok(
      network.runUntil(() => a.isDone() && b.isDone(), 60_000),
      address,
    );
    assert.strictEqual(a.wrong, -1);
    assert.strictEqual(b.wrong, -1);
    assert.strictEqual(host.device.transmitted, 1, 'only the announcement of the address left the machine');
  }
});

test('a window of 128 KB is used over a path of 100 ms (window scaling, RFC 7323)', () => {
  const outcome = exchange(10, 2_000_000, {}, {}, 50);
  assertComplete(outcome);
  // 2 MB at 128 KB a round trip: 16 round trips and slow start. Without scaling it would take twice that.
  assert.ok(outcome.network.wire.nowMs < 3_500, `took ${outcome.network.wire.nowMs} ms`);
});

test('many connections at once under loss share the memory limit', () => {
  const network = new Network(11, 2);
  const tcp = { memoryBytes: 512 * 1024 };
  const client = network.addHost({ faults: { loss: 0.02 }, tcp });
  const server = network.addHost({ faults: { loss: 0.02 }, tcp });
  const streams: Streamer[] = [];
  server.stack.tcp.listen(
    { port: 80 },
    {
      onAccept(socket) {
        const stream = new Streamer(30_000, 30_000, 2, 1);
        streams.push(stream);
        stream.pump(socket);
        return stream;
      },
    },
  );
  for (let i = 0; i < 100; i++) {
    const stream = new Streamer(30_000, 30_000, 1, 2);
    streams.push(stream);
    client.stack.tcp.connect({ address: ip('10.0.0.2'), port: 80 }, stream);
  }
  const done = network.runUntil(
    () => streams.length === 200 && streams.every((one) => one.isDone()),
    600_000,
  );
  assert.ok(done, `${streams.filter((one) => one.isDone()).length} of 200 are done`);
  assert.ok(streams.every((one) => one.wrong === -1));
});

test('a request and its answer take one segment each, the ACK rides along', () => {
  const network = new Network(12);
  const client = network.addHost();
  const server = network.addHost();
  const answer = ascii('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  server.stack.tcp.listen(
    { port: 80 },
    {
      onAccept: () => ({
        onData(socket) {
          socket.write(answer.subarray(0, 20));
          socket.write(answer.subarray(20));
        },
        onClose() {},
      }),
    },
  );
  const handler = new RecordingHandler();
  client.stack.tcp.connect({ address: ip('10.0.0.2'), port: 80, noDelay: true }, handler);
  network.runUntil(() => handler.connected, 1000);
  network.run(200);
  const before = server.stack.counters.tcpTransmitted;
  handler.socket?.write(ascii('GET / HTTP/1.1\r\n\r\n'));
  network.runUntil(() => handler.received === answer.length, 1000);
  assert.strictEqual(handler.text(), 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  assert.strictEqual(server.stack.counters.tcpTransmitted - before, 1);
});

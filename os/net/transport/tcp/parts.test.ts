/** The parts of TCP alone: against models that are too simple to be wrong. */

import assert from 'node:assert';
import { test } from 'node:test';
import { SeededEntropy } from '../../testing/seeded-entropy.ts';
import { Congestion } from './congestion.ts';
import { DeadlineQueue, type Timed } from './deadline-queue.ts';
import { ReceiveBuffer } from './receive-buffer.ts';
import { RingMemory } from './ring-memory.ts';
import { RttEstimator } from './rtt.ts';
import { Scoreboard } from './scoreboard.ts';
import { SendBuffer } from './send-buffer.ts';
import { seqAdd, seqDistance, seqLess, seqLessEqual, seqMax } from './sequence.ts';
import * as state from './state.ts';

test('sequence numbers compare across the wrap (RFC 9293 3.4)', () => {
  assert.ok(seqLess(0xfffffff0, 5));
  assert.ok(!seqLess(5, 0xfffffff0));
  assert.ok(seqLessEqual(7, 7));
  assert.strictEqual(seqDistance(0xfffffff0, 0x10), 32);
  assert.strictEqual(seqAdd(0xffffffff, 1), 0);
  assert.strictEqual(seqAdd(0, -1), 0xffffffff);
  assert.strictEqual(seqMax(0xfffffff0, 5), 5);
});

test('every row of figure 5 of RFC 9293, and nothing else changes a state', () => {
  assert.strictEqual(state.nextState(state.ESTABLISHED, state.USER_CLOSED), state.FIN_WAIT_1);
  assert.strictEqual(state.nextState(state.FIN_WAIT_1, state.FIN_ACKED), state.FIN_WAIT_2);
  assert.strictEqual(state.nextState(state.FIN_WAIT_1, state.RECEIVED_FIN), state.CLOSING);
  assert.strictEqual(state.nextState(state.FIN_WAIT_2, state.RECEIVED_FIN), state.TIME_WAIT);
  assert.strictEqual(state.nextState(state.CLOSING, state.FIN_ACKED), state.TIME_WAIT);
  assert.strictEqual(state.nextState(state.ESTABLISHED, state.RECEIVED_FIN), state.CLOSE_WAIT);
  assert.strictEqual(state.nextState(state.CLOSE_WAIT, state.USER_CLOSED), state.LAST_ACK);
  assert.strictEqual(state.nextState(state.LAST_ACK, state.FIN_ACKED), state.CLOSED);
  assert.strictEqual(state.nextState(state.TIME_WAIT, state.RECEIVED_FIN), state.TIME_WAIT);
  assert.strictEqual(state.nextState(state.CLOSE_WAIT, state.RECEIVED_FIN), state.CLOSE_WAIT);
  assert.strictEqual(state.nextState(state.SYN_SENT, state.USER_CLOSED), state.SYN_SENT);
  assert.strictEqual(state.nextState(state.FIN_WAIT_2, state.DELETED), state.CLOSED);
});

test('RTO follows RFC 6298: first measurement, smoothing, back-off, bounds', () => {
  const rtt = new RttEstimator();
  assert.strictEqual(rtt.timeoutMs(), 1000);
  rtt.measure(100);
  assert.strictEqual(rtt.smoothedMs, 100);
  assert.strictEqual(rtt.varianceMs, 50);
  assert.strictEqual(rtt.timeoutMs(), 300);
  rtt.measure(100);
  assert.strictEqual(rtt.varianceMs, 37.5);
  rtt.backOff();
  assert.strictEqual(rtt.timeoutMs(), 600);
  for (let i = 0; i < 40; i++) rtt.backOff();
  assert.strictEqual(rtt.timeoutMs(), 60_000);
  rtt.measure(0);
  assert.ok(rtt.timeoutMs() >= 200);
});

test('the congestion window: ten segments, slow start, half after a loss, one after a time-out', () => {
  const congestion = new Congestion();
  congestion.start(1460);
  assert.strictEqual(congestion.window, 14_600);
  congestion.onAck(14_600);
  assert.strictEqual(congestion.window, 29_200);
  congestion.enterRecovery(29_200);
  assert.strictEqual(congestion.window, 14_600);
  congestion.exitRecovery(14_600);
  for (let i = 0; i < 10; i++) congestion.onAck(1460);
  assert.strictEqual(congestion.window, 16_060, 'one segment in a round trip');
  congestion.onTimeout(16_060, false);
  assert.strictEqual(congestion.window, 1460);
  assert.strictEqual(congestion.slowStartThreshold, 8030);
});

test('the deadline queue gives what is due in order, whatever moves', () => {
  const random = new SeededEntropy(1);
  const queue = new DeadlineQueue<Timed>();
  const items: Timed[] = [];
  for (let i = 0; i < 200; i++) items.push({ deadlineMs: Infinity, heapIndex: -1, heapMs: 0 });
  let nowMs = 0;
  for (let round = 0; round < 20_000; round++) {
    const item = items[random.below(items.length)];
    if (random.chance(0.05)) {
      item.deadlineMs = Infinity;
      queue.remove(item);
    } else {
      item.deadlineMs = random.chance(0.1) ? Infinity : nowMs + random.below(1000);
      queue.update(item);
    }
    const earliest = items.reduce((least, one) => Math.min(least, one.deadlineMs), Infinity);
    if (round % 7 !== 0) continue;
    assert.strictEqual(queue.nextMs(), earliest);
    nowMs += random.below(20);
    while (true) {
      const due = queue.takeDue(nowMs);
      if (due === undefined) break;
      assert.ok(due.deadlineMs <= nowMs);
      due.deadlineMs = Infinity;
    }
    assert.ok(items.every((one) => one.deadlineMs > nowMs));
  }
});

test('reassembly gives the same bytes as a map from number to byte', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = new SeededEntropy(seed);
    const memory = new RingMemory(1 << 20);
    const buffer = new ReceiveBuffer(8192, memory);
    const base = random.next32();
    let next = base;
    let taken = 0;
    for (let round = 0; round < 600; round++) {
      const offset = Math.max(
        0,
        seqDistance(base, next) + random.below(3000) - (random.chance(0.4) ? 3000 : 0),
      );
      const sequence = seqMax(seqAdd(base, offset), next);
      const length = 1 + random.below(400);
      const bytes = new Uint8Array(length);
      for (let i = 0; i < length; i++)
        bytes[i] = Math.imul(seqDistance(base, sequence) + i, 0x9e3779b1) >>> 24;
      const inOrder = buffer.insert(next, sequence, bytes, 0, length);
      if (inOrder > 0) next = seqAdd(next, inOrder);
      while (buffer.readable > 0 && random.chance(0.7)) {
        const ring = buffer.ring;
        const count = Math.min(buffer.readable, ring.bytes.length - ring.head);
        const head = ring.head;
        for (let i = 0; i < count; i++) {
          assert.strictEqual(ring.bytes[head + i], Math.imul(taken + i, 0x9e3779b1) >>> 24, `seed ${seed}`);
        }
        buffer.take(count);
        buffer.freeIfEmpty();
        taken += count;
      }
      assert.strictEqual(seqDistance(base, next), taken + buffer.readable);
    }
    buffer.clear();
    assert.strictEqual(memory.usedBytes, 0);
  }
});

test('reassembly refuses a ninth range and what exceeds its limit', () => {
  const buffer = new ReceiveBuffer(8192, new RingMemory(1 << 20));
  const byte = new Uint8Array(1);
  for (let i = 0; i < 8; i++) assert.strictEqual(buffer.insert(0, 2 + i * 2, byte, 0, 1), 0);
  assert.strictEqual(buffer.insert(0, 100, byte, 0, 1), -1);
  assert.strictEqual(buffer.insert(0, 3, byte, 0, 1), 0, 'one that joins two is taken');
  assert.strictEqual(buffer.rangeCount, 7);
  assert.strictEqual(buffer.insert(0, 8192, byte, 0, 1), -1);
});

test('the scoreboard agrees with a set of numbers', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = new SeededEntropy(seed);
    const board = new Scoreboard();
    const base = 0xffffff00;
    let una = 0;
    const max = 600;
    const sacked = new Set<number>();
    for (let round = 0; round < 200; round++) {
      if (random.chance(0.2)) {
        una = Math.min(max, una + random.below(20));
        board.acknowledge(seqAdd(base, una));
        for (const one of [...sacked]) if (one < una) sacked.delete(one);
      } else {
        const left = random.below(max);
        const right = left + random.below(30);
        const before = board.count;
        const news = board.add(seqAdd(base, left), seqAdd(base, right), seqAdd(base, una), seqAdd(base, max));
        const inside = left >= una && right <= max && right > left;
        let anyNew = false;
        for (let i = left; i < right; i++) if (!sacked.has(i)) anyNew = true;
        if (!inside) assert.strictEqual(news, false);
        else if (news) for (let i = left; i < right; i++) sacked.add(i);
        else assert.ok(!anyNew || before === 16);
      }
      assert.strictEqual(board.sackedBytes, sacked.size);
      const from = una + random.below(max);
      const skipped = seqDistance(base, board.skip(seqAdd(base, from)));
      let expected = from;
      while (sacked.has(expected)) expected++;
      assert.strictEqual(skipped, expected);
      let missing = 0;
      for (let i = una; i < from; i++) if (!sacked.has(i)) missing++;
      assert.strictEqual(board.missingBetween(seqAdd(base, una), seqAdd(base, from)), missing);
    }
  }
});

test('the send buffer keeps what is not acknowledged, grows, and owns no memory when it is empty', () => {
  const memory = new RingMemory(65_536);
  const buffer = new SendBuffer(16_384, memory);
  const bytes = new Uint8Array(20_000);
  for (let i = 0; i < bytes.length; i++) bytes[i] = i * 31;
  assert.strictEqual(buffer.append(bytes, 0, 3000), 3000);
  buffer.acknowledge(2000);
  assert.strictEqual(buffer.append(bytes, 3000, 20_000), 15_384);
  const out = new Uint8Array(16_384);
  buffer.copyOut(0, out, 0, 16_384);
  assert.deepStrictEqual(out, bytes.slice(2000, 18_384));
  buffer.acknowledge(16_384);
  assert.strictEqual(memory.usedBytes, 0);
});

test('without memory the send buffer takes what fits, or nothing', () => {
  const memory = new RingMemory(8192);
  const first = new SendBuffer(16_384, memory);
  const second = new SendBuffer(16_384, memory);
  assert.strictEqual(first.append(new Uint8Array(4000), 0, 4000), 4000);
  assert.strictEqual(first.append(new Uint8Array(4000), 0, 4000), 96, 'growing to 8 KB needs both at once');
  assert.strictEqual(second.append(new Uint8Array(10), 0, 10), 10);
  for (let left = 3; left > 0; left--)
    assert.strictEqual(
      new SendBuffer(16_384, memory).append(new Uint8Array(10), 0, 10),
      10,
      'of the last 3 KB',
    );
  assert.strictEqual(new SendBuffer(16_384, memory).append(new Uint8Array(10), 0, 10), 0);
});

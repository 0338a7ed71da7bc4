import assert from 'node:assert';
import { test } from 'node:test';
import { EventLoop, type EventSource } from './loop.ts';
import { SimulatedTime } from './simulated-time.ts';

class Jobs {
  readonly queued: (() => void)[] = [];
  drain(): void {
    for (let job = this.queued.shift(); job !== undefined; job = this.queued.shift()) job();
  }
  isEmpty(): boolean {
    return this.queued.length === 0;
  }
}

function makeLoop() {
  const time = new SimulatedTime();
  const jobs = new Jobs();
  const errors: unknown[] = [];
  const order: string[] = [];
  const loop = new EventLoop({
    clock: time,
    waiter: time,
    microtasks: jobs,
    onUncaught: (error) => errors.push(error),
  });
  const note = (name: string) => () => {
    order.push(name);
  };
  return { time, jobs, errors, order, loop, note };
}

test('runs the promise jobs that modules left, then ticks, then immediates, then timers', () => {
  const { loop, jobs, order, note } = makeLoop();
  loop.setImmediate(note('immediate'));
  loop.timers.add(note('timer'), 0, [], false);
  jobs.queued.push(note('job'));
  loop.nextTick(note('tick'));
  loop.run();
  assert.deepStrictEqual(order, ['job', 'tick', 'immediate', 'timer']);
});

test('runs microtasks after every single callback, as Node does since 11', () => {
  const { loop, jobs, order, note } = makeLoop();
  for (const name of ['a', 'b']) {
    loop.timers.add(
      () => {
        order.push(name);
        jobs.queued.push(note(`${name} job`));
        loop.nextTick(note(`${name} tick`));
      },
      1,
      [],
      false,
    );
  }
  loop.run();
  assert.deepStrictEqual(order, ['a', 'a tick', 'a job', 'b', 'b tick', 'b job']);
});

test('empties all ticks before the first promise job, and ticks of a job before the next timer', () => {
  const { loop, jobs, order, note } = makeLoop();
  loop.nextTick(() => {
    order.push('tick 1');
    jobs.queued.push(() => {
      order.push('job');
      loop.nextTick(note('tick 3'));
    });
    loop.nextTick(note('tick 2'));
  });
  loop.run();
  assert.deepStrictEqual(order, ['tick 1', 'tick 2', 'job', 'tick 3']);
});

test('fires timers of one millisecond in the order in which they were set', () => {
  const { loop, order, note } = makeLoop();
  for (let i = 0; i < 40; i++) loop.timers.add(note(`${i}`), i % 2 === 0 ? 0 : 1, [], false);
  loop.run();
  assert.deepStrictEqual(
    order,
    Array.from({ length: 40 }, (_, i) => `${i}`),
  );
});

test('idles exactly until the next deadline', () => {
  const { loop, time, order } = makeLoop();
  const fired: number[] = [];
  for (const delayMs of [30, 10, 20]) {
    loop.timers.add(() => fired.push(time.nowMs()), delayMs, [], false);
  }
  loop.run();
  assert.deepStrictEqual(fired, [10, 20, 30]);
  assert.deepStrictEqual(order, []);
});

test('coerces delays as Node does: NaN, negative and too long become 1 ms, fractions are cut', () => {
  const { loop, time } = makeLoop();
  const delays = [undefined, -5, Number.NaN, 2 ** 31, '7', 2.9, 0];
  assert.deepStrictEqual(
    delays.map((delay) => loop.timers.add(() => {}, delay, [], false).delayMs),
    [1, 1, 1, 1, 7, 2, 1],
  );
  loop.run();
  assert.strictEqual(time.nowMs(), 7);
});

test('an interval repeats until it is cleared, also from its own callback', () => {
  const { loop, time } = makeLoop();
  const fired: number[] = [];
  const timer = loop.timers.add(
    () => {
      fired.push(time.nowMs());
      if (fired.length === 3) timer.clear();
    },
    5,
    [],
    true,
  );
  loop.run();
  assert.deepStrictEqual(fired, [5, 10, 15]);
});

test('an unreferenced timer does not keep the program alive, a referenced one does', () => {
  const { loop, time, order, note } = makeLoop();
  loop.timers.add(note('never'), 100, [], false).unref();
  loop.timers.add(note('ten'), 10, [], false);
  assert.strictEqual(loop.timers.add(note('x'), 5, [], false).unref().ref().hasRef(), true);
  loop.run();
  assert.deepStrictEqual(order, ['x', 'ten']);
  assert.strictEqual(time.nowMs(), 10);
});

test('refresh starts the delay again, and revives a timer that fired', () => {
  const { loop, time } = makeLoop();
  const fired: number[] = [];
  const timer = loop.timers.add(() => fired.push(time.nowMs()), 10, [], false);
  loop.timers.add(() => timer.refresh(), 8, [], false);
  loop.timers.add(() => timer.refresh(), 30, [], false);
  loop.run();
  assert.deepStrictEqual(fired, [18, 40]);
});

test('clearing by number works once, and the number of a fired timer is forgotten', () => {
  const { loop, order, note } = makeLoop();
  const first = loop.timers.add(note('first'), 1, [], false);
  const id = Number(first);
  assert.strictEqual(Number(first), id);
  loop.timers.clearById(id);
  loop.timers.clearById(id);
  loop.timers.add(note('second'), 1, [], false);
  loop.run();
  assert.deepStrictEqual(order, ['second']);
});

test('clearing one of many keeps the order of the others', () => {
  const { loop, order, note } = makeLoop();
  const delays = [9, 3, 7, 1, 8, 2, 6, 4, 5];
  const timers = delays.map((delay) => loop.timers.add(note(`${delay}`), delay, [], false));
  for (const [index, delay] of delays.entries()) {
    if (delay % 3 === 0) timers[index]?.clear();
  }
  loop.run();
  assert.deepStrictEqual(order, ['1', '2', '4', '5', '7', '8']);
});

test('an immediate set by an immediate waits for the next turn, so that timers get their chance', () => {
  const { loop, order, note } = makeLoop();
  loop.setImmediate(() => {
    order.push('1');
    loop.setImmediate(note('3'));
  });
  const cleared = loop.setImmediate(note('cleared'));
  loop.setImmediate(() => {
    order.push('2');
    cleared.clear();
  });
  cleared.clear();
  loop.turn();
  assert.deepStrictEqual(order, ['1', '2']);
  loop.run();
  assert.deepStrictEqual(order, ['1', '2', '3']);
});

test('an error of any callback goes to onUncaught, and everything else still runs', () => {
  const { loop, errors, order, note } = makeLoop();
  const fail = (name: string) => () => {
    throw name;
  };
  loop.nextTick(fail('tick'));
  loop.nextTick(note('tick'));
  loop.timers.add(fail('timer'), 1, [], false);
  loop.timers.add(note('timer'), 1, [], false);
  loop.setImmediate(fail('immediate'));
  loop.setImmediate(note('immediate'));
  loop.call(fail('call'));
  loop.run();
  assert.deepStrictEqual(errors, ['call', 'tick', 'immediate', 'timer']);
  assert.deepStrictEqual(order, ['tick', 'immediate', 'timer']);
});

test('an error that onUncaught throws leaves run, and the loop is usable afterwards', () => {
  const time = new SimulatedTime();
  const loop = new EventLoop({
    clock: time,
    waiter: time,
    microtasks: new Jobs(),
    onUncaught: (error) => {
      throw error;
    },
  });
  let ran = false;
  loop.nextTick(() => {
    throw new RangeError('stop');
  });
  loop.nextTick(() => {
    ran = true;
  });
  assert.throws(() => loop.run(), RangeError);
  loop.run();
  assert.strictEqual(ran, true);
});

test('a source that always has more to do is polled within its budget, and starves neither timers nor others', () => {
  const { loop, time } = makeLoop();
  let greedy = 0;
  let modest = 0;
  const alive = { isAlive: () => greedy < 100 };
  const greedySource: EventSource = {
    ...alive,
    poll: (nowMs) => {
      greedy += 1;
      return nowMs;
    },
  };
  loop.addSource(greedySource);
  loop.addSource({
    ...alive,
    poll: () => {
      modest += 1;
      time.advance(1);
      return Number.POSITIVE_INFINITY;
    },
  });
  let fired = 0;
  loop.timers.add(() => (fired += 1), 2, [], true).unref();
  loop.run();
  assert.ok(greedy >= 100 && greedy <= 108, `${greedy}`);
  assert.ok(modest >= 12, `${modest}`);
  assert.ok(fired >= 5, `${fired}`);
  loop.removeSource(greedySource);
});

test('a source alone keeps the loop alive until it says otherwise, and its deadline ends the idling', () => {
  const { loop, time } = makeLoop();
  const polledAt: number[] = [];
  loop.addSource({
    isAlive: () => polledAt.length < 3,
    poll: (nowMs) => {
      polledAt.push(nowMs);
      return nowMs + 25;
    },
  });
  loop.run();
  assert.deepStrictEqual(polledAt, [0, 25, 50]);
  assert.strictEqual(time.nowMs(), 50);
});

test('rejections are reported when ticks and jobs have run out, and their callbacks may queue more', () => {
  const time = new SimulatedTime();
  const order: string[] = [];
  let reports = 0;
  const loop: EventLoop = new EventLoop({
    clock: time,
    waiter: time,
    microtasks: new Jobs(),
    onUncaught: (error) => order.push(`${error}`),
    rejections: {
      reportUnhandled: () => {
        reports += 1;
        if (reports > 1) return false;
        order.push('report');
        loop.nextTick(() => order.push('tick of report'));
        return true;
      },
    },
  });
  loop.nextTick(() => order.push('tick'));
  loop.run();
  assert.deepStrictEqual(order, ['tick', 'report', 'tick of report']);
});

test('ten thousand ticks queued by ticks keep their order across growth of the ring', () => {
  const { loop } = makeLoop();
  const seen: number[] = [];
  for (let i = 0; i < 100; i++) {
    loop.nextTick((value) => seen.push(value as number), [i]);
    if (i === 50) loop.drainMicrotasks();
  }
  loop.run();
  assert.deepStrictEqual(
    seen,
    Array.from({ length: 100 }, (_, i) => i),
  );
});

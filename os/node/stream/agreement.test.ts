/** Scenarios of reading, each run on Node's streams and on ours: what is noted must be equal, its order included. */
import assert from 'node:assert/strict';
import nodeStream from 'node:stream';
import { test } from 'node:test';
import { Buffer } from '../buffer.ts';
import * as ownStream from '../stream.ts';
import { useHostOnNode } from '../testing/host-on-node.ts';

type Streams = Pick<typeof nodeStream, 'Readable' | 'Writable' | 'Duplex' | 'Transform' | 'PassThrough'>;
type Note = (...items: unknown[]) => void;
type Scenario = (streams: Streams, note: Note) => unknown;
type Stream = InstanceType<typeof nodeStream.Readable>;

async function same(scenario: Scenario, what: string = ''): Promise<void> {
  useHostOnNode();
  const expected = await record(scenario, nodeStream);
  assert.deepEqual(await record(scenario, ownStream as never), expected, what);
}

async function record(scenario: Scenario, streams: Streams): Promise<string[]> {
  const notes: string[] = [];
  const note: Note = (...items) => notes.push(items.map(shown).join(' '));
  try {
    await scenario(streams, note);
  } catch (error) {
    note('thrown', error);
  }
  for (let turn = 0; turn < 40; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  return notes;
}

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name} ${(value as { code?: string }).code}: ${value.message}`;
  if (value instanceof Uint8Array) return `<${Buffer.from(value).toString('latin1')}>`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** The state that programs can see. */
function state(stream: Stream): string {
  const { readableFlowing, readableLength, readableEnded, readable, destroyed, readableHighWaterMark } =
    stream;
  return [
    readableFlowing,
    readableLength,
    readableEnded,
    readable,
    destroyed,
    readableHighWaterMark,
    stream.isPaused(),
  ].join();
}

function watch(stream: Stream, note: Note, names: string): void {
  for (const name of names.split(' ')) {
    stream.on(name, (arg: unknown) =>
      note(
        name,
        arg instanceof Error || arg instanceof Uint8Array || typeof arg === 'string' ? arg : '',
        state(stream),
      ),
    );
  }
}

/** Small numbers in an order that is always the same. */
function numbers(seed: number): (limit: number) => number {
  let last = seed;
  return (limit) => {
    last = (last * 1103515245 + 12345) % 2147483648;
    return Math.floor(last / 65536) % limit;
  };
}

const QUIET = 'end close error pause resume';

test('any order of pushes, reads, pauses and listeners has the same outcome as with Node', async () => {
  for (let seed = 1; seed <= 400; seed++) {
    await same(({ Readable }, note) => {
      const random = numbers(seed);
      const objectMode = random(4) === 0;
      let left = 3 + random(6);
      const isSync = random(3);
      const stream = new Readable({
        objectMode,
        highWaterMark: random(3) === 0 ? random(4) : 2 + random(10),
        read(size) {
          note('_read', size, left);
          const give = () =>
            void note('pushed', this.push(left-- > 0 ? 'abcdefgh'.slice(0, 1 + random(8)) : null));
          if (isSync === 0 || (isSync === 1 && random(2) === 0)) give();
          else if (random(2) === 0) process.nextTick(give);
          else setImmediate(give);
        },
      });
      // Node counts wrong when a sized request takes text from several chunks.
      const isText = random(4) === 0;
      if (isText) stream.setEncoding(random(2) === 0 ? 'utf8' : 'hex');
      watch(stream, note, QUIET);
      const onData = (chunk: unknown) => note('data', chunk, state(stream));
      const onReadable = () => {
        note('readable', state(stream));
        for (let i = random(3); i >= 0; i--)
          note('got', stream.read(isText ? undefined : [undefined, 1, 3, 0, 20][random(5)]), state(stream));
      };
      const steps: (() => unknown)[] = [
        () => stream.on('data', onData),
        () => stream.on('data', onData),
        () => stream.on('readable', onReadable),
        () => stream.removeListener('data', onData),
        () => stream.removeListener('readable', onReadable),
        () => stream.pause(),
        () => stream.resume(),
        () => stream.resume(),
        () => note('read', stream.read()),
        () => note('read 2', stream.read(isText ? 0 : 2)),
        () => note('read 0', stream.read(0)),
        () => !stream.readableEnded && note('unshift', stream.unshift('U'.repeat(1 + random(2)))),
        () => random(6) === 0 && stream.destroy(random(2) === 0 ? new Error('stop') : undefined),
      ];
      const count = 2 + random(8);
      const step = (n: number): void => {
        if (n === count) return;
        const which = random(steps.length);
        note('step', which);
        steps[which]?.();
        note('state', state(stream));
        const next = () => step(n + 1);
        const wait = random(3);
        if (wait === 0) next();
        else if (wait === 1) process.nextTick(next);
        else setImmediate(next);
      };
      step(0);
    }, `seed ${seed}`);
  }
});

test('async iteration takes every chunk, and leaving it destroys the stream', async () => {
  for (const leaves of [-1, 0, 2]) {
    await same(async ({ Readable }, note) => {
      let count = 0;
      const stream = new Readable({
        highWaterMark: 3,
        read() {
          setImmediate(() => this.push(count++ < 5 ? `c${count}` : null));
        },
      });
      stream.on('close', () => note('close'));
      let index = 0;
      for await (const chunk of stream) {
        note('chunk', chunk);
        if (index++ === leaves) break;
      }
      note('left', stream.destroyed);
    });
  }
});

test('errors on the way end iteration and reading alike', async () => {
  await same(async ({ Readable }, note) => {
    const stream = new Readable({
      read() {
        setImmediate(() => this.destroy(new Error('broken')));
      },
    });
    stream.push('first');
    for await (const chunk of stream) note('chunk', chunk);
  });
  await same(({ Readable }, note) => {
    const stream = new Readable({
      read() {
        throw new Error('from _read');
      },
    });
    watch(stream, note, `${QUIET} data`);
  });
  await same(({ Readable }, note) => {
    for (const autoDestroy of [true, false]) {
      const stream = new Readable({ read() {}, autoDestroy });
      watch(stream, note, `${QUIET} data`);
      note(stream.push('a'), stream.push(null), stream.push('late'), stream.push(5 as never));
    }
  });
  await same(({ Readable }, note) => {
    const stream = new Readable({ read() {} });
    watch(stream, note, `${QUIET} data`);
    stream.push(null);
    stream.on('end', () => note(stream.unshift('back')));
  });
});

test('decoded text is put together across chunks, and what is unshifted comes first', async () => {
  await same(({ Readable }, note) => {
    const stream = new Readable({ read() {}, encoding: 'utf8' });
    watch(stream, note, QUIET);
    stream.push(Buffer.from([0xe6, 0x97]));
    note(state(stream));
    stream.push(Buffer.from([0xa5, 0x41, 0xf0, 0x9f]));
    stream.push('text');
    stream.push('6869', 'hex');
    stream.unshift('front');
    stream.unshift(Buffer.from('bytes'));
    note(state(stream), stream.read(3), stream.read(7), state(stream));
    stream.push(null);
    stream.on('data', (chunk) => note('data', chunk));
  });
});

test('many small chunks are read in requests of any size', async () => {
  for (const encoding of [undefined, 'latin1'] as const) {
    await same(({ Readable }, note) => {
      const stream = new Readable({ read() {}, highWaterMark: 10, encoding: encoding as never });
      for (let i = 0; i < 2500; i++) stream.push(String(i));
      const random = numbers(7);
      for (let chunk = stream.read(1); chunk !== null; chunk = stream.read(1 + random(300)))
        note(chunk, stream.readableLength);
      note(stream.read(100000), stream.readableHighWaterMark, stream.read(), state(stream));
    });
  }
});

test('a duplex that may not be half open ends its other side, a transform passes the end on', async () => {
  for (const allowHalfOpen of [true, false]) {
    await same(({ Duplex }, note) => {
      const stream = new Duplex({
        allowHalfOpen,
        read() {
          this.push(null);
        },
        write(_chunk, _encoding, callback) {
          callback();
        },
      });
      watch(stream, note, `${QUIET} finish data`);
    });
  }
  await same(({ Transform }, note) => {
    const stream = new Transform({
      highWaterMark: 4,
      transform(chunk, _encoding, callback) {
        callback(null, `${chunk}${chunk}`);
      },
      flush(callback) {
        callback(null, 'last');
      },
    });
    watch(stream, note, `${QUIET} finish drain data`);
    for (const text of ['ab', 'cd', 'ef', 'gh']) note(stream.write(text), state(stream));
    stream.end();
  });
});

test('pipes pass chunks and back-pressure on', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    await same(({ Readable, Writable }, note) => {
      const random = numbers(seed);
      const targetRandom = numbers(seed + 1000);
      let left = 6;
      const source = new Readable({
        highWaterMark: 1 + random(6),
        read() {
          const give = () => this.push(left-- > 0 ? 'x'.repeat(1 + random(5)) : null);
          if (random(2) === 0) give();
          else setImmediate(give);
        },
      });
      const target = new Writable({
        highWaterMark: 1 + random(6),
        write(chunk, _encoding, callback) {
          note('write', chunk);
          if (targetRandom(2) === 0) setImmediate(() => setImmediate(callback));
          else setImmediate(callback);
        },
      });
      watch(source, note, QUIET);
      for (const name of ['drain', 'finish', 'close', 'pipe', 'unpipe'])
        target.on(name, () => note('target', name));
      source.pipe(target);
    }, `seed ${seed}`);
  }
});

import assert from 'node:assert';
import nodeStream from 'node:stream';
import { test } from 'node:test';
import { Buffer } from './buffer.ts';
import * as ownStream from './stream.ts';
import { useHostOnNode } from './testing/host-on-node.ts';

type Streams = Pick<
  typeof nodeStream,
  'Readable' | 'Writable' | 'Duplex' | 'Transform' | 'PassThrough' | 'pipeline' | 'finished' | 'promises'
>;
type Note = (...items: unknown[]) => void;
type Script = (streams: Streams, note: Note) => unknown;

/** Runs a script on Node's streams and on ours; the notes, their order included, must be equal. */
async function same(script: Script): Promise<void> {
  useHostOnNode();
  assert.deepStrictEqual(await record(script, ownStream as never), await record(script, nodeStream));
}

async function record(script: Script, streams: Streams): Promise<unknown[]> {
  const notes: unknown[] = [];
  const note: Note = (...items) => notes.push(items.map(simplify));
  try {
    await script(streams, note);
  } catch (error) {
    notes.push(['thrown', simplify(error)]);
  }
  await quiet(notes);
  return notes;
}

/** Waits until nothing more is noted. On a busy machine time passes without turns of the loop, so both are counted. */
async function quiet(notes: readonly unknown[]): Promise<void> {
  let count: number;
  do {
    count = notes.length;
    await new Promise((resolve) => setTimeout(resolve, 10));
    for (let turn = 0; turn < 10; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  } while (notes.length !== count);
}

function simplify(value: unknown): unknown {
  if (value instanceof Error) return `${value.name} ${(value as { code?: string }).code}: ${value.message}`;
  if (value instanceof Uint8Array) return `<${Buffer.from(value).toString('latin1')}>`;
  return value;
}

const EVENTS = 'data readable end close error pause resume finish drain pipe unpipe prefinish'.split(' ');

/** Notes every event but those that change the mode of a stream by being listened to. */
function watch(
  emitter: { on(name: string, listener: (arg: unknown) => void): unknown },
  note: Note,
  ...skip: string[]
): void {
  for (const name of EVENTS) {
    if (skip.includes(name)) continue;
    emitter.on(name, (arg) =>
      note(
        name,
        typeof arg === 'object' && !(arg instanceof Uint8Array) && !(arg instanceof Error) ? '' : arg,
      ),
    );
  }
}

test('a flowing stream emits data, end and close in this order', async () => {
  for (const chunks of [[], ['a'], ['a', 'b', 'c'], ['x'.repeat(20000), 'y']]) {
    for (const isAsync of [false, true]) {
      await same(({ Readable }, note) => {
        const queue = [...chunks];
        const stream = new Readable({
          read() {
            const give = () => this.push(queue.shift() ?? null);
            if (isAsync) setImmediate(give);
            else give();
          },
        });
        watch(stream, note, 'readable');
        process.nextTick(() => note('tick'));
      });
    }
  }
});

test('a paused stream announces what can be read, and read gives it in the sizes asked for', async () => {
  for (const sizes of [[undefined], [2, 2, 2], [100], [0, 3, undefined]]) {
    await same(({ Readable }, note) => {
      const stream = new Readable({ read() {} });
      watch(stream, note, 'data', 'readable');
      stream.on('readable', () => {
        note('readable', stream.readableLength);
        for (const size of sizes) note('read', stream.read(size));
      });
      stream.push('abc');
      stream.push('defg');
      setImmediate(() => {
        stream.push('hi');
        stream.push(null);
      });
    });
  }
});

test('pushes report when the buffer is full, and _read is asked again when there is room', async () => {
  await same(({ Readable }, note) => {
    let asked = 0;
    const stream = new Readable({
      highWaterMark: 4,
      read(size) {
        asked += 1;
        note('read', size, asked);
        if (asked > 5) this.push(null);
        else note('pushed', this.push('abc'));
      },
    });
    stream.once('readable', () => {
      note(stream.read(2), stream.readableLength);
      stream.unshift('U');
      note(stream.read(3), stream.readableLength);
      stream.on('data', (chunk) => note('data', chunk));
      watch(stream, note, 'data', 'readable');
    });
  });
});

test('setEncoding puts characters together across chunks', async () => {
  await same(({ Readable }, note) => {
    const stream = new Readable({ read() {} });
    stream.setEncoding('utf8');
    watch(stream, note, 'readable');
    stream.push(Buffer.from([0xe6, 0x97]));
    stream.push(Buffer.from([0xa5, 0x41, 0xf0, 0x9f]));
    stream.push(Buffer.from([0x98]));
    stream.push(null);
  });
});

test('pause and resume stop and start the flow', async () => {
  await same(({ Readable }, note) => {
    const stream = new Readable({ objectMode: true, read() {} });
    watch(stream, note, 'readable');
    stream.on('data', (value) => {
      if (value === 2) {
        stream.pause();
        note('paused', stream.isPaused(), stream.readableFlowing);
        setImmediate(() => stream.resume());
      }
    });
    for (const value of [1, 2, 3, { x: 1 }]) stream.push(value);
    stream.push(null);
    note(stream.readableFlowing, stream.isPaused());
  });
});

test('a destroyed stream reports its error, then close, and nothing else', async () => {
  for (const error of [undefined, new Error('broken')]) {
    await same(({ Readable, Writable, Duplex }, note) => {
      for (const stream of [
        new Readable({ read() {} }),
        new Writable({
          write(_chunk, _encoding, callback) {
            callback();
          },
        }),
        new Duplex({
          read() {},
          write(_chunk, _encoding, callback) {
            callback();
          },
        }),
      ]) {
        watch(stream, note, 'readable', 'data');
        stream.destroy(error);
        stream.destroy(new Error('second'));
        note(stream.destroyed, stream.closed, stream.errored);
      }
    });
  }
});

test('misuse of a readable is an error event with the code of Node', async () => {
  await same(({ Readable }, note) => {
    const pushed = new Readable({ read() {} });
    watch(pushed, note, 'readable', 'data');
    pushed.push(null);
    pushed.push('late');
    const wrong = new Readable({ read() {} });
    watch(wrong, note, 'readable', 'data');
    wrong.push(5 as never);
    const none = new Readable();
    watch(none, note, 'readable', 'data');
    none.read();
    const thrower = new Readable({
      read() {
        throw new Error('from read');
      },
    });
    watch(thrower, note, 'readable', 'data');
    thrower.resume();
  });
});

test('a writable writes in order, finishes after the last, and calls callbacks back', async () => {
  for (const mode of ['sync', 'tick', 'later'] as const) {
    await same(({ Writable }, note) => {
      const stream = new Writable({
        highWaterMark: 5,
        write(chunk, encoding, callback) {
          note('write', chunk, encoding);
          if (mode === 'sync') callback();
          else if (mode === 'tick') process.nextTick(callback);
          else setImmediate(callback);
        },
        final(callback) {
          note('final');
          if (mode === 'later') setImmediate(callback);
          else callback();
        },
      });
      watch(stream, note);
      note(
        stream.write('ab', () => note('callback 1')),
        stream.writableLength,
        stream.writableNeedDrain,
      );
      note(
        stream.write('cdef', 'latin1', () => note('callback 2')),
        stream.writableNeedDrain,
      );
      note(stream.write(Buffer.from('g')));
      stream.end('h', () => note('end callback'));
      note(stream.writableEnded, stream.writableFinished, stream.writable);
      process.nextTick(() => note('tick'));
    });
  }
});

test('a writable without final finishes in the same order of ticks', async () => {
  await same(({ Writable }, note) => {
    const stream = new Writable({
      write(_chunk, _encoding, callback) {
        callback();
      },
    });
    watch(stream, note);
    stream.end();
    process.nextTick(() => {
      note('tick 1');
      process.nextTick(() => note('tick 2'));
    });
    const second = new Writable({
      write(_chunk, _encoding, callback) {
        setImmediate(callback);
      },
    });
    watch(second, note);
    second.end('x');
  });
});

test('cork gathers writes for writev', async () => {
  await same(({ Writable }, note) => {
    const stream = new Writable({
      writev(chunks, callback) {
        note('writev', chunks.map(({ chunk, encoding }) => `${chunk} ${encoding}`).join());
        setImmediate(callback);
      },
    });
    watch(stream, note);
    stream.cork();
    stream.write('a', () => note('a done'));
    stream.write('b', () => note('b done'));
    note(stream.writableCorked, stream.writableLength);
    stream.uncork();
    stream.write('c');
    stream.write('d');
    stream.cork();
    stream.end('e');
  });
});

test('misuse of a writable is an error with the code of Node', async () => {
  await same(({ Writable }, note) => {
    const make = () => {
      const stream = new Writable({
        write(_chunk, _encoding, callback) {
          callback();
        },
      });
      watch(stream, note);
      return stream;
    };
    const ended = make();
    ended.end();
    ended.write('late', (error) => note('late', error));
    ended.end((error: unknown) => note('second end', error as Error));
    const destroyed = make();
    destroyed.destroy();
    destroyed.write('late', (error) => note('late', error));
    destroyed.end((error: unknown) => note('end of destroyed', error as Error));
    make().end(() => note('ended fine'));
    for (const wrong of [null, undefined, 5, {}]) {
      try {
        make().write(wrong as never);
      } catch (error) {
        note(error);
      }
    }
    (make() as never as { pipe(): void }).pipe();
  });
});

test('a failed write fails everything behind it', async () => {
  for (const isSync of [true, false]) {
    await same(({ Writable }, note) => {
      const stream = new Writable({
        write(chunk, _encoding, callback) {
          const fail = () => callback(chunk.toString() === 'b' ? new Error('no b') : null);
          if (isSync) fail();
          else setImmediate(fail);
        },
      });
      watch(stream, note);
      for (const text of ['a', 'b', 'c', 'd']) stream.write(text, (error) => note(text, error));
      stream.end((error: unknown) => note('end', error as Error));
    });
  }
});

test('destroying a writable fails what is queued', async () => {
  await same(({ Writable }, note) => {
    const stream = new Writable({ write() {} });
    watch(stream, note);
    stream.write('a', (error) => note('a', error));
    stream.write('b', (error) => note('b', error));
    stream.end((error: unknown) => note('end', error as Error));
    stream.destroy();
  });
});

test('pipe passes chunks on, waits for drain, and ends the target', async () => {
  for (const end of [true, false]) {
    await same(({ Readable, Writable }, note) => {
      const source = Readable.from(['one', 'two', 'three', 'four']);
      const target = new Writable({
        highWaterMark: 4,
        write(chunk, _encoding, callback) {
          note('write', chunk);
          setImmediate(callback);
        },
      });
      watch(source, note, 'readable', 'data');
      watch(target, note);
      note(source.pipe(target, { end }) === target);
    });
  }
});

test('unpipe stops, and an error of the target detaches it', async () => {
  await same(({ Readable, Writable }, note) => {
    const source = new Readable({ read() {} });
    const target = new Writable({
      write(chunk, _encoding, callback) {
        note(chunk);
        callback();
      },
    });
    watch(source, note, 'readable', 'data');
    watch(target, note);
    source.pipe(target);
    source.push('a');
    setImmediate(() => {
      source.unpipe(target);
      source.push('b');
      setImmediate(() => {
        source.pipe(target);
        target.destroy(new Error('target broke'));
        source.push('c');
      });
    });
  });
});

test('a transform maps, multiplies, drops and flushes', async () => {
  await same(({ Transform }, note) => {
    const stream = new Transform({
      transform(chunk, encoding, callback) {
        note('transform', chunk, encoding);
        if (chunk.toString() === 'two') {
          this.push('2a');
          callback(null, '2b');
        } else if (chunk.toString() === 'drop') callback();
        else setImmediate(() => callback(null, chunk.toString().toUpperCase()));
      },
      flush(callback) {
        callback(null, 'flushed');
      },
    });
    watch(stream, note, 'readable');
    for (const text of ['one', 'two', 'drop', 'three']) stream.write(text);
    stream.end();
  });
});

test('a transform waits when nobody reads', async () => {
  await same(({ PassThrough }, note) => {
    const stream = new PassThrough({ highWaterMark: 4 });
    watch(stream, note, 'readable', 'data');
    for (const text of ['abcd', 'efgh', 'ijkl']) note(stream.write(text, () => note('written', text)));
    setImmediate(() => {
      stream.on('data', (chunk) => note('data', chunk));
      stream.end();
    });
  });
});

test('an error in a transform destroys it', async () => {
  await same(({ Transform }, note) => {
    const stream = new Transform({
      transform(_chunk, _encoding, callback) {
        callback(new Error('cannot'));
      },
    });
    watch(stream, note, 'readable');
    stream.write('x', (error) => note('written', error));
  });
});

test('half-open duplexes keep writing after end, others finish by themselves', async () => {
  for (const allowHalfOpen of [true, false]) {
    await same(({ Duplex }, note) => {
      const stream = new Duplex({
        allowHalfOpen,
        read() {},
        write(_chunk, _encoding, callback) {
          callback();
        },
      });
      watch(stream, note, 'readable');
      stream.push('x');
      stream.push(null);
      setImmediate(() => note(stream.writable, stream.destroyed));
    });
  }
});

test('for await yields chunks, and leaving the loop destroys the stream', async () => {
  await same(async ({ Readable }, note) => {
    const stream = Readable.from(['a', 'b', 'c']);
    stream.on('close', () => note('close'));
    for await (const chunk of stream) note(chunk);
    note('done', stream.destroyed);
    const left = Readable.from([1, 2, 3]);
    for await (const chunk of left) {
      note(chunk);
      if (chunk === 2) break;
    }
    note('left', left.destroyed);
  });
  await same(async ({ Readable }, note) => {
    const failing = new Readable({
      read() {
        this.push('x');
        this.destroy(new Error('broke'));
      },
    });
    for await (const chunk of failing) note(chunk);
  });
  await same(async ({ Readable }, note) => {
    const slow = new Readable({ objectMode: true, read() {} });
    setTimeout(() => {
      slow.push(1);
      slow.push(2);
    }, 1);
    setTimeout(() => slow.push(null), 3);
    for await (const chunk of slow) note(chunk);
  });
});

test('Readable.from takes async iterables and closes them', async () => {
  await same(async ({ Readable }, note) => {
    async function* source() {
      try {
        yield 1;
        await Promise.resolve();
        yield { two: 2 };
        yield 3;
      } finally {
        note('closed');
      }
    }
    for await (const chunk of Readable.from(source())) {
      note(chunk);
      if (typeof chunk === 'object') break;
    }
  });
  await same(async ({ Readable }, note) => {
    async function* failing() {
      yield 1;
      throw new Error('source failed');
    }
    for await (const chunk of Readable.from(failing())) note(chunk);
  });
  await same(async ({ Readable }, note) => note(await Readable.from('whole text').toArray()));
});

test('finished tells once how a stream ended', async () => {
  await same(({ Readable, Writable, PassThrough, finished }, note) => {
    const good = Readable.from(['x']);
    finished(good, (error) => note('readable', error));
    good.resume();
    const closed = new Readable({ read() {} });
    finished(closed, (error) => note('closed early', error));
    closed.destroy();
    const failed = new Readable({ read() {} });
    finished(failed, (error) => note('failed', error));
    failed.destroy(new Error('f'));
    const target = new Writable({
      write(_chunk, _encoding, callback) {
        callback();
      },
    });
    finished(target, (error) => note('writable', error));
    target.end('x');
    const both = new PassThrough();
    finished(both, (error) => note('both', error));
    both.end('x');
    both.resume();
    const stopped = new PassThrough();
    finished(stopped, () => note('never'))();
    stopped.destroy();
  });
});

test('pipeline joins streams and reports once', async () => {
  await same(async ({ Readable, Writable, Transform, pipeline, promises }, note) => {
    const sink = () =>
      new Writable({
        write(chunk, _encoding, callback) {
          note('sink', chunk);
          callback();
        },
      });
    const upper = () =>
      new Transform({
        transform(chunk, _encoding, callback) {
          callback(null, chunk.toString().toUpperCase());
        },
      });
    await new Promise<void>((resolve) => {
      pipeline(Readable.from(['a', 'b']), upper(), sink(), (error) => {
        note('done', error);
        resolve();
      });
    });
    await promises.pipeline(['x', 'y'], upper(), sink());
    note('promised');
    const failing = new Transform({
      transform(_chunk, _encoding, callback) {
        callback(new Error('middle'));
      },
    });
    const source = Readable.from(['a', 'b', 'c']);
    const target = sink();
    await promises.pipeline(source, failing, target).catch((error) => note('rejected', error));
    note(source.destroyed, failing.destroyed, target.destroyed);
  });
});

test('a megabyte through three streams arrives unchanged', async () => {
  useHostOnNode();
  const bytes = Buffer.alloc(1 << 20);
  for (let i = 0; i < bytes.length; i++) bytes[i] = i * 7;
  const parts: Uint8Array[] = [];
  let offset = 0;
  const source = new ownStream.Readable({
    read(size) {
      this.push(offset < bytes.length ? bytes.subarray(offset, offset + size) : null);
      offset += size;
    },
  });
  const target = new ownStream.Writable({
    write(chunk, _encoding, callback) {
      parts.push(chunk as Uint8Array);
      setImmediate(callback);
    },
  });
  await ownStream.promises.pipeline(source, new ownStream.PassThrough({ highWaterMark: 1000 }), target);
  assert.ok(Buffer.concat(parts).equals(bytes));
});

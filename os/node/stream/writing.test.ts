/**
 * Random programs that write, each run on Node's streams and on ours: everything that they can see must be equal.
 *
 * A program is a seed. Its stream answers `_write`, `_writev`, `_final` and `_destroy` at once, in a tick, in a promise
 * job, in an immediate, twice or never; its steps, listeners and callbacks write, end, cork, uncork and destroy.
 *
 * Two things that Node does are left out, since they are its mistakes. What is written while `_writev` runs is called back
 * as written with the batch, but `_writev` never gets it. And a callback that learns of a failure and ends or uncorks the
 * stream makes Node write chunks whose callbacks got the error already, until `writableLength` is negative.
 */
import assert from 'node:assert/strict';
import nodeStream from 'node:stream';
import { test } from 'node:test';
import { Buffer } from '../buffer.ts';
import * as ownStream from '../stream.ts';
import { useHostOnNode } from '../testing/host-on-node.ts';

type Streams = Pick<typeof nodeStream, 'Writable' | 'Duplex'>;
type Stream = InstanceType<typeof nodeStream.Writable>;
type Answer = (error?: Error | null) => void;

const EVENTS = 'drain finish prefinish error close end'.split(' ');

/** Small numbers in an order that is always the same. */
function numbers(seed: number): (limit: number) => number {
  let last = seed;
  return (limit) => {
    last = (last * 1103515245 + 12345) % 2147483648;
    return Math.floor(last / 65536) % limit;
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error as { code?: string }).code ?? error.message;
}

/** The state that programs can see, and the fields of `_writableState` that packages look at. */
function stateOf(stream: Stream): string {
  const inner = (stream as unknown as { _writableState: Record<string, unknown> })._writableState;
  return [
    stream.writableLength,
    stream.writableCorked,
    codeOf(stream.errored),
    stream.writableNeedDrain ? 'needDrain' : '',
    stream.writable ? 'writable' : '',
    stream.writableFinished ? 'writableFinished' : '',
    stream.destroyed ? 'destroyed' : '',
    ...[
      'needDrain',
      'writing',
      'ending',
      'ended',
      'finalCalled',
      'prefinished',
      'errorEmitted',
      'closed',
    ].filter((name) => inner[name]),
  ].join(' ');
}

/** One random program: what it does to its stream, and what it saw. */
class Program {
  readonly notes: string[] = [];
  readonly #random: (limit: number) => number;
  readonly #stream: Stream;
  readonly #objectMode: boolean;
  /** How often a callback or a listener may act, one in so many; 0 is never. */
  readonly #reentrance: number;
  /** Whether `_write` and `_final` may fail or answer wrongly. */
  readonly #isFaulty: boolean;
  readonly #pace: number;
  #steps: number;
  #writes: number = 0;
  #isInWritev: boolean = false;

  constructor(seed: number, streams: Streams) {
    const random = numbers(seed);
    this.#random = random;
    this.#objectMode = random(4) === 0;
    this.#reentrance = random(2) === 0 ? 0 : 3 + random(5);
    this.#isFaulty = random(3) === 0;
    this.#pace = random(6);
    this.#steps = 2 + random(12);
    this.#stream = this.#open(streams);
    for (const name of EVENTS) {
      this.#stream.on(name, (error: unknown) => {
        this.note(name, codeOf(error));
        this.#maybeAct();
      });
    }
  }

  note(...items: unknown[]): void {
    this.notes.push(`${items.join(' ')} | ${stateOf(this.#stream)}`);
  }

  /** The next step, at once, in a tick, in a promise job or in an immediate; after the last one nothing. */
  run(): void {
    while (this.#steps > 0) {
      this.#steps -= 1;
      this.#act();
      const wait = this.#random(5);
      const isLater = wait < 2 || (wait === 2 && this.#random(3) === 0);
      if (!isLater) continue;
      if (wait === 0) process.nextTick(() => this.run());
      else if (wait === 1) setImmediate(() => this.run());
      else void Promise.resolve().then(() => this.run());
      return;
    }
  }

  #open({ Writable, Duplex }: Streams): Stream {
    const random = this.#random;
    const options = {
      objectMode: this.#objectMode,
      highWaterMark: random(10) === 0 ? 100 : random(8),
      autoDestroy: random(5) !== 0,
      emitClose: random(10) !== 0,
      decodeStrings: random(4) !== 0,
      ...this.#methods(),
    };
    if (random(4) !== 0) return new Writable(options);
    const duplex = new Duplex({ ...options, allowHalfOpen: random(3) !== 0, read() {} } as never);
    if (random(2) === 0) duplex.resume();
    const end = () => void duplex.push(null);
    const when = random(4);
    if (when === 0) end();
    else if (when === 1) setImmediate(end);
    else if (when === 2) setImmediate(() => setImmediate(() => setImmediate(end)));
    return duplex;
  }

  #methods(): object {
    const { note, answer, maybeAct } = {
      note: (...items: unknown[]) => this.note(...items),
      answer: (what: string, callback: Answer) => this.#answer(what, callback),
      maybeAct: () => this.#maybeAct(),
    };
    const methods: Record<string, unknown> = {};
    const which = this.#random(3);
    if (which !== 0)
      methods.write = (chunk: unknown, encoding: string, callback: Answer) => {
        note('_write', shown(chunk), encoding);
        maybeAct();
        answer('_write', callback);
      };
    if (which !== 1)
      methods.writev = (chunks: { chunk: unknown; encoding: string }[], callback: Answer) => {
        note('_writev', chunks.map(({ chunk, encoding }) => `${shown(chunk)} ${encoding}`).join());
        this.#isInWritev = true;
        answer('_writev', callback);
        this.#isInWritev = false;
      };
    if (this.#random(2) === 0)
      methods.final = (callback: Answer) => {
        note('_final');
        maybeAct();
        answer('_final', callback);
      };
    if (this.#random(4) === 0)
      methods.destroy = (error: Error | null, callback: Answer) => {
        note('_destroy', codeOf(error));
        if (this.#random(2) === 0) callback(error);
        else setImmediate(() => callback(error));
      };
    return methods;
  }

  /** Answers once, rarely with an error, twice or never. */
  #answer(what: string, callback: Answer): void {
    const random = this.#random;
    const fault = this.#isFaulty ? random(12) : 3;
    const give = () => {
      if (fault === 0) callback(new Error(`${what} failed`));
      else callback(random(2) === 0 ? null : undefined);
      if (fault === 1) callback();
      this.note(what, 'answered');
    };
    if (fault === 2) return;
    const how = this.#pace < 4 ? this.#pace : random(4);
    if (how === 0) give();
    else if (how === 1) process.nextTick(give);
    else if (how === 2) void Promise.resolve().then(give);
    else setImmediate(give);
  }

  #maybeAct(): void {
    if (
      this.#isInWritev ||
      this.#reentrance === 0 ||
      this.#steps <= 0 ||
      this.#random(this.#reentrance) !== 0
    )
      return;
    this.#steps -= 1;
    this.#act();
  }

  #act(): void {
    const which = this.#random(16);
    try {
      if (which < 9) this.#write();
      else if (which < 11) this.#stream.cork();
      else if (which < 13) this.#stream.uncork();
      else if (which === 13) this.#destroy();
      else if (this.#steps < 4 || this.#random(3) === 0) this.#end();
      this.note('act', which);
    } catch (error) {
      this.note('thrown', codeOf(error));
    }
  }

  #write(): void {
    const name = `w${this.#writes++}`;
    const chunk = this.#chunk();
    const encoding = [undefined, 'latin1', 'hex', undefined][this.#random(4)] as BufferEncoding;
    const callback = this.#random(3) === 0 ? undefined : this.#callback(name);
    this.note(name, this.#stream.write(chunk, encoding, callback as Answer));
  }

  #end(): void {
    const name = `end${this.#writes++}`;
    const chunk = this.#random(2) === 0 ? undefined : this.#chunk();
    const callback = this.#random(3) === 0 ? undefined : this.#callback(name);
    this.#stream.end(chunk, callback as Answer);
  }

  #destroy(): void {
    if (this.#random(3) !== 0) return;
    this.#stream.destroy(this.#random(2) === 0 ? new Error('stopped') : undefined);
  }

  #chunk(): unknown {
    const size = this.#random(6);
    if (this.#objectMode && this.#random(2) === 0) return { size };
    return this.#random(2) === 0 ? 'abcdef'.slice(0, size) : Buffer.alloc(size, 120);
  }

  #callback(name: string): Answer {
    return (...given) => {
      this.note(name, 'called back', given.map(codeOf).join());
      if (!(given[0] instanceof Error)) this.#maybeAct();
    };
  }
}

function shown(chunk: unknown): string {
  return chunk instanceof Uint8Array ? `<${Buffer.from(chunk).toString('latin1')}>` : JSON.stringify(chunk);
}

async function seen(seed: number, streams: Streams): Promise<string[]> {
  const program = new Program(seed, streams);
  program.run();
  for (let turn = 0; turn < 40; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  return program.notes;
}

test('any order of writes, ends, corks, answers and failures is seen as with Node', async () => {
  useHostOnNode();
  for (let seed = 1; seed <= 4000; seed++) {
    assert.deepEqual(await seen(seed, ownStream as never), await seen(seed, nodeStream), `seed ${seed}`);
  }
});

type Script = (
  streams: Streams & Pick<typeof nodeStream, 'Readable'>,
  note: (...items: unknown[]) => void,
) => void;

async function notesOf(script: Script, streams: unknown): Promise<string[]> {
  const notes: string[] = [];
  script(streams as never, (...items) => notes.push(items.map(codeOf).join(' ')));
  for (let turn = 0; turn < 40; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  return notes;
}

async function same(script: Script): Promise<void> {
  useHostOnNode();
  assert.deepEqual(await notesOf(script, ownStream), await notesOf(script, nodeStream));
}

/** Numbered ticks, between which events are seen to happen. */
function noteTicks(note: (...items: unknown[]) => void, number: number = 1): void {
  if (number < 6)
    process.nextTick(() => {
      note('tick', number);
      noteTicks(note, number + 1);
    });
}

test('a chunk that was written at once leaves room, whatever its size', async () => {
  await same(({ Writable }, note) => {
    const stream = new Writable({ highWaterMark: 2, write: (_chunk, _encoding, callback) => callback() });
    stream.on('drain', () => note('drain'));
    note(stream.write('abcd'), stream.writableNeedDrain);
    stream.cork();
    note(stream.write('abcd'), stream.writableNeedDrain);
    stream.uncork();
    note(stream.writableNeedDrain);
  });
});

test("'finish' has its own tick after the callbacks of writes, and comes after its source's 'close'", async () => {
  for (const hasFinal of [false, true]) {
    for (const isEndedAtOnce of [false, true]) {
      await same(({ Writable }, note) => {
        const stream = new Writable({
          write: (_chunk, _encoding, callback) => callback(),
          ...(hasFinal ? { final: (callback: Answer) => callback() } : {}),
        });
        for (const name of EVENTS) stream.on(name, () => note(name));
        const end = () => stream.end(() => note('end called back'));
        stream.write('a', () => {
          note('a');
          if (!isEndedAtOnce) end();
        });
        stream.write('b', () => note('b'));
        if (isEndedAtOnce) end();
        noteTicks(note);
      });
    }
  }
  await same(({ Readable, Writable }, note) => {
    const source = Readable.from(['a', 'b']);
    const target = new Writable({ write: (_chunk, _encoding, callback) => setImmediate(callback) });
    source.on('close', () => note('source closed'));
    for (const name of EVENTS) target.on(name, () => note(name));
    source.pipe(target);
  });
});

test('writes of other callbacks have other ticks', async () => {
  for (const order of ['aab', 'aba', 'a-a', '-a-', 'abab']) {
    await same(({ Writable }, note) => {
      const stream = new Writable({ write: (_chunk, _encoding, callback) => callback() });
      const callbacks: Record<string, Answer> = { a: () => note('a'), b: () => note('b') };
      for (const name of order) {
        stream.write('x', callbacks[name] as Answer);
        process.nextTick(() => note('tick'));
      }
    });
  }
});

test('encodings are passed on as given to a stream of objects, checked and defaulted otherwise', async () => {
  for (const objectMode of [false, true]) {
    for (const encoding of [undefined, null, '', 'hex', 'UTF8', 'nope', 5]) {
      await same(({ Writable }, note) => {
        const stream = new Writable({
          objectMode,
          decodeStrings: false,
          defaultEncoding: 'latin1',
          write(_chunk, given, callback) {
            note('_write', given);
            callback();
          },
        });
        try {
          stream.write('61', encoding as BufferEncoding);
          stream.write('61', ignoreError);
          stream.end('61', ignoreError);
        } catch (error) {
          note('thrown', error);
        }
      });
    }
  }
});

function ignoreError(): void {}

test('what _write throws is thrown by write, and the chunk stays under way', async () => {
  await same(({ Writable }, note) => {
    const stream = new Writable({
      write() {
        throw new Error('broken');
      },
    });
    assert.throws(() => stream.write('a'), /broken/);
    note(stream.writableLength, stream.write('b'), stream.writableLength);
  });
});

test('a second answer of _final fails the stream, unless the first had failed it', async () => {
  for (const autoDestroy of [true, false]) {
    for (const answers of [
      [null, null],
      [null, new Error('x')],
      [new Error('x'), null],
    ]) {
      await same(({ Writable }, note) => {
        const stream = new Writable({
          autoDestroy,
          write: (_chunk, _encoding, callback) => callback(),
          final(callback) {
            for (const answer of answers) callback(answer);
          },
        });
        for (const name of EVENTS) stream.on(name, (error) => note(name, error));
        stream.end((error?: Error | null) => note('end', error));
      });
    }
  }
});

test('what is written while _writev runs is written next (Node loses it)', async () => {
  useHostOnNode();
  const script: Script = ({ Writable }, note) => {
    let count = 0;
    const stream = new Writable({
      writev(chunks, callback) {
        note('_writev', chunks.map(({ chunk }) => String(chunk)).join());
        if (count++ === 0) stream.write('c', () => note('c'));
        callback();
      },
    });
    stream.cork();
    stream.write('a', () => note('a'));
    stream.write('b', () => note('b'));
    stream.uncork();
  };
  assert.deepEqual(await notesOf(script, ownStream), ['_writev a,b', '_writev c', 'a', 'b', 'c']);
});

test('a chunk is either written or called back with the failure, even if that uncorks the stream', async () => {
  useHostOnNode();
  const script: Script = ({ Writable }, note) => {
    const stream = new Writable({
      autoDestroy: false,
      write(chunk, _encoding, callback) {
        note('_write', String(chunk));
        setImmediate(() => callback(String(chunk) === 'a' ? new Error('broken') : null));
      },
    });
    stream.on('error', (error) => note('error', error));
    stream.write('a', (error) => note('a', error));
    stream.cork();
    stream.write('b', (error) => {
      note('b', error, stream.writableLength);
      stream.uncork();
    });
    stream.write('c', (error) => note('c', error, stream.writableLength));
  };
  const expected = ['_write a', 'a broken', 'b broken 1', '_write c', 'error broken', 'c null 0'];
  assert.deepEqual(await notesOf(script, ownStream), expected);
});

/**
 * Readable: a source of chunks (Node docs: stream.Readable).
 */

import { methodNotImplemented } from '../errors/codes.ts';
import { NodeError } from '../errors/node-error.ts';
import { EventEmitter, type EventName, type Listener } from '../events.ts';
import { StringDecoder } from '../string-decoder.ts';
import { destroyStream, tick } from './destroy.ts';
import { ReadableIterator } from './iterator.ts';
import { pipeInto, unpipe } from './pipe.ts';
import { listenReadable, pushChunk, readChunk, resumeReading, updateListening } from './reading.ts';
import { type CommonOptions, ReadableState, type StreamCallback } from './state.ts';

/** Options of a Readable. `read` and `destroy` stand for the methods of the same name. */
export interface ReadableOptions extends CommonOptions {
  encoding?: string | undefined;
  read?(this: Readable, size: number): void;
  destroy?(this: Readable, error: Error | null, callback: StreamCallback): void;
}

/** What `pipe` needs of its target. */
export interface WritableLike extends EventEmitter {
  write(chunk: unknown): boolean;
  end(): unknown;
}

/** A source of chunks: a subclass implements `_read` and calls `push`. */
export class Readable extends EventEmitter implements AsyncIterable<unknown> {
  readonly _readableState: ReadableState;
  readonly #options: ReadableOptions;

  constructor(
    options: ReadableOptions & { readableHighWaterMark?: number; readableObjectMode?: boolean } = {},
  ) {
    super();
    this.#options = options;
    this._readableState = new ReadableState(
      options,
      options.readableHighWaterMark,
      options.readableObjectMode,
    );
    if (options.encoding) this.setEncoding(options.encoding);
  }

  /** A stream of what an iterable yields, one chunk an item (Node docs: stream.Readable.from). */
  static from(
    source: Iterable<unknown> | AsyncIterable<unknown> | string | Uint8Array,
    options: ReadableOptions = {},
  ): Readable {
    const isWhole = typeof source === 'string' || source instanceof Uint8Array;
    const items: Iterable<unknown> | AsyncIterable<unknown> = isWhole ? [source] : source;
    return new IterableReadable(items, { objectMode: true, highWaterMark: 1, ...options });
  }

  get readable(): boolean {
    const state = this._readableState;
    return state.readable && !state.destroyed && !state.errorEmitted && !state.endEmitted;
  }
  get readableFlowing(): boolean | null {
    return this._readableState.flowing;
  }
  get readableHighWaterMark(): number {
    return this._readableState.highWaterMark;
  }
  get readableLength(): number {
    return this._readableState.length;
  }
  get readableObjectMode(): boolean {
    return this._readableState.objectMode;
  }
  get readableEncoding(): string | null {
    return this._readableState.encoding;
  }
  get readableEnded(): boolean {
    return this._readableState.endEmitted;
  }
  get readableAborted(): boolean {
    const state = this._readableState;
    return state.readable && (state.destroyed || state.errored !== null) && !state.endEmitted;
  }
  get readableDidRead(): boolean {
    return this._readableState.dataEmitted;
  }
  get destroyed(): boolean {
    return this._readableState.destroyed;
  }
  get closed(): boolean {
    return this._readableState.closed;
  }
  get errored(): Error | null {
    return this._readableState.errored;
  }

  /** Fetches data and `push`es it; called when there is room. ERR_METHOD_NOT_IMPLEMENTED by default. */
  _read(size: number): void {
    const read = this.#options.read;
    if (read === undefined) throw methodNotImplemented('_read()');
    read.call(this, size);
  }

  /** Frees what the stream holds, then calls back. */
  _destroy(error: Error | null, callback: StreamCallback): void {
    const destroy = this.#options.destroy;
    if (destroy === undefined) callback(error);
    else destroy.call(this, error, callback);
  }

  /** Adds a chunk at the end, `null` to end; false when the buffer is full. The chunk is kept, not copied. */
  push(chunk: unknown, encoding?: string): boolean {
    return pushChunk(this, chunk, encoding, false);
  }

  /** Puts a chunk back to the front. */
  unshift(chunk: unknown, encoding?: string): boolean {
    return pushChunk(this, chunk, encoding, true);
  }

  /** A chunk of `size`, or all that is buffered; `null` when there isn't enough. */
  read(size?: number): unknown {
    return readChunk(this, size);
  }

  isPaused(): boolean {
    return this._readableState.isPaused || this._readableState.flowing === false;
  }

  /** Chunks arrive as strings from now on. */
  setEncoding(encoding: string): this {
    const state = this._readableState;
    const decoder = new StringDecoder(encoding);
    state.decoder = decoder;
    state.encoding = decoder.encoding;
    let text = '';
    for (let i = state.head; i < state.buffer.length; i++)
      text += decoder.write(state.buffer[i] as Uint8Array);
    state.buffer = text === '' ? [] : [text];
    state.head = 0;
    state.length = text.length;
    return this;
  }

  override on(name: EventName, listener: Listener): this {
    super.on(name, listener);
    if (name === 'data') {
      const state = this._readableState;
      state.readableListening = this.listenerCount('readable') > 0;
      if (state.flowing !== false) this.resume();
    } else if (name === 'readable') listenReadable(this);
    return this;
  }

  override addListener(name: EventName, listener: Listener): this {
    return this.on(name, listener);
  }

  override removeListener(name: EventName, listener: Listener): this {
    super.removeListener(name, listener);
    if (name === 'readable') tick(updateListening, this);
    return this;
  }

  override off(name: EventName, listener: Listener): this {
    return this.removeListener(name, listener);
  }

  override removeAllListeners(name?: EventName): this {
    super.removeAllListeners(name);
    if (name === 'readable' || name === undefined) tick(updateListening, this);
    return this;
  }

  /** Lets chunks flow as `'data'` events. */
  resume(): this {
    resumeReading(this);
    return this;
  }

  /** Stops the flow of `'data'` events. */
  pause(): this {
    const state = this._readableState;
    if (state.flowing !== false) {
      state.flowing = false;
      this.emit('pause');
    }
    state.isPaused = true;
    return this;
  }

  /** Writes every chunk to `target`, no faster than it takes them, and ends it at the end unless `end` is false. */
  pipe<T extends WritableLike>(target: T, options: { end?: boolean } = {}): T {
    pipeInto(this, target, options.end !== false);
    return target;
  }

  /** Detaches one target, or all. */
  unpipe(target?: WritableLike): this {
    unpipe(this, target);
    return this;
  }

  /** Ends the stream at once; `'error'` (if any) and `'close'` follow. */
  destroy(error?: Error | null, callback?: StreamCallback): this {
    destroyStream(this, error, callback);
    return this;
  }

  /** `for await` over the chunks; leaving the loop destroys the stream. */
  /** Who walked the stream leaves before its end: nobody wants the rest. */
  _abandon(): void {
    this.destroy();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<unknown> {
    return new ReadableIterator(this);
  }

  /** All chunks in an array, when the stream ends; rejects if it fails. */
  async toArray(): Promise<unknown[]> {
    const chunks: unknown[] = [];
    const iterator = new ReadableIterator(this);
    for (;;) {
      const step = await iterator.next();
      if (step.done) return chunks;
      chunks.push(step.value);
    }
  }
}

/** The stream behind `Readable.from`. */
class IterableReadable extends Readable {
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>;
  readonly #isAsync: boolean;
  #isReading: boolean = false;

  constructor(source: Iterable<unknown> | AsyncIterable<unknown>, options: ReadableOptions) {
    super(options);
    this.#isAsync = Symbol.asyncIterator in source;
    this.#iterator =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  override _read(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#readNext();
  }

  override _destroy(error: Error | null, callback: StreamCallback): void {
    this.#close(error).then(
      () => tick(callback, error),
      (failure: unknown) => tick(callback, failure as Error),
    );
  }

  async #readNext(): Promise<void> {
    try {
      for (;;) {
        const next = this.#iterator.next();
        const step = this.#isAsync ? await next : (next as IteratorResult<unknown>);
        if (step.done) {
          this.push(null);
          return;
        }
        const value: unknown = isThenable(step.value) ? await step.value : step.value;
        if (value === null) {
          this.#isReading = false;
          throw new NodeError('ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
        }
        if (!this.push(value)) break;
      }
      this.#isReading = false;
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  async #close(error: Error | null): Promise<void> {
    if (error !== null && this.#iterator.throw !== undefined) {
      const step = await this.#iterator.throw(error);
      await step.value;
      if (step.done) return;
    }
    if (this.#iterator.return !== undefined) await (await this.#iterator.return()).value;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

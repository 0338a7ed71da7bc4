/**
 * Duplex, Transform and PassThrough: streams that are both readable and writable (Node docs: stream.Duplex).
 */

import { Buffer } from '../buffer.ts';
import { methodNotImplemented, unknownEncoding } from '../errors/codes.ts';
import { destroyStream } from './destroy.ts';
import { Readable, type ReadableOptions } from './readable.ts';
import { FINISHED, type PendingChunk, type StreamCallback, WritableState } from './state.ts';
import { writeThrough } from './writable.ts';
import { dropQueue, endWriting, uncork, writeChunk } from './writing.ts';

/** Options of a Duplex: those of both sides, and what differs between them. */
export interface DuplexOptions extends Omit<ReadableOptions, 'read' | 'destroy'> {
  allowHalfOpen?: boolean | undefined;
  readable?: boolean | undefined;
  writable?: boolean | undefined;
  readableObjectMode?: boolean;
  writableObjectMode?: boolean;
  readableHighWaterMark?: number;
  writableHighWaterMark?: number;
  decodeStrings?: boolean | undefined;
  defaultEncoding?: string | undefined;
  read?(this: Duplex, size: number): void;
  write?(this: Duplex, chunk: unknown, encoding: string, callback: StreamCallback): void;
  writev?(this: Duplex, chunks: readonly PendingChunk[], callback: StreamCallback): void;
  final?(this: Duplex, callback: StreamCallback): void;
  destroy?(this: Duplex, error: Error | null, callback: StreamCallback): void;
}

/** Readable and Writable with separate buffers. */
export class Duplex extends Readable {
  readonly _writableState: WritableState;
  allowHalfOpen: boolean;
  readonly #options: DuplexOptions;

  constructor(options: DuplexOptions = {}) {
    super(options as ReadableOptions);
    this.#options = options;
    const state = new WritableState(options, options.writableHighWaterMark, options.writableObjectMode);
    this._writableState = state;
    if (options.defaultEncoding) state.defaultEncoding = options.defaultEncoding;
    state.final = options.final;
    state.writev = options.writev;
    this.allowHalfOpen = options.allowHalfOpen !== false;
    if (options.readable === false) {
      this._readableState.readable = false;
      this._readableState.ended = true;
      this._readableState.endEmitted = true;
    }
    if (options.writable === false) {
      state.writable = false;
      state.ended = true;
      state.phase = FINISHED;
    }
  }

  get writable(): boolean {
    const state = this._writableState;
    return state.writable && !state.destroyed && state.errored === null && !state.ending && !state.ended;
  }
  get writableEnded(): boolean {
    return this._writableState.ending;
  }
  get writableFinished(): boolean {
    return this._writableState.finished;
  }
  get writableLength(): number {
    return this._writableState.length;
  }
  get writableHighWaterMark(): number {
    return this._writableState.highWaterMark;
  }
  get writableObjectMode(): boolean {
    return this._writableState.objectMode;
  }
  get writableCorked(): number {
    return this._writableState.corked;
  }
  get writableNeedDrain(): boolean {
    const state = this._writableState;
    return !state.destroyed && !state.ending && state.needDrain;
  }
  override get destroyed(): boolean {
    return this._readableState.destroyed && this._writableState.destroyed;
  }

  /** Writes one chunk and calls back; never called again before. */
  _write(chunk: unknown, encoding: string, callback: StreamCallback): void {
    const { write, writev } = this.#options;
    if (write !== undefined) write.call(this, chunk, encoding, callback);
    else writeThrough(this, writev, chunk, encoding, callback);
  }

  /** As `Writable.write`. */
  write(chunk: unknown, encoding?: string | StreamCallback, callback?: StreamCallback): boolean {
    return writeChunk(this, chunk, encoding, callback) === true;
  }

  /** As `Writable.end`. */
  end(chunk?: unknown, encoding?: string | StreamCallback, callback?: StreamCallback): this {
    endWriting(this, chunk, encoding, callback);
    return this;
  }

  /** As `Writable.cork`. */
  cork(): void {
    this._writableState.corked += 1;
  }

  /** As `Writable.uncork`. */
  uncork(): void {
    uncork(this);
  }

  setDefaultEncoding(encoding: string): this {
    if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    this._writableState.defaultEncoding = encoding;
    return this;
  }

  override destroy(error?: Error | null, callback?: StreamCallback): this {
    dropQueue(this);
    destroyStream(this, error, callback);
    return this;
  }
}

/** What a transformation calls when it is done with a chunk: with an error, or with a result to `push`. */
export type TransformCallback = (error?: Error | null, data?: unknown) => void;

/** Options of a Transform. */
export interface TransformOptions extends DuplexOptions {
  transform?(this: Transform, chunk: unknown, encoding: string, callback: TransformCallback): void;
  flush?(this: Transform, callback: TransformCallback): void;
}

/** A Duplex whose output is computed from its input (Node docs: stream.Transform). */
export class Transform extends Duplex {
  readonly #options: TransformOptions;
  /** Continues writing when the readable side has room again. */
  #resume: StreamCallback | undefined = undefined;

  constructor(options: TransformOptions = {}) {
    super(options);
    this.#options = options;
    this._readableState.sync = false;
  }

  /** Turns one chunk into any number of pushes, then calls back. */
  _transform(chunk: unknown, encoding: string, callback: TransformCallback): void {
    const transform = this.#options.transform;
    if (transform === undefined) throw methodNotImplemented('_transform()');
    transform.call(this, chunk, encoding, callback);
  }

  /** Pushes what is left when the input has ended. */
  _flush(callback: TransformCallback): void {
    const flush = this.#options.flush;
    if (flush === undefined) callback();
    else flush.call(this, callback);
  }

  _final(callback: StreamCallback): void {
    if (this.destroyed) {
      callback();
      return;
    }
    this._flush((error, data) => {
      if (error) {
        this.destroy(error);
        return;
      }
      if (data !== null && data !== undefined) this.push(data);
      this.push(null);
      callback();
    });
  }

  override _write(chunk: unknown, encoding: string, callback: StreamCallback): void {
    const readable = this._readableState;
    const before = readable.length;
    this._transform(chunk, encoding, (error, data) => {
      if (error) {
        callback(error);
        return;
      }
      if (data !== null && data !== undefined) this.push(data);
      if (this._writableState.ended || before === readable.length || readable.length < readable.highWaterMark)
        callback();
      else this.#resume = callback;
    });
  }

  override _read(): void {
    const resume = this.#resume;
    if (resume === undefined) return;
    this.#resume = undefined;
    resume();
  }
}

/** A Transform that changes nothing. */
export class PassThrough extends Transform {
  override _transform(chunk: unknown, _encoding: string, callback: TransformCallback): void {
    callback(null, chunk);
  }
}

/**
 * Writable: a destination for chunks (Node docs: stream.Writable).
 */

import { Buffer } from '../buffer.ts';
import { methodNotImplemented, unknownEncoding } from '../errors/codes.ts';
import { NodeError } from '../errors/node-error.ts';
import { EventEmitter } from '../events.ts';
import { destroyStream, failStream } from './destroy.ts';
import { type CommonOptions, type PendingChunk, type StreamCallback, WritableState } from './state.ts';
import { dropQueue, endWriting, uncork, type WritableOwner, writeChunk } from './writing.ts';

/** Options of a Writable. The functions stand for the methods `_write`, `_writev`, `_final` and `_destroy`. */
export interface WritableOptions extends CommonOptions {
  decodeStrings?: boolean | undefined;
  defaultEncoding?: string | undefined;
  write?(this: Writable, chunk: unknown, encoding: string, callback: StreamCallback): void;
  writev?(this: Writable, chunks: readonly PendingChunk[], callback: StreamCallback): void;
  final?(this: Writable, callback: StreamCallback): void;
  destroy?(this: Writable, error: Error | null, callback: StreamCallback): void;
}

/** A destination: a subclass implements `_write` (or `_writev`) and perhaps `_final`. */
export class Writable extends EventEmitter {
  readonly _writableState: WritableState;
  readonly #options: WritableOptions;

  constructor(options: WritableOptions = {}) {
    super();
    this.#options = options;
    this._writableState = new WritableState(options, undefined, undefined);
    if (options.defaultEncoding) this._writableState.defaultEncoding = options.defaultEncoding;
    this._writableState.final = options.final;
    this._writableState.writev = options.writev;
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
  get destroyed(): boolean {
    return this._writableState.destroyed;
  }
  get closed(): boolean {
    return this._writableState.closed;
  }
  get errored(): Error | null {
    return this._writableState.errored;
  }

  /** Writes one chunk and calls back; never called again before. */
  _write(chunk: unknown, encoding: string, callback: StreamCallback): void {
    const { write, writev } = this.#options;
    if (write !== undefined) write.call(this, chunk, encoding, callback);
    else writeThrough(this, writev, chunk, encoding, callback);
  }

  /** Frees what the stream holds, then calls back. */
  _destroy(error: Error | null, callback: StreamCallback): void {
    const destroy = this.#options.destroy;
    if (destroy === undefined) callback(error);
    else destroy.call(this, error, callback);
  }

  /** Accepts a chunk; false when the caller should wait for `'drain'`. The chunk is kept until it is written. */
  write(chunk: unknown, encoding?: string | StreamCallback, callback?: StreamCallback): boolean {
    return writeChunk(this, chunk, encoding, callback) === true;
  }

  /** Ends the stream after an optional last chunk; `callback` runs at `'finish'`, or with an error. */
  end(chunk?: unknown, encoding?: string | StreamCallback, callback?: StreamCallback): this {
    endWriting(this, chunk, encoding, callback);
    return this;
  }

  /** Queues everything until `uncork`. */
  cork(): void {
    this._writableState.corked += 1;
  }

  /** Undoes one `cork`. */
  uncork(): void {
    uncork(this);
  }

  setDefaultEncoding(encoding: string): this {
    if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    this._writableState.defaultEncoding = encoding;
    return this;
  }

  /** A Writable can't be read from: ERR_STREAM_CANNOT_PIPE. */
  pipe(): void {
    failStream(this, new NodeError('ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
  }

  /** Ends the stream at once; what is queued is dropped. */
  destroy(error?: Error | null, callback?: StreamCallback): this {
    dropQueue(this);
    destroyStream(this, error, callback);
    return this;
  }
}

/** `_write` of a stream that only has `_writev`. */
export function writeThrough(
  stream: WritableOwner,
  option: ((chunks: readonly PendingChunk[], callback: StreamCallback) => void) | undefined,
  chunk: unknown,
  encoding: string,
  callback: StreamCallback,
): void {
  const writev = stream._writev ?? option;
  if (writev === undefined) throw methodNotImplemented('_write()');
  writev.call(stream, [{ chunk, encoding }], callback);
}

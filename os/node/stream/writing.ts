/**
 * The writable side of streams: queueing, back-pressure, and the way from `end` to `'finish'`.
 *
 * Functions over a stream and its `_writableState`, since Writable and Duplex share them. The order of events is
 * that of Node 20 (lib/internal/streams/writable.js, MIT; THIRD-PARTY.md).
 */

import { Buffer } from '../buffer.ts';
import {
  invalidArgType,
  multipleCallback,
  nullValues,
  streamDestroyed,
  writeAfterEnd,
} from '../errors/codes.ts';
import { NodeError } from '../errors/node-error.ts';
import { type Destroyable, failStream, tick } from './destroy.ts';
import type { PendingChunk, PendingWrite, StreamCallback, WritableState, WriteMany } from './state.ts';

/** What this file needs of a stream. */
export interface WritableOwner extends Destroyable {
  readonly _writableState: WritableState;
  _write(chunk: unknown, encoding: string, callback: StreamCallback): void;
  _writev?(chunks: readonly PendingChunk[], callback: StreamCallback): void;
  _final?(callback: StreamCallback): void;
}

/** Does nothing: the callback of writes without one. */
export function ignore(): void {}

/** `write`: true, false when the caller should wait for `'drain'`, or the error that was reported. */
export function writeChunk(
  stream: WritableOwner,
  chunk: unknown,
  encoding: unknown,
  callback: unknown,
): boolean | Error {
  const state = stream._writableState;
  const done = (
    typeof encoding === 'function' ? encoding : typeof callback === 'function' ? callback : ignore
  ) as StreamCallback;
  const given = typeof encoding === 'string' && encoding !== '' ? encoding : state.defaultEncoding;
  if (chunk === null) throw nullValues();
  let data = chunk;
  let name = given;
  if (!state.objectMode) {
    if (typeof chunk === 'string') {
      if (state.decodeStrings) {
        data = Buffer.from(chunk, given);
        name = 'buffer';
      }
    } else if (ArrayBuffer.isView(chunk)) {
      data = asBuffer(chunk);
      name = 'buffer';
    } else throw invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
  const error = state.ending ? writeAfterEnd() : state.destroyed ? streamDestroyed('write') : undefined;
  if (error !== undefined) {
    tick(done, error);
    failStream(stream, error, true);
    return error;
  }
  state.pendingCallbacks += 1;
  return writeOrQueue(stream, state, data, name, done);
}

/** `end`: what is queued is written, then `_final` runs and `'finish'` is emitted. */
export function endWriting(
  stream: WritableOwner,
  chunk: unknown,
  encoding: unknown,
  callback: unknown,
): void {
  const state = stream._writableState;
  let data = chunk;
  let name = encoding;
  let done = callback;
  if (typeof chunk === 'function') {
    done = chunk;
    data = undefined;
    name = undefined;
  } else if (typeof encoding === 'function') {
    done = encoding;
    name = undefined;
  }
  let error: Error | undefined;
  if (data !== null && data !== undefined) {
    const result = writeChunk(stream, data, name, undefined);
    if (result instanceof Error) error = result;
  }
  if (state.corked > 0) {
    state.corked = 1;
    uncork(stream);
  }
  if (error === undefined) {
    if (state.errored === null && !state.ending) {
      state.ending = true;
      finishIfDone(stream, state, true);
      state.ended = true;
    } else if (state.finished)
      error = new NodeError('ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
    else if (state.destroyed) error = streamDestroyed('end');
  }
  if (typeof done !== 'function') return;
  if (error !== undefined) tick(done as StreamCallback, error);
  else if (state.finished) tick(done as StreamCallback, null);
  else state.finishCallbacks.push(done as StreamCallback);
}

/** Ends one `cork`; with the last, everything queued is written. */
export function uncork(stream: WritableOwner): void {
  const state = stream._writableState;
  if (state.corked === 0) return;
  state.corked -= 1;
  if (!state.writing) flushQueue(stream, state);
}

/** When a stream is destroyed: the callbacks of everything that will never be written get the error, in a tick. */
export function dropQueue(stream: WritableOwner): void {
  const state = stream._writableState;
  if (!state.destroyed && (state.buffered.length > state.bufferedIndex || state.finishCallbacks.length > 0)) {
    tick(failQueue, state);
  }
}

function asBuffer(bytes: ArrayBufferView): Buffer {
  if (bytes instanceof Buffer) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sizeOf(state: WritableState, chunk: unknown): number {
  return state.objectMode ? 1 : (chunk as { length: number }).length;
}

function writeOrQueue(
  stream: WritableOwner,
  state: WritableState,
  chunk: unknown,
  encoding: string,
  callback: StreamCallback,
): boolean {
  const size = sizeOf(state, chunk);
  state.length += size;
  const hasRoom = state.length < state.highWaterMark;
  if (!hasRoom) state.needDrain = true;
  if (state.writing || state.corked > 0 || state.errored !== null)
    state.buffered.push({ chunk, encoding, callback });
  else writeNow(stream, state, size, chunk, encoding, callback);
  return hasRoom && state.errored === null && !state.destroyed;
}

function writeNow(
  stream: WritableOwner,
  state: WritableState,
  size: number,
  chunk: unknown,
  encoding: string,
  callback: StreamCallback,
): void {
  state.writeLength = size;
  state.writeCallback = callback;
  state.writing = true;
  state.sync = true;
  if (state.destroyed) onWritten(stream, streamDestroyed('write'));
  else stream._write(chunk, encoding, (error) => onWritten(stream, error));
  state.sync = false;
}

function onWritten(stream: WritableOwner, error?: Error | null): void {
  const state = stream._writableState;
  const callback = state.writeCallback;
  if (callback === null) {
    failStream(stream, multipleCallback());
    return;
  }
  const isSync = state.sync;
  state.writing = false;
  state.writeCallback = null;
  state.length -= state.writeLength;
  state.writeLength = 0;
  if (error) {
    state.errored ??= error;
    if (stream._readableState !== undefined) stream._readableState.errored ??= error;
    if (isSync) tick(onWriteError, stream, state, error, callback);
    else onWriteError(stream, state, error, callback);
    return;
  }
  if (state.buffered.length > state.bufferedIndex) flushQueue(stream, state);
  if (!isSync) {
    afterWrite(stream, state, [callback]);
    return;
  }
  state.doneCallbacks.push(callback);
  if (state.doneCallbacks.length === 1) tick(afterWrites, stream, state);
}

function onWriteError(
  stream: WritableOwner,
  state: WritableState,
  error: Error,
  callback: StreamCallback,
): void {
  state.pendingCallbacks -= 1;
  callback(error);
  failQueue(state);
  failStream(stream, error);
}

function afterWrites(stream: WritableOwner, state: WritableState): void {
  const callbacks = state.doneCallbacks;
  state.doneCallbacks = [];
  afterWrite(stream, state, callbacks);
}

function afterWrite(stream: WritableOwner, state: WritableState, callbacks: readonly StreamCallback[]): void {
  if (!state.ending && !state.destroyed && state.length === 0 && state.needDrain) {
    state.needDrain = false;
    stream.emit('drain');
  }
  for (const callback of callbacks) {
    state.pendingCallbacks -= 1;
    callback(null);
  }
  if (state.destroyed) failQueue(state);
  finishIfDone(stream, state, false);
}

function failQueue(state: WritableState): void {
  if (state.writing) return;
  const waiting = state.buffered;
  const from = state.bufferedIndex;
  resetQueue(state);
  for (let i = from; i < waiting.length; i++) {
    const entry = waiting[i] as PendingWrite;
    state.length -= sizeOf(state, entry.chunk);
    entry.callback(state.errored ?? streamDestroyed('write'));
  }
  callFinishCallbacks(state, state.errored ?? streamDestroyed('end'));
}

function resetQueue(state: WritableState): void {
  state.buffered = [];
  state.bufferedIndex = 0;
}

function callFinishCallbacks(state: WritableState, error: Error | null): void {
  const callbacks = state.finishCallbacks;
  if (callbacks.length === 0) return;
  state.finishCallbacks = [];
  for (const callback of callbacks) callback(error);
}

function flushQueue(stream: WritableOwner, state: WritableState): void {
  if (state.corked > 0 || state.isFlushing || state.destroyed) return;
  const count = state.buffered.length - state.bufferedIndex;
  const writev = stream._writev ?? state.writev;
  if (count === 0) return;
  state.isFlushing = true;
  if (count > 1 && writev !== undefined) flushTogether(stream, state, writev);
  else {
    do {
      const entry = state.buffered[state.bufferedIndex] as PendingWrite;
      state.bufferedIndex += 1;
      writeNow(stream, state, sizeOf(state, entry.chunk), entry.chunk, entry.encoding, entry.callback);
    } while (state.bufferedIndex < state.buffered.length && !state.writing);
    if (state.bufferedIndex === state.buffered.length) resetQueue(state);
    else if (state.bufferedIndex > 256) {
      state.buffered.splice(0, state.bufferedIndex);
      state.bufferedIndex = 0;
    }
  }
  state.isFlushing = false;
}

function flushTogether(stream: WritableOwner, state: WritableState, writev: WriteMany): void {
  const entries = state.bufferedIndex === 0 ? state.buffered : state.buffered.slice(state.bufferedIndex);
  resetQueue(state);
  state.pendingCallbacks -= entries.length - 1;
  state.writeLength = state.length;
  state.writeCallback = (error) => {
    for (const entry of entries) entry.callback(error);
  };
  state.writing = true;
  state.sync = true;
  writev.call(stream, entries, (error) => onWritten(stream, error));
  state.sync = false;
}

function isReadyToFinish(state: WritableState): boolean {
  return (
    state.ending &&
    !state.destroyed &&
    state.length === 0 &&
    state.errored === null &&
    state.buffered.length === 0 &&
    !state.finished &&
    !state.writing &&
    !state.errorEmitted &&
    !state.closeEmitted
  );
}

function finishIfDone(stream: WritableOwner, state: WritableState, isSync: boolean): void {
  if (!isReadyToFinish(state)) return;
  callFinal(stream, state);
  if (state.pendingCallbacks !== 0) return;
  if (isSync) {
    state.pendingCallbacks += 1;
    tick(finishLater, stream, state);
  } else if (isReadyToFinish(state)) {
    state.pendingCallbacks += 1;
    finish(stream, state);
  }
}

function finishLater(stream: WritableOwner, state: WritableState): void {
  if (isReadyToFinish(state)) finish(stream, state);
  else state.pendingCallbacks -= 1;
}

function callFinal(stream: WritableOwner, state: WritableState): void {
  if (state.prefinished || state.finalCalled) return;
  const final = stream._final ?? state.final;
  if (final === undefined || state.destroyed) {
    state.prefinished = true;
    stream.emit('prefinish');
    return;
  }
  state.finalCalled = true;
  state.sync = true;
  state.pendingCallbacks += 1;
  let isCalled = false;
  const onFinal = (error?: Error | null) => {
    if (isCalled) {
      failStream(stream, error ?? multipleCallback());
      return;
    }
    isCalled = true;
    state.pendingCallbacks -= 1;
    if (error) {
      callFinishCallbacks(state, error);
      failStream(stream, error, state.sync);
    } else if (isReadyToFinish(state)) {
      state.prefinished = true;
      stream.emit('prefinish');
      state.pendingCallbacks += 1;
      tick(finish, stream, state);
    }
  };
  try {
    final.call(stream, onFinal);
  } catch (error) {
    onFinal(error as Error);
  }
  state.sync = false;
}

function finish(stream: WritableOwner, state: WritableState): void {
  state.pendingCallbacks -= 1;
  state.finished = true;
  callFinishCallbacks(state, null);
  stream.emit('finish');
  if (!state.autoDestroy) return;
  const readable = stream._readableState;
  if (readable === undefined || (readable.autoDestroy && (readable.endEmitted || !readable.readable)))
    stream.destroy();
}

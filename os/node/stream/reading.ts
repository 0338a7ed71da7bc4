/**
 * The readable side of streams: filling the buffer, handing chunks out, and the way to `'end'`.
 *
 * Functions over a stream and its `_readableState`. The order of events is that of Node 20
 * (lib/internal/streams/readable.js, MIT; THIRD-PARTY.md).
 */

import { Buffer } from '../buffer.ts';
import { invalidArgType } from '../errors/codes.ts';
import { NodeError } from '../errors/node-error.ts';
import { type Destroyable, failStream, tick } from './destroy.ts';
import type { ReadableState } from './state.ts';

/** What this file needs of a stream. */
export interface ReadableOwner extends Destroyable {
  readonly _readableState: ReadableState;
  readonly allowHalfOpen?: boolean;
  readonly writable?: boolean;
  readonly writableEnded?: boolean;
  readonly destroyed: boolean;
  _read(size: number): void;
  end?(): unknown;
}

const MAX_HIGH_WATER_MARK = 2 ** 30;

/** `read`: a chunk of `size` (default: all that is there), or `null` when there isn't enough. */
export function readChunk(stream: ReadableOwner, size: number | undefined): unknown {
  const state = stream._readableState;
  const wanted = size === undefined ? Number.NaN : Math.trunc(size);
  if (wanted > state.highWaterMark) state.highWaterMark = roundUp(wanted);
  if (wanted !== 0) state.emittedReadable = false;
  const isFull = state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0;
  if (wanted === 0 && state.needReadable && (isFull || state.ended)) {
    if (state.length === 0 && state.ended) endReading(stream);
    else announce(stream, state);
    return null;
  }
  let count = countReadable(state, wanted);
  if (count === 0 && state.ended) {
    if (state.length === 0) endReading(stream);
    return null;
  }
  const isLow = state.length === 0 || state.length - count < state.highWaterMark;
  if ((state.needReadable || isLow) && canCallRead(state)) {
    callRead(stream, state);
    if (!state.reading) count = countReadable(state, wanted);
  }
  const chunk = count > 0 ? takeChunk(state, count) : null;
  if (chunk === null) {
    state.needReadable = state.length <= state.highWaterMark;
    count = 0;
  } else {
    state.length -= count;
    state.awaitDrain.clear();
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (wanted !== count && state.ended) endReading(stream);
  }
  if (chunk !== null && state.errored === null && !state.closeEmitted) {
    state.dataEmitted = true;
    stream.emit('data', chunk);
  }
  return chunk;
}

/** `push` and `unshift`: whether more is wanted. `null` ends the stream. */
export function pushChunk(
  stream: ReadableOwner,
  input: unknown,
  encoding: string | undefined,
  isFront: boolean,
): boolean {
  const state = stream._readableState;
  let chunk = input;
  let name = encoding;
  if (!state.objectMode) {
    if (typeof chunk === 'string') {
      name ||= 'utf8';
      if (state.encoding !== name) {
        const bytes = Buffer.from(chunk, name);
        const reencodes = isFront && state.encoding !== null;
        chunk = reencodes ? bytes.toString(state.encoding ?? undefined) : bytes;
        if (!reencodes) name = '';
      }
    } else if (ArrayBuffer.isView(chunk)) {
      if (!(chunk instanceof Buffer)) chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      name = '';
    } else if (chunk !== null && chunk !== undefined) {
      failStream(stream, invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk));
      return wantsMore(state);
    }
  }
  if (chunk === null) {
    state.reading = false;
    onEndOfData(stream, state);
  } else if (state.objectMode || (chunk !== undefined && (chunk as { length: number }).length > 0)) {
    acceptChunk(stream, state, chunk, name, isFront);
    if (state.destroyed || state.errored !== null) return false;
  } else if (!isFront) {
    state.reading = false;
    readMore(stream, state);
  }
  return wantsMore(state);
}

/** Emits chunks as long as the stream flows and has some. */
export function flow(stream: ReadableOwner): void {
  const state = stream._readableState;
  while (state.flowing === true && readChunk(stream, undefined) !== null);
}

/** `resume`: chunks begin to flow in a tick. */
export function resumeReading(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.flowing !== true) {
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      tick(startFlow, stream, state);
    }
  }
  state.isPaused = false;
}

/** A listener for `'readable'` was added. */
export function listenReadable(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.endEmitted || state.readableListening) return;
  state.readableListening = true;
  state.needReadable = true;
  state.flowing = false;
  state.emittedReadable = false;
  if (state.length > 0) announce(stream, state);
  else if (!state.reading) tick(readNothing, stream);
}

/** A listener for `'readable'` was removed: in a tick the stream may flow again. */
export function updateListening(stream: ReadableOwner): void {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && !state.isPaused) state.flowing = true;
  else if (stream.listenerCount('data') > 0) resumeReading(stream);
  else if (!state.readableListening) state.flowing = null;
}

function wantsMore(state: ReadableState): boolean {
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function canCallRead(state: ReadableState): boolean {
  return !state.ended && !state.reading && !state.destroyed && state.errored === null;
}

function callRead(stream: ReadableOwner, state: ReadableState): void {
  state.reading = true;
  state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    failStream(stream, error as Error);
  }
  state.sync = false;
}

/** The next power of two: a reader that wants that much at once gets a buffer for it. */
function roundUp(size: number): number {
  if (size >= MAX_HIGH_WATER_MARK) return MAX_HIGH_WATER_MARK;
  return 2 ** Math.ceil(Math.log2(size));
}

function countReadable(state: ReadableState, wanted: number): number {
  if (wanted <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(wanted)) {
    if (state.flowing === true && state.length > 0)
      return (state.buffer[state.head] as { length: number }).length;
    return state.length;
  }
  if (wanted <= state.length) return wanted;
  return state.ended ? state.length : 0;
}

/** Takes `count` bytes (characters, objects) out of the buffer. */
function takeChunk(state: ReadableState, count: number): unknown {
  if (state.length === 0) return null;
  if (state.objectMode) return shiftBuffer(state);
  const first = state.buffer[state.head] as { length: number };
  if (count === first.length) return shiftBuffer(state);
  if (state.decoder !== null) return takeText(state, count);
  return takeBytes(state, count);
}

function shiftBuffer(state: ReadableState): unknown {
  const chunk = state.buffer[state.head];
  state.buffer[state.head] = undefined;
  state.head += 1;
  if (state.head === state.buffer.length) {
    state.buffer = [];
    state.head = 0;
  }
  return chunk;
}

function takeText(state: ReadableState, count: number): string {
  let text = '';
  while (text.length < count) {
    const piece = String(state.buffer[state.head]);
    const missing = count - text.length;
    if (piece.length > missing) {
      state.buffer[state.head] = piece.slice(missing);
      return text + piece.slice(0, missing);
    }
    text += piece;
    shiftBuffer(state);
  }
  return text;
}

function takeBytes(state: ReadableState, count: number): Buffer {
  const first = state.buffer[state.head] as Buffer;
  if (count < first.length) {
    state.buffer[state.head] = first.subarray(count);
    return first.subarray(0, count);
  }
  const result = Buffer.allocUnsafe(count);
  let at = 0;
  while (at < count) {
    const piece = state.buffer[state.head] as Buffer;
    const missing = count - at;
    if (piece.length > missing) {
      result.set(piece.subarray(0, missing), at);
      state.buffer[state.head] = piece.subarray(missing);
      break;
    }
    result.set(piece, at);
    at += piece.length;
    shiftBuffer(state);
  }
  return result;
}

function acceptChunk(
  stream: ReadableOwner,
  state: ReadableState,
  chunk: unknown,
  encoding: string | undefined,
  isFront: boolean,
): void {
  if (isFront) {
    if (state.endEmitted) {
      failStream(
        stream,
        new NodeError('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event'),
      );
    } else if (!state.destroyed && state.errored === null) addChunk(stream, state, chunk, true);
    return;
  }
  if (state.ended) {
    failStream(stream, new NodeError('ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    return;
  }
  if (state.destroyed || state.errored !== null) return;
  state.reading = false;
  if (state.decoder === null || encoding) {
    addChunk(stream, state, chunk, false);
    return;
  }
  const text = state.decoder.write(chunk as Uint8Array);
  if (state.objectMode || text.length > 0) addChunk(stream, state, text, false);
  else readMore(stream, state);
}

function addChunk(stream: ReadableOwner, state: ReadableState, chunk: unknown, isFront: boolean): void {
  if (state.flowing === true && state.length === 0 && !state.sync && stream.listenerCount('data') > 0) {
    state.awaitDrain.clear();
    state.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    state.length += state.objectMode ? 1 : (chunk as { length: number }).length;
    if (!isFront) state.buffer.push(chunk);
    else if (state.head > 0) {
      state.head -= 1;
      state.buffer[state.head] = chunk;
    } else state.buffer.unshift(chunk);
    if (state.needReadable) announce(stream, state);
  }
  readMore(stream, state);
}

function onEndOfData(stream: ReadableOwner, state: ReadableState): void {
  if (state.ended) return;
  if (state.decoder !== null) {
    const rest = state.decoder.end();
    if (rest.length > 0) {
      state.buffer.push(rest);
      state.length += state.objectMode ? 1 : rest.length;
    }
  }
  state.ended = true;
  if (state.sync) announce(stream, state);
  else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadable(stream);
  }
}

/** Emits `'readable'` in a tick, once. */
function announce(stream: ReadableOwner, state: ReadableState): void {
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  tick(emitReadable, stream);
}

function emitReadable(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (!state.destroyed && state.errored === null && (state.length > 0 || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  state.needReadable = state.flowing !== true && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

/** Fills the buffer up to its mark, in a tick. */
function readMore(stream: ReadableOwner, state: ReadableState): void {
  if (state.readingMore) return;
  state.readingMore = true;
  tick(readUntilFull, stream, state);
}

function readUntilFull(stream: ReadableOwner, state: ReadableState): void {
  while (
    !state.reading &&
    !state.ended &&
    (state.length < state.highWaterMark || (state.flowing === true && state.length === 0))
  ) {
    const before = state.length;
    readChunk(stream, 0);
    if (before === state.length) break;
  }
  state.readingMore = false;
}

function startFlow(stream: ReadableOwner, state: ReadableState): void {
  if (!state.reading) readChunk(stream, 0);
  state.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (state.flowing === true && !state.reading) readChunk(stream, 0);
}

function readNothing(stream: ReadableOwner): void {
  readChunk(stream, 0);
}

function endReading(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  tick(emitEnd, stream, state);
}

function emitEnd(stream: ReadableOwner, state: ReadableState): void {
  if (state.errored !== null || state.closeEmitted || state.endEmitted || state.length > 0) return;
  state.endEmitted = true;
  stream.emit('end');
  const writable = stream._writableState;
  if (stream.writable && stream.allowHalfOpen === false) tick(endWritableSide, stream);
  else if (state.autoDestroy) {
    const isOver =
      writable === undefined || (writable.autoDestroy && (writable.finished || !writable.writable));
    if (isOver) stream.destroy();
  }
}

function endWritableSide(stream: ReadableOwner): void {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end?.();
}

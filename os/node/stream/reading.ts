/**
 * How chunks pass through the readable side of a stream (Node docs: stream, "Readable streams").
 *
 * The source is asked for more by `_read` while less than the high-water mark is buffered, one request at a time, and
 * answers with `push`. The consumer is told in one of two ways: by `'data'` with each chunk while the stream flows, or by
 * `'readable'` in a tick of its own, after which it calls `read`. What is observable here is the order of all this: which
 * steps happen at once and which in a tick.
 */

import { Buffer } from '../buffer.ts';
import { invalidArgType, nodeError } from '../errors/codes.ts';
import { sizeOfChunk, store, take } from './chunks.ts';
import { type Destroyable, failStream, tick } from './destroy.ts';
import type { ReadableState } from './state.ts';

/** A stream with a readable side, and what of its writable side the end of reading touches. */
export interface ReadableOwner extends Destroyable {
  readonly _readableState: ReadableState;
  readonly allowHalfOpen?: boolean;
  readonly writable?: boolean;
  readonly writableEnded?: boolean;
  readonly destroyed: boolean;
  _read(size: number): void;
  end?(): unknown;
}

/** No request raises the high-water mark above this (1 GiB). */
const MAX_HIGH_WATER_MARK = 2 ** 30;

// ── taking chunks ──────────────────────────────────────────────────────────────────────────────────────────────────

/** `read`: a chunk of `size` (default: all that is there), or `null` when there isn't enough. */
export function readChunk(stream: ReadableOwner, size: number | undefined): unknown {
  const state = stream._readableState;
  const wanted = size === undefined ? Number.NaN : Math.trunc(size);
  if (wanted > state.highWaterMark) state.highWaterMark = nextPowerOfTwo(wanted);
  if (wanted !== 0) state.emittedReadable = false;
  else if (state.needReadable && (state.ended || hasEnough(state))) {
    if (state.ended && state.length === 0) endReading(stream);
    else announce(stream);
    return null;
  }

  let amount = available(state, wanted);
  if (amount === 0 && state.ended) {
    if (state.length === 0) endReading(stream);
    return null;
  }
  const isLow = state.needReadable || state.length === 0 || state.length - amount < state.highWaterMark;
  if (isLow && fetch(stream)) amount = available(state, wanted);

  const chunk = amount > 0 && state.length > 0 ? take(state, amount) : null;
  if (chunk === null) state.needReadable = state.length <= state.highWaterMark;
  else state.awaitDrain.clear();
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    else if (wanted !== (chunk === null ? 0 : amount)) endReading(stream);
  }
  if (chunk !== null && !state.errorEmitted && !state.closeEmitted) emitData(stream, chunk);
  return chunk;
}

/** How much a request for `wanted` would get now: one object; of bytes all or nothing, NaN asking for what is there. */
function available(state: ReadableState, wanted: number): number {
  if (wanted <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (wanted <= state.length) return wanted;
  if (!Number.isNaN(wanted)) return state.ended ? state.length : 0;
  const passesChunks = state.flowing === true && state.length > 0;
  return passesChunks ? sizeOfChunk(state, state.buffer[state.head]) : state.length;
}

/** Is there as much as the stream is to hold? */
function hasEnough(state: ReadableState): boolean {
  return state.highWaterMark === 0 ? state.length > 0 : state.length >= state.highWaterMark;
}

/** Has nothing gone wrong that would keep chunks from the consumer? */
function isSound(state: ReadableState): boolean {
  return !state.destroyed && state.errored === null;
}

function nextPowerOfTwo(size: number): number {
  let power = 1;
  while (power < size && power < MAX_HIGH_WATER_MARK) power *= 2;
  return power;
}

// ── asking the source ──────────────────────────────────────────────────────────────────────────────────────────────

/** Asks for more unless that is under way or pointless. True when the source has answered already. */
function fetch(stream: ReadableOwner): boolean {
  const state = stream._readableState;
  if (state.ended || state.reading || !isSound(state)) return false;
  state.reading = true;
  state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    failStream(stream, error as Error);
  }
  state.sync = false;
  return !state.reading;
}

/** Sees in a tick to it that the buffer is filled. */
function fillLater(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.readingMore) return;
  state.readingMore = true;
  tick(fill, stream);
}

/** Asks until there is enough, or no answer comes at once. */
function fill(stream: ReadableOwner): void {
  const state = stream._readableState;
  for (let before = -1; !state.reading && !state.ended && before !== state.length; ) {
    const hasRoom = state.length < state.highWaterMark || (state.flowing === true && state.length === 0);
    if (!hasRoom) break;
    before = state.length;
    readChunk(stream, 0);
  }
  state.readingMore = false;
}

// ── the source's answer ────────────────────────────────────────────────────────────────────────────────────────────

/** `push` and `unshift` (`isFront`). `null` ends the stream. False when the source should wait to be asked. */
export function pushChunk(
  stream: ReadableOwner,
  input: unknown,
  encoding: string | undefined,
  isFront: boolean,
): boolean {
  const state = stream._readableState;
  if (input === null) {
    state.reading = false;
    endOfSource(stream);
  } else if (!takeIn(stream, input, encoding ?? 'utf8', isFront)) return false;
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

/** Makes of what was pushed a chunk as it is stored. False when the stream is destroyed and wants none. */
function takeIn(stream: ReadableOwner, input: unknown, encoding: string, isFront: boolean): boolean {
  const state = stream._readableState;
  if (state.objectMode) return accept(stream, input, isFront, false);
  if (typeof input === 'string') {
    if (encoding === state.encoding) return accept(stream, input, isFront, true);
    const bytes = Buffer.from(input, encoding);
    const isText = isFront && state.encoding !== null;
    return accept(stream, isText ? bytes.toString(state.encoding as string) : bytes, isFront, false);
  }
  if (input instanceof Buffer) return accept(stream, input, isFront, false);
  if (ArrayBuffer.isView(input)) {
    const bytes = Buffer.from(input.buffer as ArrayBuffer, input.byteOffset, input.byteLength);
    return accept(stream, bytes, isFront, false);
  }
  if (input === undefined) ignoreEmpty(stream, isFront);
  else failStream(stream, invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], input));
  return true;
}

/** An empty answer is one all the same: the source may be asked again. */
function ignoreEmpty(stream: ReadableOwner, isFront: boolean): void {
  if (isFront) return;
  stream._readableState.reading = false;
  fillLater(stream);
}

/** Takes an answer in; false when the stream is destroyed and wants none. */
function accept(stream: ReadableOwner, input: unknown, isFront: boolean, isDecoded: boolean): boolean {
  const state = stream._readableState;
  if (!state.objectMode && sizeOfChunk(state, input) === 0) {
    ignoreEmpty(stream, isFront);
    return true;
  }
  if (isFront && state.endEmitted) {
    failStream(stream, nodeError('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event'));
    return true;
  }
  if (!isFront && state.ended) {
    failStream(stream, nodeError('ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    return true;
  }
  if (!isSound(state)) return false;
  let chunk = input;
  if (!isFront) {
    state.reading = false;
    if (state.decoder !== null && !isDecoded && !(state.objectMode && typeof input === 'string')) {
      chunk = state.decoder.write(input as Uint8Array);
      // Bytes of a character whose rest is to come.
      if (chunk === '' && !state.objectMode) {
        fillLater(stream);
        return true;
      }
    }
  }
  deliver(stream, chunk, isFront);
  return true;
}

/** Gives a chunk to listeners of `'data'` at once where it can overtake nothing; else stores it. */
function deliver(stream: ReadableOwner, chunk: unknown, isFront: boolean): void {
  const state = stream._readableState;
  if (state.flowing === true && state.length === 0 && !state.sync && stream.listenerCount('data') > 0) {
    state.awaitDrain.clear();
    emitData(stream, chunk);
  } else {
    store(state, chunk, isFront);
    if (state.needReadable) announce(stream);
  }
  fillLater(stream);
}

function emitData(stream: ReadableOwner, chunk: unknown): void {
  stream._readableState.dataEmitted = true;
  stream.emit('data', chunk);
}

/** The source has nothing more. */
function endOfSource(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.ended) return;
  const last = state.decoder === null ? '' : state.decoder.end();
  if (last !== '') store(state, last, false);
  state.ended = true;
  if (state.sync) {
    announce(stream);
    return;
  }
  state.needReadable = false;
  state.emittedReadable = true;
  emitReadable(stream);
}

// ── telling the consumer ───────────────────────────────────────────────────────────────────────────────────────────

/** Lets `'readable'` follow in a tick, once however often it is asked for. */
function announce(stream: ReadableOwner): void {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  tick(emitReadable, stream);
}

function emitReadable(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (isSound(state) && (state.length > 0 || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  if (state.flowing !== true && !state.ended && state.length <= state.highWaterMark)
    state.needReadable = true;
  flow(stream);
}

/** Passes all chunks on that are there, while the stream flows. */
export function flow(stream: ReadableOwner): void {
  const state = stream._readableState;
  while (state.flowing === true && readChunk(stream, undefined) !== null);
}

/** `resume`: lets the stream flow from the next tick on, unless somebody listens for `'readable'`. */
export function resumeReading(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.flowing !== true) {
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      tick(startFlowing, stream);
    }
  }
  state.isPaused = false;
}

function startFlowing(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (!state.reading) readChunk(stream, 0);
  state.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (state.flowing === true && !state.reading) readChunk(stream, 0);
}

/** Somebody listens for `'readable'` from now on, which stops the flow. */
export function listenReadable(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.endEmitted || state.readableListening) return;
  state.readableListening = true;
  state.needReadable = true;
  state.flowing = false;
  state.emittedReadable = false;
  if (state.length > 0) announce(stream);
  else if (!state.reading) tick(readNothing, stream);
}

/** A read of nothing only asks the source. */
function readNothing(stream: ReadableOwner): void {
  readChunk(stream, 0);
}

/** Listeners for `'readable'` were removed: without any, the stream flows again for those of `'data'`. */
export function updateListening(stream: ReadableOwner): void {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && !state.isPaused) state.flowing = true;
  else if (stream.listenerCount('data') > 0) resumeReading(stream);
  else if (!state.readableListening) state.flowing = null;
}

// ── the end ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Everything is read: `'end'` follows in a tick. */
function endReading(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  tick(emitEnd, stream);
}

function emitEnd(stream: ReadableOwner): void {
  const state = stream._readableState;
  if (state.errored !== null || state.closeEmitted || state.endEmitted || state.length > 0) return;
  state.endEmitted = true;
  stream.emit('end');
  if (stream.writable === true && stream.allowHalfOpen === false) {
    tick(endOtherSide, stream);
    return;
  }
  const other = stream._writableState;
  const isOtherDone = other === undefined || (other.autoDestroy && (other.finished || !other.writable));
  if (state.autoDestroy && isOtherDone) stream.destroy();
}

function endOtherSide(stream: ReadableOwner): void {
  if (stream.writable === true && stream.writableEnded !== true && !stream.destroyed) stream.end?.();
}

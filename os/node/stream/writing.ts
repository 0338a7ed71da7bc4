/**
 * The writable side of streams: what is done with chunks, and the way from `end` to `'finish'`.
 *
 * Functions over a stream and its `_writableState`, since Writable and Duplex share them. A write goes through three
 * lists of its state, so that none is lost and each is called back once:
 *
 *     write ─▶ waiting ─pump─▶ underWay ─answer─▶ (answered, until the next tick) ─settle─▶ its callback
 *
 * `advance` moves the state to its next phase (state.ts) whenever one of them may have run dry. What programs can see
 * (order of events, callbacks and ticks) is Node 20's: writing.test.ts compares. The parts on `end`, failing and the answer
 * of `_final` came over from a version after Node's own source (THIRD-PARTY.md).
 */

import { Buffer } from '../buffer.ts';
import {
  invalidArgType,
  multipleCallback,
  nullValues,
  streamDestroyed,
  unknownEncoding,
  writeAfterEnd,
} from '../errors/codes.ts';
import { NodeError } from '../errors/node-error.ts';
import { type Destroyable, failStream, tick } from './destroy.ts';
import {
  ENDING,
  FINAL,
  FINISHED,
  FINISHING,
  OPEN,
  type PendingChunk,
  PendingWrite,
  PREFINISHED,
  STUCK,
  type StreamCallback,
  type WritableState,
} from './state.ts';

/** What this file needs of a stream. */
export interface WritableOwner extends Destroyable {
  readonly _writableState: WritableState;
  _write(chunk: unknown, encoding: string, callback: StreamCallback): void;
  _writev?(chunks: readonly PendingChunk[], callback: StreamCallback): void;
  _final?(callback: StreamCallback): void;
}

/** Does nothing: the callback of writes without one. */
export function ignore(): void {}

/**
 * `write`: true, false when the caller should wait for `'drain'`, or the error that was reported.
 *
 * `encoding` may be left out before `callback`. Bytes are kept, not copied, until the write is called back. Throws
 * ERR_STREAM_NULL_VALUES, ERR_INVALID_ARG_TYPE and ERR_UNKNOWN_ENCODING; reports ERR_STREAM_WRITE_AFTER_END and
 * ERR_STREAM_DESTROYED to the callback, in a tick, and to the stream.
 */
export function writeChunk(
  stream: WritableOwner,
  chunk: unknown,
  encoding: unknown,
  callback: unknown,
): boolean | Error {
  const state = stream._writableState;
  const isShort = typeof encoding === 'function';
  const given = isShort ? encoding : callback;
  const done = typeof given === 'function' ? (given as StreamCallback) : ignore;
  const write = accept(state, chunk, isShort ? null : encoding, done);
  const error = state.ending ? writeAfterEnd() : state.destroyed ? streamDestroyed('write') : undefined;
  if (error !== undefined) {
    tick(done, error);
    failStream(stream, error, true);
    return error;
  }
  state.unsettled += 1;
  state.length += write.size;
  if (state.waiting.first === null && isIdle(state) && state.errored === null) handOver(stream, state, write);
  else state.waiting.add(write);
  // What was written at once leaves room, even if the high-water mark is 0.
  const hasRoom = state.length < state.highWaterMark || state.length === 0;
  if (!hasRoom) state.needDrain = true;
  return hasRoom && state.errored === null && !state.destroyed;
}

/**
 * `end`: what waits is written, then `_final` runs and `'finish'` is emitted.
 *
 * `chunk`, `encoding` and `callback` may each be left out. `callback` gets null at `'finish'`, or the error that keeps the
 * stream from it: ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_DESTROYED, that of the last write, or what failed the stream.
 */
export function endWriting(
  stream: WritableOwner,
  chunk: unknown,
  encoding: unknown,
  callback: unknown,
): void {
  if (typeof chunk === 'function') {
    endWriting(stream, undefined, undefined, chunk);
    return;
  }
  if (typeof encoding === 'function') {
    endWriting(stream, chunk, null, encoding);
    return;
  }
  const state = stream._writableState;
  const written = chunk !== null && chunk !== undefined && writeChunk(stream, chunk, encoding, undefined);
  if (state.corked > 0) {
    state.corked = 1;
    uncork(stream);
  }
  const error = written instanceof Error ? written : beginEnding(stream, state);
  if (typeof callback !== 'function') return;
  if (error !== undefined) tick(callback as StreamCallback, error);
  else if (state.finished) tick(callback as StreamCallback, null);
  else if (state.errored !== null) tick(callback as StreamCallback, state.errored);
  else state.finishCallbacks.push(callback as StreamCallback);
}

/** Ends one `cork`; with the last, everything that waits is written. */
export function uncork(stream: WritableOwner): void {
  const state = stream._writableState;
  if (state.corked === 0) return;
  state.corked -= 1;
  pump(stream, state);
}

/** Before a stream is destroyed: the callbacks of everything that will never be written get the error, in a tick. */
export function dropQueue(stream: WritableOwner): void {
  const state = stream._writableState;
  if (state.destroyed) return;
  // Within the pump nothing may be waiting and `end` be about to leave a callback.
  if (state.waiting.first !== null || state.isPumping || state.finishCallbacks.length > 0)
    tick(failWaiting, state);
}

// Accepting

/** What `_write` will get of a chunk: text as bytes unless the stream wants text, any other array as Buffer. */
function accept(state: WritableState, chunk: unknown, encoding: unknown, done: StreamCallback): PendingWrite {
  if (chunk === null) throw nullValues();
  // A stream of objects gets what the caller gave for an encoding, even nothing.
  if (state.objectMode) return new PendingWrite(chunk, encoding as string, 1, done);
  const name = encoding ? checkEncoding(encoding) : state.defaultEncoding;
  let bytes: Buffer;
  if (typeof chunk === 'string') {
    if (!state.decodeStrings) return new PendingWrite(chunk, name, chunk.length, done);
    bytes = Buffer.from(chunk, name);
  } else if (chunk instanceof Buffer) bytes = chunk;
  else if (ArrayBuffer.isView(chunk)) bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  else throw invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
  return new PendingWrite(bytes, 'buffer', bytes.length, done);
}

function checkEncoding(name: unknown): string {
  if (typeof name === 'string' && (name === 'buffer' || Buffer.isEncoding(name))) return name;
  throw unknownEncoding(String(name));
}

// Handing to the stream

function isIdle(state: WritableState): boolean {
  return state.underWay === null && state.corked === 0 && !state.destroyed;
}

/** Hands what waits to the stream, batch after batch, until one isn't answered at once. */
function pump(stream: WritableOwner, state: WritableState): void {
  // Within an answer to a batch of the loop below, which goes on itself. It isn't stopped by `cork` or `destroy` from
  // within `_write`: what waited then is handed over, or is failed by handOver.
  if (state.isPumping || !isIdle(state)) return;
  state.isPumping = true;
  while (state.waiting.first !== null && state.underWay === null) {
    const canJoin = state.waiting.first.next !== null && (stream._writev ?? state.writev) !== undefined;
    handOver(stream, state, canJoin ? (state.waiting.takeAll() as PendingWrite) : state.waiting.takeFirst());
  }
  state.isPumping = false;
}

/** Gives the stream a batch: `first` by `_write`, or with all that are linked to it by `_writev`. */
function handOver(stream: WritableOwner, state: WritableState, first: PendingWrite): void {
  state.answer ??= (error) => onAnswer(stream, state, error);
  state.underWay = first;
  state.isHanding = true;
  if (state.destroyed) state.answer(streamDestroyed('write'));
  else if (first.next === null) stream._write(first.chunk, first.encoding, state.answer);
  else (stream._writev ?? state.writev)?.call(stream, listed(first), state.answer);
  state.isHanding = false;
}

function countOf(first: PendingWrite): number {
  let count = 0;
  for (let write: PendingWrite | null = first; write !== null; write = write.next) count += 1;
  return count;
}

function listed(first: PendingWrite): PendingWrite[] {
  const writes: PendingWrite[] = [];
  for (let write: PendingWrite | null = first; write !== null; write = write.next) writes.push(write);
  return writes;
}

// Being answered

/** The batch under way is written or has failed. An answer too many fails the stream: ERR_MULTIPLE_CALLBACK. */
function onAnswer(stream: WritableOwner, state: WritableState, error?: Error | null): void {
  const batch = state.underWay;
  if (batch === null) {
    failStream(stream, multipleCallback());
    return;
  }
  const isHanding = state.isHanding;
  state.underWay = null;
  for (let write: PendingWrite | null = batch; write !== null; write = write.next) state.length -= write.size;
  if (error) {
    state.errored ??= error;
    if (stream._readableState !== undefined) stream._readableState.errored ??= error;
    if (isHanding) tick(failBatch, stream, state, batch, error);
    else failBatch(stream, state, batch, error);
    return;
  }
  pump(stream, state);
  if (!isHanding) settle(stream, state, batch);
  else settleSoon(stream, state, batch);
}

/**
 * Settles a batch that was answered while `_write` ran: in a tick, which writes with the same callback share if they
 * follow each other, or now if there is nobody to tell.
 */
function settleSoon(stream: WritableOwner, state: WritableState, batch: PendingWrite): void {
  const last = state.answered;
  const isAlike = last !== null && last.callback === batch.callback && state.canJoin && batch.next === null;
  if (!needsTick(state, batch, isAlike)) {
    state.unsettled -= countOf(batch);
    if (!state.isPumping) advance(stream, state);
  } else if (isAlike) {
    batch.next = last.next;
    last.next = batch;
  } else {
    state.answered = batch;
    state.canJoin = batch.next === null;
    tick(settleAnswered, stream, state, batch);
  }
}

/**
 * Whether a callback or 'drain' is due that no queued tick will see to.
 *
 * A stream of objects takes a tick for nobody, too, unless one is due after other callbacks or the answer came after that
 * of a later chunk: programs see it in when 'finish' comes, and Node does so.
 */
function needsTick(state: WritableState, batch: PendingWrite, isAlike: boolean): boolean {
  for (let write: PendingWrite | null = batch; write !== null; write = write.next)
    if (write.callback !== ignore) return true;
  if (state.objectMode) return state.answered === null || (isAlike && state.isHanding);
  return state.answered === null && state.needDrain && state.length === 0;
}

function settleAnswered(stream: WritableOwner, state: WritableState, batch: PendingWrite): void {
  if (state.answered === batch) state.answered = null;
  settle(stream, state, batch);
}

/** Tells everybody that `first` and those linked to it are written; 'drain' comes before their callbacks. */
function settle(stream: WritableOwner, state: WritableState, first: PendingWrite): void {
  if (isDrainDue(state)) {
    state.needDrain = false;
    stream.emit('drain');
  }
  for (let write: PendingWrite | null = first; write !== null; write = write.next) {
    state.unsettled -= 1;
    write.callback(null);
  }
  if (state.destroyed) failWaiting(state);
  advance(stream, state);
}

function isDrainDue(state: WritableState): boolean {
  return state.needDrain && state.length === 0 && !state.ending && !state.destroyed;
}

/** The failure of `first` fails what waits behind it, too. */
function failBatch(stream: WritableOwner, state: WritableState, first: PendingWrite, error: Error): void {
  for (let write: PendingWrite | null = first; write !== null; write = write.next) write.callback(error);
  failWaiting(state);
  failStream(stream, error);
}

/** Calls back what will never be written, with the reason; later if a batch is under way, whose turn is first. */
function failWaiting(state: WritableState): void {
  if (state.underWay !== null) return;
  while (state.waiting.first !== null) {
    const write = state.waiting.takeFirst();
    state.length -= write.size;
    write.callback(state.errored ?? streamDestroyed('write'));
  }
  callEndCallbacks(state, state.errored ?? streamDestroyed('end'));
}

// From `end` to 'finish'

/** `end` without its chunk; the error of an `end` that can't be. */
function beginEnding(stream: WritableOwner, state: WritableState): Error | undefined {
  if (state.phase === OPEN && state.errored === null) {
    state.phase = ENDING;
    advance(stream, state);
    state.ended = true;
    return undefined;
  }
  if (state.finished)
    return new NodeError('ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
  return state.destroyed ? streamDestroyed('end') : undefined;
}

/** Moves on as far as what the phase waits for is there. */
function advance(stream: WritableOwner, state: WritableState): void {
  if (state.phase === ENDING && isWritten(state)) {
    const final = stream._final ?? state.final;
    if (final !== undefined) runFinal(stream, state, final);
    else prefinish(stream, state);
  }
  if (state.phase === PREFINISHED && state.unsettled === 0) finishInTick(stream, state, false);
}

/** Whether every chunk is written and nothing has failed. */
function isWritten(state: WritableState): boolean {
  const isEmpty = state.length === 0 && state.underWay === null && state.waiting.first === null;
  return isEmpty && isWell(state);
}

function isWell(state: WritableState): boolean {
  return state.errored === null && !state.destroyed && !state.errorEmitted && !state.closeEmitted;
}

function runFinal(
  stream: WritableOwner,
  state: WritableState,
  final: (callback: StreamCallback) => void,
): void {
  state.phase = FINAL;
  state.isHanding = true;
  try {
    final.call(stream, (error) => onFinalAnswer(stream, state, error));
  } catch (error) {
    onFinalAnswer(stream, state, error as Error);
  }
  state.isHanding = false;
}

function onFinalAnswer(stream: WritableOwner, state: WritableState, error?: Error | null): void {
  // The failure was reported; it isn't one too many answers that keeps the stream from its end.
  if (state.phase === STUCK) return;
  if (state.phase !== FINAL) {
    failStream(stream, error ?? multipleCallback());
    return;
  }
  if (!error && isWell(state)) {
    prefinish(stream, state);
    finishInTick(stream, state, true);
    return;
  }
  state.phase = STUCK;
  if (!error) return;
  callEndCallbacks(state, error);
  failStream(stream, error, state.isHanding);
}

function prefinish(stream: WritableOwner, state: WritableState): void {
  state.phase = PREFINISHED;
  stream.emit('prefinish');
}

function finishInTick(stream: WritableOwner, state: WritableState, isConfirmed: boolean): void {
  state.phase = FINISHING;
  tick(finish, stream, state, isConfirmed);
}

/** What `_final` has confirmed is finished even if the stream was destroyed since then. */
function finish(stream: WritableOwner, state: WritableState, isConfirmed: boolean): void {
  if (!isConfirmed && !isWell(state)) return;
  state.phase = FINISHED;
  callEndCallbacks(state, null);
  stream.emit('finish');
  if (!state.autoDestroy) return;
  const readable = stream._readableState;
  if (readable === undefined || (readable.autoDestroy && (readable.endEmitted || !readable.readable)))
    stream.destroy();
}

function callEndCallbacks(state: WritableState, error: Error | null): void {
  const callbacks = state.finishCallbacks;
  if (callbacks.length === 0) return;
  state.finishCallbacks = [];
  for (const callback of callbacks) callback(error);
}

/**
 * How streams end early: `destroy`, and the order of `'error'` and `'close'` afterwards.
 */

import type { EventEmitter } from '../events.ts';
import { theLoop } from '../host.ts';
import type { ReadableState, StreamCallback, WritableState } from './state.ts';

/** What `destroy` needs of a stream. */
export interface Destroyable extends EventEmitter {
  readonly _readableState?: ReadableState | undefined;
  readonly _writableState?: WritableState | undefined;
  _destroy(error: Error | null, callback: StreamCallback): void;
  destroy(error?: Error | null, callback?: StreamCallback): unknown;
}

/** Queues a tick: what streams do instead of calling back at once. */
export function tick<Args extends unknown[]>(callback: (...args: Args) => void, ...args: Args): void {
  theLoop().nextTick(callback as (...args: unknown[]) => void, args);
}

/** Ends both sides. `'error'` (if any) and `'close'` follow in a tick, when `_destroy` has called back. */
export function destroyStream(stream: Destroyable, error?: Error | null, callback?: StreamCallback): void {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (readable?.destroyed || writable?.destroyed) {
    callback?.();
    return;
  }
  noteError(stream, error);
  if (readable !== undefined) readable.destroyed = true;
  if (writable !== undefined) writable.destroyed = true;
  let isCalled = false;
  const onDestroy = (failure?: Error | null) => {
    if (isCalled) return;
    isCalled = true;
    noteError(stream, failure);
    if (readable !== undefined) readable.closed = true;
    if (writable !== undefined) writable.closed = true;
    callback?.(failure);
    if (failure) tick(emitErrorAndClose, stream, failure);
    else tick(emitClose, stream);
  };
  try {
    stream._destroy(error ?? null, onDestroy);
  } catch (failure) {
    onDestroy(failure as Error);
  }
}

/** Reports an error: by destroying the stream, or only by `'error'` if it isn't destroyed automatically. */
export function failStream(stream: Destroyable, error: Error, isSync: boolean = false): void {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (readable?.destroyed || writable?.destroyed) return;
  if (readable?.autoDestroy || writable?.autoDestroy) {
    stream.destroy(error);
    return;
  }
  noteError(stream, error);
  if (isSync) tick(emitError, stream, error);
  else emitError(stream, error);
}

function noteError(stream: Destroyable, error: Error | null | undefined): void {
  if (!error) return;
  if (stream._writableState !== undefined) stream._writableState.errored ??= error;
  if (stream._readableState !== undefined) stream._readableState.errored ??= error;
}

function emitErrorAndClose(stream: Destroyable, error: Error): void {
  try {
    emitError(stream, error);
  } finally {
    emitClose(stream);
  }
}

function emitError(stream: Destroyable, error: Error): void {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (readable?.errorEmitted || writable?.errorEmitted) return;
  if (readable !== undefined) readable.errorEmitted = true;
  if (writable !== undefined) writable.errorEmitted = true;
  stream.emit('error', error);
}

function emitClose(stream: Destroyable): void {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (readable !== undefined) readable.closeEmitted = true;
  if (writable !== undefined) writable.closeEmitted = true;
  if (readable?.emitClose || writable?.emitClose) stream.emit('close');
}

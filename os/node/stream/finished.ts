/**
 * `stream.finished`: one callback when a stream is over, however it ended (Node docs: stream.finished).
 */

import { prematureClose } from '../errors/codes.ts';
import { AbortError } from '../errors/node-error.ts';
import type { AbortSignalLike } from '../events.ts';
import { type Destroyable, tick } from './destroy.ts';
import type { StreamCallback } from './state.ts';
import { ignore } from './writing.ts';

/** Which ends to wait for. */
export interface FinishedOptions {
  readonly readable?: boolean;
  readonly writable?: boolean;
  readonly error?: boolean;
  readonly signal?: AbortSignalLike;
}

/** Calls back once: without an error after `'end'` and `'finish'`. Returns a function that stops watching. */
export function finished(
  stream: Destroyable,
  optionsOrCallback: FinishedOptions | StreamCallback,
  maybeCallback?: StreamCallback,
): () => void {
  const options = typeof optionsOrCallback === 'function' ? {} : optionsOrCallback;
  let callback: StreamCallback =
    (typeof optionsOrCallback === 'function' ? optionsOrCallback : maybeCallback) ?? ignore;
  const readable = stream._readableState;
  const writable = stream._writableState;
  const watchesReadable = (options.readable ?? true) && readable !== undefined && readable.readable;
  const watchesWritable = (options.writable ?? true) && writable !== undefined && writable.writable;
  const report = (error?: Error | null) => {
    const done = callback;
    callback = ignore;
    done.call(stream, error);
  };
  const isReadDone = () => !watchesReadable || readable.endEmitted;
  const isWriteDone = () => !watchesWritable || writable.finished;
  const onDone = () => {
    if (!isReadDone() || !isWriteDone()) return;
    const willClose = (readable ?? writable)?.autoDestroy && (readable ?? writable)?.emitClose;
    const hasOtherSide =
      (readable !== undefined && !readable.endEmitted) || (writable !== undefined && !writable.finished);
    if (willClose && !hasOtherSide && !stream._readableState?.closed && !stream._writableState?.closed)
      return;
    report();
  };
  const onError = (error: Error) => report(error);
  const onClose = () => {
    const failure = readable?.errored ?? writable?.errored;
    if (failure) report(failure);
    else if (!isReadDone() || !isWriteDone()) report(prematureClose());
    else report();
  };
  stream.on('end', onDone);
  stream.on('finish', onDone);
  if (options.error !== false) stream.on('error', onError);
  stream.on('close', onClose);
  const state = readable ?? writable;
  if (state?.closed || readable?.closeEmitted || writable?.closeEmitted) tick(onClose);
  else if (readable?.errorEmitted || writable?.errorEmitted) tick(onClose);
  const onAbort = () => report(new AbortError(undefined, { cause: options.signal?.reason }));
  if (options.signal?.aborted) tick(onAbort);
  else options.signal?.addEventListener('abort', onAbort);
  return () => {
    callback = ignore;
    stream.removeListener('end', onDone);
    stream.removeListener('finish', onDone);
    stream.removeListener('error', onError);
    stream.removeListener('close', onClose);
    options.signal?.removeEventListener('abort', onAbort);
  };
}

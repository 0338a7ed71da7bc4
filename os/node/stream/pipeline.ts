/**
 * `stream.pipeline`: streams joined so that one failure ends them all (Node docs: stream.pipeline).
 */

import { NodeTypeError } from '../errors/node-error.ts';
import type { Destroyable } from './destroy.ts';
import { finished } from './finished.ts';
import { Readable, type WritableLike } from './readable.ts';
import type { StreamCallback } from './state.ts';

type Source = Destroyable | Iterable<unknown> | AsyncIterable<unknown>;

/**
 * Pipes each stream into the next; `callback` (the last argument) runs once, when all are over or one has failed.
 * The first may be an iterable. Returns the last stream. ERR_MISSING_ARGS for fewer than two streams.
 */
export function pipeline(...args: readonly (Source | StreamCallback)[]): Destroyable {
  const last = args[args.length - 1];
  if (typeof last !== 'function')
    throw new TypeError('The "streams[stream.length - 1]" property must be of type function');
  return joinAll(args.slice(0, -1) as Source[], last as StreamCallback);
}

/** `pipeline` as a promise. */
export function pipelinePromise(...args: readonly Source[]): Promise<void> {
  return new Promise((resolve, reject) => {
    joinAll(args, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function joinAll(sources: readonly Source[], callback: StreamCallback): Destroyable {
  if (sources.length < 2)
    throw new NodeTypeError('ERR_MISSING_ARGS', 'The "streams" argument must be specified');
  const streams = sources.map(toStream);
  let failure: Error | null | undefined;
  let pending = streams.length;
  let isDone = false;
  const destroyAll = () => {
    for (const stream of streams) {
      const state = stream._writableState ?? stream._readableState;
      const isOver = (stream._readableState?.endEmitted ?? true) && (stream._writableState?.finished ?? true);
      if (state !== undefined && !isOver) stream.destroy(failure);
    }
  };
  const onFinished = (error: Error | null | undefined) => {
    if (error && (failure === undefined || failure === null || isPrematureClose(failure))) failure = error;
    pending -= 1;
    if (error) destroyAll();
    if (pending > 0 || isDone) return;
    isDone = true;
    callback(failure ?? undefined);
  };
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i] as Destroyable;
    finished(stream, { readable: i < streams.length - 1, writable: i > 0 }, onFinished);
    const next = streams[i + 1];
    if (next !== undefined) (stream as Readable).pipe(next as unknown as WritableLike);
  }
  return streams[streams.length - 1] as Destroyable;
}

function toStream(source: Source): Destroyable {
  if (source instanceof Readable || '_writableState' in source) return source as Destroyable;
  if (Symbol.asyncIterator in source || Symbol.iterator in source) return Readable.from(source);
  return source as Destroyable;
}

function isPrematureClose(error: Error): boolean {
  return (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
}

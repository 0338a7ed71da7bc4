/**
 * `readable.pipe(writable)`: chunks pass on, back-pressure passes back.
 */

import type { EventEmitter } from '../events.ts';
import { failStream, tick } from './destroy.ts';
import type { Readable, WritableLike } from './readable.ts';

/** Attaches `target`. `ends`: it is ended when `source` ends. */
export function pipeInto(source: Readable, target: WritableLike, ends: boolean): void {
  const state = source._readableState;
  state.pipes.push(target);
  let isCleaned = false;
  let onDrain: (() => void) | undefined;

  const onData = (chunk: unknown) => {
    if (target.write(chunk)) return;
    if (!isCleaned) {
      state.awaitDrain.add(target);
      source.pause();
    }
    listenForDrain();
  };
  const listenForDrain = () => {
    if (onDrain !== undefined) return;
    onDrain = () => {
      state.awaitDrain.delete(target);
      if (state.awaitDrain.size === 0 && source.listenerCount('data') > 0) source.resume();
    };
    target.on('drain', onDrain);
  };
  const onError = (error: Error) => {
    detach();
    target.removeListener('error', onError);
    if (target.listenerCount('error') === 0) reportFailure(target, error);
  };
  const onClose = () => {
    target.removeListener('finish', onFinish);
    detach();
  };
  const onFinish = () => {
    target.removeListener('close', onClose);
    detach();
  };
  const detach = () => {
    unpipe(source, target);
  };
  const onEnd = ends ? () => void target.end() : detach;
  const onUnpipe = (from: unknown, info?: { hasUnpiped: boolean }) => {
    if (from !== source || info === undefined || info.hasUnpiped) return;
    info.hasUnpiped = true;
    isCleaned = true;
    target.removeListener('close', onClose);
    target.removeListener('finish', onFinish);
    if (onDrain !== undefined) target.removeListener('drain', onDrain);
    target.removeListener('error', onError);
    target.removeListener('unpipe', onUnpipe);
    source.removeListener('end', onEnd);
    source.removeListener('data', onData);
    if (onDrain !== undefined && state.awaitDrain.has(target)) onDrain();
  };

  if (state.endEmitted) tick(onEnd);
  else source.once('end', onEnd);
  target.on('unpipe', onUnpipe);
  source.on('data', onData);
  target.prependListener('error', onError);
  target.once('close', onClose);
  target.once('finish', onFinish);
  target.emit('pipe', source);
  if ((target as { writableNeedDrain?: boolean }).writableNeedDrain === true) {
    state.awaitDrain.add(target);
    source.pause();
    listenForDrain();
  } else if (state.flowing !== true) source.resume();
}

/** Detaches `target`, or all targets, and stops the flow when none is left. */
export function unpipe(source: Readable, target?: WritableLike): void {
  const state = source._readableState;
  if (state.pipes.length === 0) return;
  if (target === undefined) {
    const targets = state.pipes.splice(0);
    source.pause();
    for (const each of targets)
      (each as unknown as EventEmitter).emit('unpipe', source, { hasUnpiped: false });
    return;
  }
  const index = state.pipes.indexOf(target);
  if (index < 0) return;
  state.pipes.splice(index, 1);
  if (state.pipes.length === 0) source.pause();
  target.emit('unpipe', source, { hasUnpiped: false });
}

/** An error that nobody else listens for: as if there had been no pipe. */
function reportFailure(target: WritableLike, error: Error): void {
  const destroyable = target as unknown as Parameters<typeof failStream>[0];
  const state = destroyable._writableState ?? destroyable._readableState;
  if (state !== undefined && !state.errorEmitted) failStream(destroyable, error);
  else target.emit('error', error);
}

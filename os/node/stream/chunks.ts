/**
 * The buffer of a readable side: a list of chunks, taken from the front whole or in part.
 *
 * Taken chunks are skipped by `head` and let go when there are many of them, so that taking one costs the same however
 * many wait.
 */

import { Buffer } from '../buffer.ts';
import type { ReadableState } from './state.ts';

/** So many taken chunks may stand before `head`. */
const MAX_TAKEN = 1024;

/** What a chunk counts: bytes or characters, or one if it is an object. */
export function sizeOfChunk(state: ReadableState, chunk: unknown): number {
  if (state.objectMode) return 1;
  return typeof chunk === 'string' ? chunk.length : (chunk as Uint8Array).length;
}

/** Adds a chunk behind all others, or before them. */
export function store(state: ReadableState, chunk: unknown, isFront: boolean): void {
  state.length += sizeOfChunk(state, chunk);
  if (!isFront) state.buffer[state.buffer.length] = chunk;
  else if (state.head > 0) state.buffer[--state.head] = chunk;
  else state.buffer.unshift(chunk);
}

/** Takes an object, or `amount` bytes or characters, of which there are as many. */
export function take(state: ReadableState, amount: number): unknown {
  const first = state.buffer[state.head];
  state.length -= state.objectMode ? 1 : amount;
  const size = sizeOfChunk(state, first);
  if (state.objectMode || size === amount) {
    dropFirst(state);
    return first;
  }
  const isText = typeof first === 'string' || (state.decoder !== null && size < amount);
  return isText ? takeText(state, amount) : takeBytes(state, amount);
}

/** Bytes that were put back before text become text with it. */
function takeText(state: ReadableState, amount: number): string {
  let text = '';
  while (text.length < amount) {
    const chunk = state.buffer[state.head] as string | Uint8Array;
    const missing = amount - text.length;
    if (chunk.length > missing) state.buffer[state.head] = chunk.slice(missing);
    else dropFirst(state);
    text += String(chunk.slice(0, missing));
  }
  return text;
}

/** Bytes are copied only where they come from several chunks. */
function takeBytes(state: ReadableState, amount: number): Uint8Array {
  let taken = takePart(state, amount);
  if (taken.length === amount) return taken;
  const bytes = Buffer.allocUnsafe(amount);
  for (let at = 0; ; taken = takePart(state, amount - at)) {
    bytes.set(taken, at);
    at += taken.length;
    if (at === amount) return bytes;
  }
}

/** Up to `amount` bytes of the first chunk. */
function takePart(state: ReadableState, amount: number): Uint8Array {
  const chunk = state.buffer[state.head] as Uint8Array;
  if (chunk.length <= amount) {
    dropFirst(state);
    return chunk;
  }
  state.buffer[state.head] = chunk.subarray(amount);
  return chunk.subarray(0, amount);
}

function dropFirst(state: ReadableState): void {
  state.buffer[state.head++] = undefined;
  if (state.head === state.buffer.length) {
    state.buffer = [];
    state.head = 0;
  } else if (state.head === MAX_TAKEN) {
    state.buffer = state.buffer.slice(MAX_TAKEN);
    state.head = 0;
  }
}

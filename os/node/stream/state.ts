/**
 * What readable and writable streams know about themselves: plain records, changed only by this folder.
 *
 * They stand under the names that Node gives them (`_readableState`, `_writableState`), since packages look there.
 */

import type { StringDecoder } from '../string-decoder.ts';

/** Called when something is done; with an error when it failed. */
export type StreamCallback = (error?: Error | null) => void;

/** Default high-water mark in bytes (Node 20). */
export const DEFAULT_BYTES: number = 16 * 1024;
/** Default high-water mark of streams of objects. */
export const DEFAULT_OBJECTS: number = 16;

/** Options that both directions have (Node docs: stream). */
export interface CommonOptions {
  highWaterMark?: number | undefined;
  objectMode?: boolean | undefined;
  emitClose?: boolean | undefined;
  autoDestroy?: boolean | undefined;
}

/** The receiving end of a pipe. */
export interface PipeTarget {
  write(chunk: unknown): boolean;
  end(): unknown;
}

/** The readable side. */
export class ReadableState {
  readonly objectMode: boolean;
  highWaterMark: number;
  readonly emitClose: boolean;
  readonly autoDestroy: boolean;
  /** Chunks in order; those before `head` have been read. */
  buffer: unknown[] = [];
  head: number = 0;
  /** Bytes, or objects, that wait to be read. */
  length: number = 0;
  readonly pipes: PipeTarget[] = [];
  /** `null`: nobody has asked for data yet. */
  flowing: boolean | null = null;
  isPaused: boolean = false;
  ended: boolean = false;
  endEmitted: boolean = false;
  reading: boolean = false;
  readingMore: boolean = false;
  /** Whether `_read` is being called: data that comes now must not be emitted at once. */
  sync: boolean = true;
  needReadable: boolean = false;
  emittedReadable: boolean = false;
  readableListening: boolean = false;
  resumeScheduled: boolean = false;
  dataEmitted: boolean = false;
  /** Whether this side exists at all. */
  readable: boolean = true;
  destroyed: boolean = false;
  closed: boolean = false;
  closeEmitted: boolean = false;
  errored: Error | null = null;
  errorEmitted: boolean = false;
  decoder: StringDecoder | null = null;
  encoding: string | null = null;
  /** Pipe targets that are full. */
  readonly awaitDrain: Set<PipeTarget> = new Set();

  constructor(options: CommonOptions, highWaterMark: number | undefined, objectMode: boolean | undefined) {
    this.objectMode = Boolean(options.objectMode ?? false) || Boolean(objectMode ?? false);
    const chosen = highWaterMark ?? options.highWaterMark;
    this.highWaterMark =
      chosen === undefined ? (this.objectMode ? DEFAULT_OBJECTS : DEFAULT_BYTES) : Math.floor(chosen);
    this.emitClose = options.emitClose !== false;
    this.autoDestroy = options.autoDestroy !== false;
  }
}

/** A chunk that waits for its turn to be written. */
export interface PendingWrite {
  readonly chunk: unknown;
  readonly encoding: string;
  readonly callback: StreamCallback;
}

/** What `_writev` gets of each chunk. */
export interface PendingChunk {
  readonly chunk: unknown;
  readonly encoding: string;
}

/** Writes everything that is queued at once. */
export type WriteMany = (chunks: readonly PendingChunk[], callback: StreamCallback) => void;

/** The writable side. */
export class WritableState {
  readonly objectMode: boolean;
  readonly highWaterMark: number;
  readonly emitClose: boolean;
  readonly autoDestroy: boolean;
  readonly decodeStrings: boolean;
  defaultEncoding: string = 'utf8';
  buffered: PendingWrite[] = [];
  bufferedIndex: number = 0;
  isFlushing: boolean = false;
  /** Bytes, or objects, that are accepted but not written. */
  length: number = 0;
  needDrain: boolean = false;
  /** `end` was called … */
  ending: boolean = false;
  /** … and has returned. */
  ended: boolean = false;
  finished: boolean = false;
  finalCalled: boolean = false;
  prefinished: boolean = false;
  corked: number = 0;
  writing: boolean = false;
  sync: boolean = true;
  writeLength: number = 0;
  writeCallback: StreamCallback | null = null;
  /** Calls of `_write` and `_final` whose callback hasn't been passed on to the user yet. */
  pendingCallbacks: number = 0;
  finishCallbacks: StreamCallback[] = [];
  writable: boolean = true;
  destroyed: boolean = false;
  closed: boolean = false;
  closeEmitted: boolean = false;
  errored: Error | null = null;
  errorEmitted: boolean = false;
  /** The options `final` and `writev`, for streams whose class has no such method. */
  final: ((callback: StreamCallback) => void) | undefined = undefined;
  writev: WriteMany | undefined = undefined;
  /** Done writes whose callbacks run together in one tick. */
  doneCallbacks: StreamCallback[] = [];

  constructor(
    options: CommonOptions & { decodeStrings?: boolean | undefined },
    highWaterMark: number | undefined,
    objectMode: boolean | undefined,
  ) {
    this.objectMode = Boolean(options.objectMode ?? false) || Boolean(objectMode ?? false);
    const chosen = highWaterMark ?? options.highWaterMark;
    this.highWaterMark =
      chosen === undefined ? (this.objectMode ? DEFAULT_OBJECTS : DEFAULT_BYTES) : Math.floor(chosen);
    this.emitClose = options.emitClose !== false;
    this.autoDestroy = options.autoDestroy !== false;
    this.decodeStrings = options.decodeStrings !== false;
  }
}

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

/** What `_writev` gets of each chunk. */
export interface PendingChunk {
  readonly chunk: unknown;
  readonly encoding: string;
}

/** Writes everything that is queued at once. */
export type WriteMany = (chunks: readonly PendingChunk[], callback: StreamCallback) => void;

/** One accepted `write`, in the list of those that share its lot. */
export class PendingWrite implements PendingChunk {
  readonly chunk: unknown;
  readonly encoding: string;
  /** Bytes, or one if the chunk is an object. */
  readonly size: number;
  readonly callback: StreamCallback;
  next: PendingWrite | null = null;

  constructor(chunk: unknown, encoding: string, size: number, callback: StreamCallback) {
    this.chunk = chunk;
    this.encoding = encoding;
    this.size = size;
    this.callback = callback;
  }
}

/** Writes in their order, linked by `next`: adding one and taking one cost the same however many there are. */
export class WriteList {
  first: PendingWrite | null = null;
  #last: PendingWrite | null = null;

  /** Adds `write` with those linked to it. */
  add(write: PendingWrite): void {
    if (this.#last === null) this.first = write;
    else this.#last.next = write;
    let last = write;
    while (last.next !== null) last = last.next;
    this.#last = last;
  }

  /** Takes `first`, alone; the list isn't empty. */
  takeFirst(): PendingWrite {
    const write = this.first as PendingWrite;
    this.first = write.next;
    if (write.next === null) this.#last = null;
    write.next = null;
    return write;
  }

  /** Takes `first` with all that are linked to it. */
  takeAll(): PendingWrite | null {
    const write = this.first;
    this.first = null;
    this.#last = null;
    return write;
  }
}

/**
 * How far a writable side is on its way from `end` to `'finish'`: it only goes down this list.
 *
 *     OPEN         `end` wasn't called
 *     ENDING       it was; chunks may be waiting or under way
 *     FINAL        `_final` is under way
 *     STUCK        `_final` failed, or answered after the stream had failed: `'finish'` will never come
 *     PREFINISHED  `'prefinish'` was emitted; callbacks of writes may be due
 *     FINISHING    a tick will finish the stream
 *     FINISHED     `'finish'` was emitted, or is about to be
 */
export type WritePhase = number;
export const OPEN: WritePhase = 0;
export const ENDING: WritePhase = 1;
export const FINAL: WritePhase = 2;
export const STUCK: WritePhase = 3;
export const PREFINISHED: WritePhase = 4;
export const FINISHING: WritePhase = 5;
export const FINISHED: WritePhase = 6;

/** The writable side. */
export class WritableState {
  readonly objectMode: boolean;
  readonly highWaterMark: number;
  readonly emitClose: boolean;
  readonly autoDestroy: boolean;
  readonly decodeStrings: boolean;
  defaultEncoding: string = 'utf8';
  /** Accepted writes that `_write` hasn't got. */
  readonly waiting: WriteList = new WriteList();
  /** The write, or the linked writes, that `_write` or `_writev` has got and hasn't answered. */
  underWay: PendingWrite | null = null;
  /** What the last queued tick will call back: writes that were answered while `_write` ran. */
  answered: PendingWrite | null = null;
  /** Whether more writes with its callback may be linked to `answered`: it didn't go through `_writev`. */
  canJoin: boolean = false;
  /** Accepted writes whose callbacks haven't been called; not kept up once the stream has failed. */
  unsettled: number = 0;
  /** What `_write` and `_writev` are given to answer with. */
  answer: StreamCallback | null = null;
  /** Whether `_write`, `_writev` or `_final` is running: an answer is passed on in a tick then. */
  isHanding: boolean = false;
  /** Whether the loop that hands over what waits is running. */
  isPumping: boolean = false;
  /** Bytes, or objects, that are accepted but not written. */
  length: number = 0;
  needDrain: boolean = false;
  phase: WritePhase = OPEN;
  /** Whether `end` has returned. */
  ended: boolean = false;
  corked: number = 0;
  /** What `end` was given to call back at `'finish'`. */
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

  get writing(): boolean {
    return this.underWay !== null;
  }
  get ending(): boolean {
    return this.phase >= ENDING;
  }
  /** As in Node also true of a stream without `_final`, when that would have been called. */
  get finalCalled(): boolean {
    return this.phase >= FINAL;
  }
  get prefinished(): boolean {
    return this.phase >= PREFINISHED;
  }
  get finished(): boolean {
    return this.phase === FINISHED;
  }
}

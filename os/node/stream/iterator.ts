/**
 * `for await (const chunk of readable)`.
 */

import { finished } from './finished.ts';
import type { Readable } from './readable.ts';
import type { StreamCallback } from './state.ts';

type Step = IteratorResult<unknown, undefined>;

/** Takes chunks one at a time; calls of `next` queue up. Leaving early destroys the stream. */
export class ReadableIterator implements AsyncIterableIterator<unknown> {
  readonly #stream: Readable;
  #tail: Promise<unknown> = Promise.resolve();
  #wake: (() => void) | undefined = undefined;
  /** `undefined`: still open; `null`: ended; else why it failed. */
  #outcome: Error | null | undefined = undefined;
  #isDone: boolean = false;
  #isStarted: boolean = false;
  #stopWatching: (() => void) | undefined = undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
  }

  next(): Promise<Step> {
    const step = this.#tail.then(() => this.#next());
    this.#tail = step.catch(() => {});
    return step;
  }

  return(): Promise<Step> {
    this.#finish();
    this.#stream._abandon();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #next(): Promise<Step> {
    if (this.#isDone) return { value: undefined, done: true };
    if (!this.#isStarted) this.#start();
    for (;;) {
      const chunk = this.#stream.destroyed ? null : this.#stream.read();
      if (chunk !== null) return { value: chunk, done: false };
      if (this.#outcome !== undefined) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const failure = this.#outcome;
    this.#finish();
    if (this.#stream._readableState.autoDestroy) this.#stream.destroy();
    if (failure) throw failure;
    return { value: undefined, done: true };
  }

  #start(): void {
    this.#isStarted = true;
    this.#stream.on('readable', this.#onReadable);
    const onFinished: StreamCallback = (error) => {
      this.#outcome = error ?? null;
      this.#wake?.();
    };
    this.#stopWatching = finished(this.#stream, { writable: false }, onFinished);
  }

  #finish(): void {
    this.#isDone = true;
    this.#stopWatching?.();
    if (this.#isStarted) this.#stream.removeListener('readable', this.#onReadable);
  }

  readonly #onReadable = (): void => {
    this.#wake?.();
  };
}

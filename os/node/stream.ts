/**
 * `node:stream`: the classes and functions of this module in one place.
 */

import { EventEmitter } from './events.ts';
import type { Destroyable } from './stream/destroy.ts';
import { Duplex, PassThrough, Transform } from './stream/duplex.ts';
import { type FinishedOptions, finished as finishedCallback } from './stream/finished.ts';
import { pipeline, pipelinePromise } from './stream/pipeline.ts';
import { Readable } from './stream/readable.ts';
import { Writable } from './stream/writable.ts';

export type { DuplexOptions, TransformCallback, TransformOptions } from './stream/duplex.ts';
export { finished } from './stream/finished.ts';
export type { ReadableOptions } from './stream/readable.ts';
export type { StreamCallback } from './stream/state.ts';
export type { WritableOptions } from './stream/writable.ts';
export { Duplex, PassThrough, pipeline, Readable, Transform, Writable };

/** The ancient base class, of which only the name is used. */
export class Stream extends EventEmitter {}

/** `node:stream/promises` */
export const promises: {
  pipeline: typeof pipelinePromise;
  finished(stream: Destroyable, options?: FinishedOptions): Promise<void>;
} = {
  pipeline: pipelinePromise,
  finished(stream, options = {}) {
    return new Promise((resolve, reject) => {
      finishedCallback(stream, options, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  },
};

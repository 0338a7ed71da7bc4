/**
 * Which accesses of memory can't meet, told to LLVM as type-based alias metadata (LLVM LangRef, "tbaa"). Two accesses with different tags
 * never touch the same bytes, because:
 *
 * - every word of a live object has one meaning, which its kind gives it: a header, the length of an array, a slot;
 * - objects don't overlap, so that slots of different offsets, or of different representations, aren't the same word;
 * - memory gets another meaning only when the collector frees an object and an allocation takes it, and nobody who could still read
 *   the old object is left then.
 *
 * What os/ reads and writes by address has no tag and may meet everything. Elements of typed arrays share one tag: views of one buffer
 * overlap.
 */

import type { DebugInfo } from './debug-info.ts';

/** The meaning of a word in memory; `slot` is any slot. */
export type Alias =
  | 'shape'
  | 'flags'
  | 'array length'
  | 'array storage'
  | 'array kind'
  | 'storage size'
  | 'typed length'
  | 'typed address'
  | 'typed element'
  | 'string length'
  | 'string unit'
  | 'string flags'
  | 'record source'
  | 'record next'
  | 'record index'
  | 'collector'
  | `cell ${string}`
  | `element ${string}`
  | 'slot'
  | `slot ${string}`
  | `variable ${string}`;

/** The tags of a module: metadata nodes that functions share. */
export class Aliases {
  readonly #tags = new Map<Alias, string>();
  readonly #types = new Map<string, string>();
  readonly #debug: DebugInfo;
  #root = '';

  constructor(debug: DebugInfo) {
    this.#debug = debug;
  }

  /** The tag of accesses of such a word, as a reference to a node. */
  of(alias: Alias): string {
    let tag = this.#tags.get(alias);
    if (tag === undefined) {
      const type = this.#type(alias);
      tag = this.#debug.share(`!{${type}, ${type}, i64 0}`, type);
      this.#tags.set(alias, tag);
    }
    return tag;
  }

  /** What is named by several words is part of what the first alone names. */
  #type(name: string): string {
    let type = this.#types.get(name);
    if (type === undefined) {
      const space = name.indexOf(' ');
      if (space < 0) this.#root ||= this.#debug.share('!{!"importos"}');
      const parent = space < 0 ? this.#root : this.#type(name.slice(0, space));
      type = this.#debug.share(`!{!"${name.replaceAll(/["\\]/g, '_')}", ${parent}, i64 0}`, parent);
      this.#types.set(name, type);
    }
    return type;
  }
}

/** String iterators (ECMA-262 22.1.5): one code point a step. */
import { slice } from '../core/strings/primitives.ts';
import { IteratorGlobal } from '../iterator/iterator.ts';
import { iteratorResult } from '../iterator/result.ts';
import { codePointAt } from './code-points.ts';

export class StringIterator extends IteratorGlobal<string> {
  readonly #text: string;
  #index = 0;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  next(): IteratorResult<string, undefined> {
    const text = this.#text;
    const from = this.#index;
    if (from >= text.length) return iteratorResult<string>(undefined, true);
    const to = from + (codePointAt(text, from) > 0xffff ? 2 : 1);
    this.#index = to;
    return iteratorResult<string>(slice(text, from, to), false);
  }

  override get [Symbol.toStringTag](): string {
    return 'String Iterator';
  }
}

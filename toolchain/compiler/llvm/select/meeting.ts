/** Several ways through a function's code that come together again with one value. */
import { WORD_UNDEFINED_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { llvmType, type Rep, type Value } from '../rep.ts';

/** The places from which control and a value come together again. */
export class Meeting {
  readonly #e: FunctionEmitter;
  readonly #rep: Rep;
  readonly #incoming: string[] = [];
  readonly #done: string;

  constructor(e: FunctionEmitter, rep: Rep) {
    this.#e = e;
    this.#rep = rep;
    this.#done = e.code.fresh('done');
  }

  arrive(value: Value): void {
    const { code } = this.#e;
    if (!code.open) return;
    const text = this.#rep === 'void' ? '' : this.#e.convert(value, this.#rep);
    this.#incoming.push(`[ ${text}, %${code.label} ]`);
    code.jump(this.#done);
  }

  end(): Value {
    const { code } = this.#e;
    code.start(this.#done);
    if (this.#rep === 'void') return { rep: 'void', text: '' };
    if (this.#incoming.length === 0) return { rep: 'never', text: WORD_UNDEFINED_TEXT };
    const type = llvmType(this.#rep);
    return { rep: this.#rep, text: code.value(`phi ${type} ${this.#incoming.join(', ')}`) };
  }
}

/** Goes on in a block of its own where a condition holds, and to `otherwise` where it doesn't. */
export function require(e: FunctionEmitter, condition: string, otherwise: string): void {
  const next = e.code.fresh('is');
  e.code.branch(condition, next, otherwise, 'yes');
  e.code.start(next);
}

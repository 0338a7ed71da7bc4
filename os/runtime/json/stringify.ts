/**
 * Writing JSON text (ECMA-262 25.5.2): one builder for the whole text, a stack of the objects being written to find
 * cycles, and a separate path for each kind of value. Without a replacer nothing but `toJSON` calls into the program.
 */

import { trust } from '../../unsafe.ts';
import { lengthOfArrayLike } from '../array/indices.ts';
import { invoke } from '../core/calls.ts';
import { StringBuilder } from '../core/strings/primitives.ts';
import { unwrapped } from '../object/wrapper.ts';
import { circularMessage } from './circular.ts';
import { addQuoted } from './quote.ts';

/** The text of `value`, or undefined when it has none. `gap` is the indentation of a level. */
export function stringifyJson(
  value: unknown,
  replacer: unknown,
  names: readonly string[] | undefined,
  gap: string,
): string | undefined {
  const writer = new JsonWriter(replacer, names, gap);
  return writer.write('', value, { '': value }) ? writer.finish() : undefined;
}

class JsonWriter {
  readonly #out = new StringBuilder();
  readonly #replacer: unknown;
  readonly #names: readonly string[] | undefined;
  readonly #gap: string;
  readonly #stack: object[] = [];
  readonly #path: (string | number)[] = [];
  #indent = '\n';

  constructor(replacer: unknown, names: readonly string[] | undefined, gap: string) {
    this.#replacer = replacer;
    this.#names = names;
    this.#gap = gap;
  }

  finish(): string {
    return this.#out.finish();
  }

  /** SerializeJSONProperty (ECMA-262 25.5.2.2): writes the value; false when it has no text. `key` may be an index. */
  write(key: string | number, property: unknown, holder: object): boolean {
    return this.#writeValue(key, this.#settle(key, property, holder));
  }

  #writeValue(key: string | number, value: unknown): boolean {
    const out = this.#out;
    if (typeof value === 'string') addQuoted(out, value);
    else if (typeof value === 'number') out.add(value - value === 0 ? `${value}` : 'null');
    else if (value === null) out.add('null');
    else if (value === true) out.add('true');
    else if (value === false) out.add('false');
    else if (typeof value === 'bigint') throw new TypeError('Do not know how to serialize a BigInt');
    else if (typeof value === 'object') {
      const primitive = unwrapped(value);
      if (primitive !== undefined) return this.#writeValue(key, primitive);
      this.#enter(key, value);
      if (Array.isArray(value)) this.#writeArray(value);
      else this.#writeObject(value);
      this.#stack.pop();
      this.#path.pop();
    } else return false;
    return true;
  }

  #enter(key: string | number, value: object): void {
    const stack = this.#stack;
    this.#path.push(key);
    for (let i = 0; i < stack.length; i++) {
      if (stack[i] === value) throw new TypeError(circularMessage(stack, this.#path, i));
    }
    stack.push(value);
  }

  #writeArray(array: readonly unknown[]): void {
    const out = this.#out;
    const length = lengthOfArrayLike(array);
    if (length === 0) {
      out.add('[]');
      return;
    }
    const outer = this.#indent;
    const gapped = this.#gap !== '';
    if (gapped) this.#indent = outer + this.#gap;
    out.addUnit(91);
    for (let i = 0; i < length; i++) {
      if (i > 0) out.addUnit(44);
      if (gapped) out.add(this.#indent);
      if (!this.write(i, array[i], array)) out.add('null');
    }
    this.#indent = outer;
    if (gapped) out.add(outer);
    out.addUnit(93);
  }

  #writeObject(object: object): void {
    const out = this.#out;
    const names = this.#names ?? Object.keys(object);
    const outer = this.#indent;
    const gapped = this.#gap !== '';
    if (gapped) this.#indent = outer + this.#gap;
    out.addUnit(123);
    let any = false;
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      const value = trust<Record<string, unknown>>(object)[name];
      // What has no text has no name either: such values are known before anything is written.
      const settled = this.#settle(name, value, object);
      if (settled === undefined || typeof settled === 'function' || typeof settled === 'symbol') continue;
      if (any) out.addUnit(44);
      any = true;
      if (gapped) out.add(this.#indent);
      addQuoted(out, name);
      out.addUnit(58);
      if (gapped) out.addUnit(32);
      this.#writeValue(name, settled);
    }
    this.#indent = outer;
    if (gapped && any) out.add(outer);
    out.addUnit(125);
  }

  /** Steps 2 and 3 of SerializeJSONProperty: toJSON, then the replacer. */
  #settle(key: string | number, property: unknown, holder: object): unknown {
    let value = property;
    if ((typeof value === 'object' && value !== null) || typeof value === 'bigint') {
      const toJson: unknown = trust<{ toJSON?: unknown }>(value).toJSON;
      if (typeof toJson === 'function') value = invoke(toJson, value, `${key}`);
    }
    return this.#replacer === undefined ? value : invoke(this.#replacer, holder, `${key}`, value);
  }
}

/**
 * Writing JSON text (ECMA-262 25.5.2): one builder for the whole text, a stack of the objects being written to find
 * cycles, and a separate path for each kind of value. Without a replacer nothing but `toJSON` calls into the program.
 */

import { type i32, i32OfDouble, trust, type u32 } from '../../unsafe.ts';
import { lengthOfArrayLike } from '../array/indices.ts';
import { invoke } from '../core/calls.ts';
import { plainName, plainPlaces, plainShape, plainValue } from '../core/objects/plain-properties.ts';
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
  // The holder is seen by a replacer alone.
  const holder = replacer === undefined ? writer : { '': value };
  return writer.write('', value, holder) ? writer.finish() : undefined;
}

function addNumber(out: StringBuilder, value: number): void {
  const whole: i32 = i32OfDouble(value);
  if ((whole as number) === value) out.addInteger(whole);
  else out.add(value - value === 0 ? `${value}` : 'null');
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
    else if (typeof value === 'number') addNumber(out, value);
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
    const outer = this.#indent;
    const gapped = this.#gap !== '';
    if (gapped) this.#indent = outer + this.#gap;
    out.addUnit(123);
    const any = this.#writeProperties(object);
    this.#indent = outer;
    if (gapped && any) out.add(outer);
    out.addUnit(125);
  }

  /** True if there was any. */
  #writeProperties(object: object): boolean {
    let any = false;
    const places: i32 = this.#names === undefined ? plainPlaces(object) : -1;
    if (places >= 0) {
      const shape: u32 = plainShape(object);
      for (let place: i32 = 0; places >> place !== 0; place++) {
        if (((places >> place) & 1) === 0) continue;
        const name = plainName(shape, place);
        if (this.#writeProperty(name, plainValue(object, shape, place), object, any)) any = true;
      }
      return any;
    }
    const names = this.#names ?? Object.keys(object);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      if (this.#writeProperty(name, trust<Record<string, unknown>>(object)[name], object, any)) any = true;
    }
    return any;
  }

  /** Writes a property, behind others if there are any before it; false when its value has no text, so that it has no name either. */
  #writeProperty(name: string, value: unknown, holder: object, isNext: boolean): boolean {
    const settled = this.#settle(name, value, holder);
    if (settled === undefined || typeof settled === 'function' || typeof settled === 'symbol') return false;
    const out = this.#out;
    if (isNext) out.addUnit(44);
    if (this.#gap !== '') out.add(this.#indent);
    addQuoted(out, name);
    out.addUnit(58);
    if (this.#gap !== '') out.addUnit(32);
    this.#writeValue(name, settled);
    return true;
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

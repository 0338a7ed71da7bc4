/**
 * Writing JSON text (ECMA-262 25.5.2): one builder for the whole text, a list of the objects being written to find
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
  // Only a replacer sees what holds the value.
  const holder = replacer === undefined ? undefined : { '': value };
  return writer.write('', value, holder) ? writer.finish() : undefined;
}

function addNumber(out: StringBuilder, value: number): void {
  const whole: i32 = i32OfDouble(value);
  if ((whole as number) === value) out.addInteger(whole);
  else out.add(value - value === 0 ? `${value}` : 'null');
}

/** An object that is being written, the key under which it was reached, and what it is in. */
class Level {
  readonly key: string | number;
  readonly object: object;
  readonly outer: Level | undefined;

  constructor(key: string | number, object: object, outer: Level | undefined) {
    this.key = key;
    this.object = object;
    this.outer = outer;
  }
}

/** The object of `first` is met again, under a key of the innermost one. */
function throwCircular(innermost: Level | undefined, first: Level, key: string | number): never {
  const stack: object[] = [];
  const path: (string | number)[] = [key];
  let start = 0;
  for (let level = innermost; level !== undefined; level = level.outer) {
    stack.push(level.object);
    path.push(level.key);
    if (level === first) start = stack.length;
  }
  stack.reverse();
  path.reverse();
  throw new TypeError(circularMessage(stack, path, stack.length - start));
}

class JsonWriter {
  readonly #out = new StringBuilder();
  readonly #replacer: unknown;
  readonly #names: readonly string[] | undefined;
  readonly #gap: string;
  #level: Level | undefined;
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
  write(key: string | number, property: unknown, holder: object | undefined): boolean {
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
      const outer = this.#level;
      for (let level = outer; level !== undefined; level = level.outer) {
        if (level.object === value) throwCircular(outer, level, key);
      }
      this.#level = new Level(key, value, outer);
      if (Array.isArray(value)) this.#writeArray(value);
      else this.#writeObject(value);
      this.#level = outer;
    } else return false;
    return true;
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
  #settle(key: string | number, property: unknown, holder: object | undefined): unknown {
    let value = property;
    if ((typeof value === 'object' && value !== null) || typeof value === 'bigint') {
      const toJson: unknown = trust<{ toJSON?: unknown }>(value).toJSON;
      if (typeof toJson === 'function') value = invoke(toJson, value, `${key}`);
    }
    return this.#replacer === undefined ? value : invoke(this.#replacer, holder, `${key}`, value);
  }
}

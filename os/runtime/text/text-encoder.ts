/** TextEncoder (WHATWG Encoding 8.2): UTF-8 only. Lone surrogates become U+FFFD. */
import { trust, type usize } from '../../unsafe.ts';
import { toString } from '../core/conversion.ts';
import { encodedUnits, encodeUtf8, utf8Length } from '../core/strings/utf8.ts';
import { leaveNextUncleared } from '../typed-array/array-buffer.ts';
import { elementCount, elementsOf } from '../typed-array/layout.ts';

export class TextEncoderGlobal {
  get encoding(): string {
    return 'utf-8';
  }

  /** The bytes of a string, in a new array. */
  encode(input?: unknown): Uint8Array {
    const text = input === undefined ? '' : typeof input === 'string' ? input : toString(input);
    const sizeBytes: usize = utf8Length(text);
    leaveNextUncleared();
    const out = new Uint8Array(sizeBytes);
    encodeUtf8(text, 0, elementsOf(out), sizeBytes);
    return out;
  }

  /** Fills an array with whole characters as far as it goes; how many units were read and bytes written. */
  encodeInto(input: unknown, target: unknown): { read: number; written: number } {
    const text = typeof input === 'string' ? input : toString(input);
    if (!(target instanceof Uint8Array))
      throw new TypeError('The "dest" argument must be an instance of Uint8Array.');
    const array = trust<object>(target);
    const written = encodeUtf8(text, 0, elementsOf(array), elementCount(array));
    return { read: encodedUnits(), written };
  }

  get [Symbol.toStringTag](): string {
    return 'TextEncoder';
  }
}

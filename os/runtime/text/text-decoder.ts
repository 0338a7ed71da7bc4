/**
 * TextDecoder (WHATWG Encoding 8.1) for utf-8, utf-16le and latin1 (which, as there, means windows-1252). Streaming keeps
 * the bytes of an unfinished character for the next call.
 */
import { load8, trust, type usize } from '../../unsafe.ts';
import { decodeUtf8 } from '../core/strings/utf8.ts';
import { asciiPrefix } from '../core/strings/words.ts';
import { bytesOf, isArrayBuffer } from '../typed-array/array-buffer.ts';
import { isViewObject } from '../typed-array/views.ts';
import { decodeUtf8Bytes, decodeUtf16le, decodeWindows1252, Utf8State } from './decode.ts';
import { encodingOfLabel } from './labels.ts';

interface DecoderOptions {
  readonly fatal?: unknown;
  readonly ignoreBOM?: unknown;
}

export class TextDecoderGlobal {
  readonly #encoding: string;
  readonly #fatal: boolean;
  readonly #ignoreBom: boolean;
  #state = new Utf8State();
  #bomSeen = false;

  constructor(label?: unknown, options?: unknown) {
    const name = label === undefined ? 'utf-8' : `${label}`;
    const encoding = encodingOfLabel(name);
    if (encoding === undefined) throw new RangeError(`The "${name}" encoding is not supported`);
    const settings = trust<DecoderOptions | undefined>(options);
    this.#encoding = encoding;
    this.#fatal = !!settings?.fatal;
    this.#ignoreBom = !!settings?.ignoreBOM;
  }

  get encoding(): string {
    return this.#encoding;
  }

  get fatal(): boolean {
    return this.#fatal;
  }

  get ignoreBOM(): boolean {
    return this.#ignoreBom;
  }

  /** The text of bytes in an ArrayBuffer or a view. TypeError on malformed bytes when fatal. */
  decode(input?: unknown, options?: unknown): string {
    const stream = !!trust<{ stream?: unknown } | undefined>(options)?.stream;
    const source = sourceOf(input);
    const byteAt = (index: number): number => load8(source.address + index);
    let text: string;
    if (this.#isWhole(source, stream)) text = decodeUtf8(source.address, source.length);
    else if (this.#encoding === 'windows-1252') text = decodeWindows1252(byteAt, source.length);
    else if (this.#encoding === 'utf-16le') text = decodeUtf16le(byteAt, source.length, this.#fatal);
    else text = decodeUtf8Bytes(byteAt, source.length, this.#state, this.#fatal, stream);
    if (!this.#bomSeen && text.length > 0) {
      if (!this.#ignoreBom && this.#encoding !== 'windows-1252' && text.charCodeAt(0) === 0xfeff)
        text = text.slice(1);
      this.#bomSeen = true;
    }
    if (!stream) this.#bomSeen = false;
    return text;
  }

  /** Is it UTF-8 without a character that begins before or ends after, and without an error that matters? */
  #isWhole(source: Source, stream: boolean): boolean {
    if (this.#encoding !== 'utf-8' || this.#state.needed > 0) return false;
    return (
      (!stream && !this.#fatal) || (asciiPrefix(source.address, source.length) as number) === source.length
    );
  }

  get [Symbol.toStringTag](): string {
    return 'TextDecoder';
  }
}

class Source {
  readonly address: usize;
  readonly length: number;
  constructor(address: usize, length: number) {
    this.address = address;
    this.length = length;
  }
}

function sourceOf(input: unknown): Source {
  if (input === undefined) return new Source(0, 0);
  if (isArrayBuffer(input)) return new Source(bytesOf(input), input.byteLength);
  if (isViewObject(input)) {
    const view = trust<ArrayBufferView<ArrayBuffer>>(input);
    return new Source(bytesOf(view.buffer) + view.byteOffset, view.byteLength);
  }
  throw new TypeError(
    'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
  );
}

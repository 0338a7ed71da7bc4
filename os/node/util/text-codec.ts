/**
 * TextEncoder and TextDecoder (WHATWG Encoding) for UTF-8, UTF-16LE and Latin-1.
 */

import { decode } from '../buffer/transcode.ts';
import { encodeUtf8, utf8Length } from '../buffer/utf8.ts';
import { NodeRangeError, NodeTypeError } from '../errors/node-error.ts';
import { StringDecoder } from '../string-decoder.ts';

/** Strings → UTF-8. */
export class TextEncoder {
  readonly encoding: string = 'utf-8';

  encode(text: string = ''): Uint8Array {
    const input = String(text);
    const bytes = new Uint8Array(utf8Length(input));
    encodeUtf8(input, bytes, 0, bytes.length);
    return bytes;
  }

  /** Writes whole characters as far as they fit. */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
    const written = encodeUtf8(text, target, 0, target.length);
    return { read: decode(target, 'utf8', 0, written).length, written };
  }
}

/** Bytes → strings. ERR_ENCODING_NOT_SUPPORTED for other encodings. */
export class TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  #decoder: StringDecoder | undefined = undefined;
  #isFresh: boolean = true;

  constructor(label: string = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const name = canonicalLabel(label);
    if (name === undefined) {
      throw new NodeRangeError('ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
    }
    this.encoding = name;
    this.fatal = options.fatal === true;
    this.ignoreBOM = options.ignoreBOM === true;
  }

  /** With `stream`, an incomplete character at the end waits for the next call. */
  decode(input?: ArrayBuffer | ArrayBufferView, options: { stream?: boolean } = {}): string {
    const bytes = toBytes(input);
    const encoding = this.encoding === 'utf-8' ? 'utf8' : this.encoding === 'utf-16le' ? 'utf16le' : 'latin1';
    this.#decoder ??= new StringDecoder(encoding);
    let text = this.#decoder.write(bytes);
    if (options.stream !== true) text += this.#decoder.end();
    if (this.fatal && text.includes('\ufffd') && !containsReplacement(bytes)) {
      throw new NodeTypeError(
        'ERR_ENCODING_INVALID_ENCODED_DATA',
        `The encoded data was not valid for encoding ${this.encoding}`,
      );
    }
    if (this.#isFresh && !this.ignoreBOM && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    this.#isFresh = options.stream !== true;
    return text;
  }
}

function canonicalLabel(label: string): string | undefined {
  switch (String(label).trim().toLowerCase()) {
    case 'utf-8':
    case 'utf8':
    case 'unicode-1-1-utf-8':
      return 'utf-8';
    case 'utf-16le':
    case 'utf-16':
    case 'ucs-2':
      return 'utf-16le';
    case 'latin1':
    case 'iso-8859-1':
    case 'ascii':
      return 'windows-1252';
    default:
      return undefined;
  }
}

function toBytes(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  return new Uint8Array(input);
}

/** Whether U+FFFD itself is in the input: then finding it in the output proves nothing. */
function containsReplacement(bytes: Uint8Array): boolean {
  for (let i = 0; i + 2 < bytes.length; i++) {
    if (bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) return true;
  }
  return false;
}

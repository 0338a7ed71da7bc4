/**
 * `node:string_decoder`: bytes that come in pieces become text without breaking characters (Node docs: string_decoder).
 */

import { canonicalEncoding, type Encoding } from './buffer/encoding-name.ts';
import { decode } from './buffer/transcode.ts';
import { incompleteTail } from './buffer/utf8.ts';
import { Buffer } from './buffer.ts';
import { unknownEncoding } from './errors/codes.ts';

const NOTHING: Uint8Array = new Uint8Array(0);

/** Holds back the bytes of a character, or of a base64 group, that isn't complete yet. */
export class StringDecoder {
  readonly encoding: Encoding;
  #rest: Uint8Array = NOTHING;

  /** ERR_UNKNOWN_ENCODING if there is no such encoding. */
  constructor(encoding: string = 'utf8') {
    const known = canonicalEncoding(encoding);
    if (known === undefined) throw unknownEncoding(encoding);
    this.encoding = known;
  }

  /** The text of what came before and of `bytes`, as far as it is complete; `bytes` may be reused afterwards. */
  write(bytes: Uint8Array | string): string {
    if (typeof bytes === 'string') return bytes;
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const kept = this.#incomplete(all);
    const end = all.length - kept;
    this.#rest = kept === 0 ? NOTHING : Uint8Array.prototype.slice.call(all, end);
    return decode(all, this.encoding, 0, end);
  }

  /** The text of `bytes` and of everything held back: broken characters are replaced. */
  end(bytes?: Uint8Array | string): string {
    const text = bytes === undefined ? '' : this.write(bytes);
    const rest = this.#rest;
    this.#rest = NOTHING;
    return text + decode(rest, this.encoding, 0, rest.length);
  }

  #incomplete(bytes: Uint8Array): number {
    switch (this.encoding) {
      case 'utf8':
        return incompleteTail(bytes, 0, bytes.length);
      case 'utf16le':
        return incompleteUtf16(bytes);
      case 'base64':
      case 'base64url':
        return bytes.length % 3;
      default:
        return 0;
    }
  }
}

/** Half a code unit, and a high surrogate that waits for its low one. */
function incompleteUtf16(bytes: Uint8Array): number {
  const odd = bytes.length % 2;
  const high = bytes[bytes.length - odd - 1] ?? 0;
  return bytes.length - odd >= 2 && high >= 0xd8 && high <= 0xdb ? odd + 2 : odd;
}

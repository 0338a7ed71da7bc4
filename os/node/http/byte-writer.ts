/**
 * A growing array of bytes that heads and bodies are written into, so that both leave in one write.
 */

import { encodeUtf8, utf8Length } from '../buffer/utf8.ts';

/** Bytes `0 … length - 1` of `bytes` are written. */
export class ByteWriter {
  bytes: Uint8Array = new Uint8Array(4096);
  length: number = 0;

  /** Appends text whose characters are all below 256. */
  latin1(text: string): void {
    const size = text.length;
    if (this.length + size > this.bytes.length) this.#grow(size);
    const bytes = this.bytes;
    const start = this.length | 0;
    for (let i = 0; i < size; i++) bytes[(start + i) | 0] = text.charCodeAt(i);
    this.length = start + size;
  }

  /** Appends text in UTF-8. `size` is its length in bytes, if known. */
  utf8(text: string, size: number = utf8Length(text)): void {
    if (size === text.length) {
      this.latin1(text);
      return;
    }
    if (this.length + size > this.bytes.length) this.#grow(size);
    this.length += encodeUtf8(text, this.bytes, this.length, this.bytes.length);
  }

  /** Appends bytes, copied. */
  raw(source: Uint8Array): void {
    if (this.length + source.length > this.bytes.length) this.#grow(source.length);
    this.bytes.set(source, this.length);
    this.length += source.length;
  }

  /** Forgets everything; a buffer that had to become very large is given back. */
  clear(): void {
    this.length = 0;
    if (this.bytes.length > 1 << 18) this.bytes = new Uint8Array(4096);
  }

  #grow(size: number): void {
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + size));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

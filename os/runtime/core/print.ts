/** Text to the console: UTF-8, in pieces through a buffer on the stack, so that printing allocates nothing. */
import { writeConsole } from '#machine';
import { stackWords, type u32, type usize } from '../../unsafe.ts';
import { lengthOf } from './strings/primitives.ts';
import { encodedUnits, encodeUtf8 } from './strings/utf8.ts';

const BUFFER_BYTES: usize = 1024;

/** Writes a string to a stream (1: standard output, 2: standard error); a lone surrogate as U+FFFD. Blocks until taken. */
export function print(stream: u32, text: string): void {
  const buffer: usize = stackWords(128);
  const length: usize = lengthOf(text);
  let from: usize = 0;
  while (from < length) {
    const sizeBytes: usize = encodeUtf8(text, from, buffer, BUFFER_BYTES);
    writeConsole(stream, buffer, sizeBytes);
    from = encodedUnits();
  }
}

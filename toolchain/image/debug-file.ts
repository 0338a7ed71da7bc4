/**
 * Finds the file with an image's symbols and DWARF, and makes sure that it is that image's: the image has its CRC, where
 * gdb looks for it too (GDB manual, "Separate Debug Files").
 */
import { existsSync, readFileSync } from 'node:fs';
import { Problem } from '../problem.ts';
import { parseSections } from './elf.ts';
import { debugFileOf } from './link.ts';

/** An image and its debug information, as bytes. */
export interface ImageFiles {
  readonly image: Uint8Array;
  readonly debug: Uint8Array;
}

/** Reads both. A Problem when the debug file isn't there or belongs to another build. */
export function readImageFiles(path: string): ImageFiles {
  const debugFile = debugFileOf(path);
  if (!existsSync(debugFile)) {
    throw new Problem(
      `${debugFile} is not there`,
      'it is made together with the image and must lie beside it; name the source to build both',
    );
  }
  const image = readFileSync(path);
  const debug = readFileSync(debugFile);
  const wanted = linkedCrc(image);
  if (wanted !== undefined && wanted !== crc32(debug)) {
    throw new Problem(`${debugFile} belongs to another build of ${path}`, 'build the image again');
  }
  return { image, debug };
}

/** The last four bytes of .gnu_debuglink, behind the file's name. */
function linkedCrc(image: Uint8Array): number | undefined {
  const data = parseSections(image)?.find(({ name }) => name === '.gnu_debuglink')?.data;
  if (data === undefined || data.length < 4) return undefined;
  return new DataView(data.buffer, data.byteOffset).getUint32(data.length - 4, true);
}

/** The CRC of zip and Ethernet (ISO 3309), reflected polynomial 0xEDB88320. */
function crc32(bytes: Uint8Array): number {
  const table = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
    return value;
  });
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ -1) >>> 0;
}

/**
 * Environment and arguments on the way to a machine: through the one string that a boot loader passes on.
 *
 *     KEY=VALUE KEY=VALUE -- first second
 *
 * Words are separated by single spaces; in a word every byte that isn't a visible ASCII character, and `%` itself, is
 * written as `%` and two hexadecimal digits; `%00` is an empty word. os/machine/x86_64/command-line.ts reads it.
 */
import { Problem } from '../problem.ts';

/** What entry.S keeps of it, without its closing NUL. */
const MAX_BYTES = 4095;
/** Ends the environment. */
const SEPARATOR = '--';
/** Words that begin like this were added by the boot loader, to tell where the machine's devices are. */
const DEVICE_PREFIX = 'virtio_mmio.device=';

/** The boot loader's string for an environment and the program's words. A Problem when they don't fit. */
export function bootCommandLine(env: ReadonlyMap<string, string>, words: readonly string[]): string {
  const settings = [...env].map(([key, value]) => escapeWord(`${key}=${value}`));
  const rest = words.length > 0 ? [SEPARATOR, ...words.map(escapeWord)] : [];
  const line = [...settings, ...rest].join(' ');
  if (line.length > MAX_BYTES) {
    throw new Problem(
      `arguments and environment take ${line.length} bytes; a machine is given at most ${MAX_BYTES}`,
      'pass large settings as a file that the program imports',
    );
  }
  return line;
}

function escapeWord(word: string): string {
  if (word === '') return '%00';
  const looksLikeDevice = word.startsWith(DEVICE_PREFIX);
  let text = '';
  for (const [index, byte] of new TextEncoder().encode(word).entries()) {
    const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x25 && !(looksLikeDevice && index === 0);
    text += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

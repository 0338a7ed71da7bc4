/**
 * Object files of earlier builds, under the hash of all that they are made from, and of which program makes them.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCommand } from '../requirements/install.ts';
import { type FileCache, keyOf } from './file-cache.ts';

/** The libraries that clang consists of. */
const LIBRARY = /^lib(LLVM|clang)[^/]*\.so[.\d]*$/;

/**
 * Which clang is installed, without starting it (which takes longer than all else here): an update changes the program's file or one of
 * its libraries. Undefined when that can't be told.
 */
export function compilerIdentity(program: string, path?: string): string | undefined {
  try {
    const found = findCommand(program, path);
    if (found === undefined) return undefined;
    const real = realpathSync(found);
    const beside = librariesIn(join(dirname(real), '../lib'));
    // Debian has links there to where all libraries are.
    const files = new Set([real, ...beside, ...beside.flatMap((file) => librariesIn(dirname(file)))]);
    return [...files]
      .map((file) => {
        const { size, mtimeMs, ctimeMs } = statSync(file);
        return `${file} ${size} ${mtimeMs} ${ctimeMs}`;
      })
      .join('\n');
  } catch {
    return undefined;
  }
}

function librariesIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => LIBRARY.test(name));
  return names.sort().map((name) => realpathSync(join(directory, name)));
}

/** Lets `make` write `output`, or takes it from the cache: `inputs` are all that it follows from, besides the program of this identity. */
export async function madeOnce(
  cache: FileCache | undefined,
  identity: string | undefined,
  inputs: readonly string[],
  output: string,
  make: () => Promise<void>,
): Promise<void> {
  const key =
    cache === undefined || identity === undefined ? undefined : keyOf('object', identity, ...inputs);
  const kept = key === undefined ? undefined : cache?.get(key);
  if (kept !== undefined) {
    writeFileSync(output, kept);
    return;
  }
  await make();
  if (key !== undefined) cache?.put(key, readFileSync(output));
}

/** Object files of earlier builds for the parts of a program: a part follows from its text and clang's words. */
import { writeFileSync } from 'node:fs';
import type { FileCache } from '../cache/file-cache.ts';
import { madeOnce } from '../cache/object-cache.ts';
import { runClang } from './clang.ts';

/** Makes `output` from the LLVM text in `source`, or takes it from the cache of what the clang of this identity made. */
export function compileCached(
  cache: FileCache | undefined,
  words: readonly string[],
  text: string,
  source: string,
  output: string,
  identity: string | undefined,
): Promise<void> {
  return madeOnce(cache, identity, [...words, text], output, async () => {
    writeFileSync(source, text);
    await runClang(words, source, output);
  });
}

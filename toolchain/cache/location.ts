/** Where results of builds are kept for the next one, and how many. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FileCache } from './file-cache.ts';

/** Some two hundred builds of a large program. */
export const CACHE_MAX_BYTES = 256 * 1024 * 1024;

/**
 * The cache of this user: `IMPORTOS_CACHE` names a directory for it, and is empty where nothing is to be kept; else
 * `importos` in `XDG_CACHE_HOME`, or in `~/.cache` (XDG Base Directory Specification 0.8).
 */
export function userCache(env: Readonly<Record<string, string | undefined>>): FileCache | undefined {
  const chosen = env['IMPORTOS_CACHE'];
  if (chosen === '') return undefined;
  const directory = chosen ?? defaultDirectory(env['XDG_CACHE_HOME']);
  return directory === undefined ? undefined : new FileCache(directory, CACHE_MAX_BYTES);
}

function defaultDirectory(xdg: string | undefined): string | undefined {
  if (xdg?.startsWith('/') === true) return join(xdg, 'importos');
  try {
    return join(homedir(), '.cache/importos');
  } catch {
    // A user whom the system doesn't know has no home.
    return undefined;
  }
}

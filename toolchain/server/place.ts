/**
 * Where a checkout's build server listens: its name follows from all that a server can't change any more, so that nobody asks one that began
 * with another compiler, another Node or other programs.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryFile } from '../targets/target.ts';

/** The address of a Unix socket has room for so much (unix(7)). */
const PATH_MAX = 107;

export interface Place {
  /** A directory for sockets, that nobody else may enter. */
  readonly directory: string;
  readonly path: string;
  /** Sockets that don't begin so belong to servers with another compiler. */
  readonly prefix: string;
}

/** For the compiler in this bundle (cli/bundle.mjs), which is called by what it was made of. Undefined when the path is too long. */
export function serverPlace(
  bundle: string,
  env: Readonly<Record<string, string | undefined>>,
): Place | undefined {
  const { size, mtimeMs } = statSync(repositoryFile('node_modules/typescript/package.json'));
  const compiler = hash([bundle, process.version, process.execPath, String(size), String(mtimeMs)]);
  const around = hash([env['PATH'] ?? '', env['LD_LIBRARY_PATH'] ?? '', String(process.umask())]);
  const directory = join(dirname(dirname(dirname(bundle))), 'server');
  const path = join(directory, `${compiler}-${around}`);
  return Buffer.byteLength(path) > PATH_MAX ? undefined : { directory, path, prefix: `${compiler}-` };
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

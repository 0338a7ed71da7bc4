/** The repository's own TypeScript, for the checks: what is in the two buildings and beside them, programs left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { repositoryFile } from '../targets/target.ts';

/** Every .ts file below these folders (from the root of the repository), by its path from there. */
export function readSources(folders: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(repositoryFile(folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!name.endsWith('.ts') || name.includes('node_modules')) continue;
      const path = `${folder}/${name}`;
      files.set(path, readFileSync(repositoryFile(path), 'utf8'));
    }
  }
  return files;
}

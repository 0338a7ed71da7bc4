/**
 * Finds the language programs: `tests/programs/<area>/<name>.ts` (or `.mts`, `.js`, `.mjs`), or a directory
 * `<area>/<name>/` whose entry is `main.ts` or `main.mjs`.
 *
 * A program is known by `area/name` everywhere: in reports, in filters and in the list of expected failures.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Program {
  /** `area/name`, unique. */
  readonly id: string;
  readonly area: string;
  /** Absolute path of the file that is run. */
  readonly entry: string;
  /** Absolute paths of all its files, the entry among them, sorted. */
  readonly files: readonly string[];
  /** The directory that the files' relative imports stay inside. */
  readonly root: string;
}

export interface Selection {
  readonly area?: string | undefined;
  /** Text that the program's id must contain. */
  readonly filter?: string | undefined;
}

const sourceFile = /\.(ts|mts|js|mjs)$/;
const entryNames = ['main.ts', 'main.mts', 'main.mjs', 'main.js'];

/** All programs below `programsDir`, sorted by id. Throws when a directory has no entry or two programs share an id. */
export function findPrograms(programsDir: string): Program[] {
  const programs = subdirectories(programsDir).flatMap((area) =>
    programsOfArea(join(programsDir, area), area),
  );
  programs.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [i, program] of programs.entries()) {
    if (programs[i + 1]?.id === program.id) throw new Error(`two programs are called ${program.id}`);
  }
  return programs;
}

/** The programs that a selection names; an empty selection names all. */
export function select(programs: readonly Program[], { area, filter }: Selection): Program[] {
  return programs.filter(
    (program) =>
      (area === undefined || program.area === area) && (filter === undefined || program.id.includes(filter)),
  );
}

/** A digest of the program's text: of every file's relative path and content. */
export function contentHash(program: Program): string {
  const hash = createHash('sha256');
  for (const file of program.files) {
    const content = readFileSync(file);
    hash.update(`${relative(program.root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function programsOfArea(areaDir: string, area: string): Program[] {
  const found: Program[] = [];
  for (const entry of readdirSync(areaDir, { withFileTypes: true })) {
    const path = join(areaDir, entry.name);
    if (entry.isDirectory()) found.push(directoryProgram(path, area, entry.name));
    else if (sourceFile.test(entry.name)) {
      const id = `${area}/${entry.name.replace(sourceFile, '')}`;
      found.push({ id, area, entry: path, files: [path], root: areaDir });
    }
  }
  return found;
}

function directoryProgram(dir: string, area: string, name: string): Program {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((file) => join(dir, file))
    .filter((file) => statSync(file).isFile())
    .sort();
  const entry = entryNames.map((file) => join(dir, file)).find((file) => files.includes(file));
  if (entry === undefined) throw new Error(`${area}/${name} has none of ${entryNames.join(', ')}`);
  return { id: `${area}/${name}`, area, entry, files, root: dir };
}

function subdirectories(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

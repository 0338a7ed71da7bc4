/**
 * Which file a program begins with, and what it is called.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Problem } from '../problem.ts';

/** What a directory's first module may be called when nothing names it, in order of preference. */
const CANDIDATES = ['src/main.ts', 'main.ts', 'src/index.ts', 'index.ts'];
const SOURCE_EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'] as const;
const SOURCE = /\.[mc]?[tj]s$/;
/** The extensions of programs, for messages and help. */
export const SOURCES = '.ts, .mts, .cts, .js, .mjs or .cjs';
/** Names that say nothing about a program: its directory's says more. */
const GENERIC = new Set(['main', 'index', 'src']);

/** The entry file (absolute) that a path means: the file itself, or a directory's `main` or usual first module. */
export function resolveEntry(path: string): string {
  if (isFile(path)) {
    if (SOURCE.test(path)) return resolve(path);
    throw new Problem(
      `${path} is neither TypeScript nor JavaScript nor an image`,
      `name a ${SOURCES} file, or a directory`,
    );
  }
  if (!isDirectory(path)) throw notThere(path);
  const main = packageField(path, 'main');
  if (main !== undefined) {
    if (isFile(join(path, main))) return resolve(path, main);
    throw new Problem(`${join(path, main)} is not there`, `'main' of ${join(path, 'package.json')} names it`);
  }
  const found = CANDIDATES.find((name) => isFile(join(path, name)));
  if (found !== undefined) return resolve(path, found);
  throw new Problem(
    `no program in ${resolve(path)}`,
    `looked for 'main' in package.json, ${CANDIDATES.join(', ')}`,
  );
}

/** What the program in an entry file is called: its file, or its directory if the file has a usual name. */
export function programName(entry: string): string {
  for (let path = entry; ; path = dirname(path)) {
    const name = path === entry ? basename(path, extname(path)) : basename(path);
    if (!GENERIC.has(name)) return name || 'program';
  }
}

function notThere(path: string): Problem {
  const withExtension = SOURCE_EXTENSIONS.map((extension) => path + extension).find(isFile);
  return new Problem(`${path} is not there`, withExtension && `did you mean '${withExtension}'?`);
}

function packageField(dir: string, field: string): string | undefined {
  const path = join(dir, 'package.json');
  if (!isFile(path)) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Problem(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const value =
    typeof content === 'object' && content !== null && Object.entries(content).find(([key]) => key === field);
  return value && typeof value[1] === 'string' ? value[1] : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

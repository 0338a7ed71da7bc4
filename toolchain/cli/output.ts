/**
 * Where an image (or a form in between) goes, checked before the time for building is spent: never over a file that
 * somebody wrote, and only where a file can be made. What stands there already and isn't ours stays.
 */
import { closeSync, existsSync, openSync, readSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isBuiltImage, isImage } from '../image/description.ts';
import { debugFileOf } from '../image/link.ts';
import { REPORT_MARK } from '../pages/mark.ts';
import { Problem } from '../problem.ts';

const SOURCE = /\.([mc]?[tj]sx?|json)$/i;
/** The mark is in so many bytes. */
const REPORT_START_BYTES = 256;
const NAME_ANOTHER = "name another file with '-o'";

/** Refuses a path for an image: a Problem when it, or its debug file beside it, would replace what isn't a build's result. */
export function checkImagePath(path: string): void {
  checkFilePath(path);
  if (hasContent(path) && !isBuiltImage(path))
    throw new Problem(`${path} is there and is not an image of ImportOS`, NAME_ANOTHER);
  const debugFile = debugFileOf(path);
  checkFilePath(debugFile);
  if (hasContent(debugFile) && !isImage(debugFile))
    throw new Problem(`${debugFile} is there, and is not the debug file of an image`, NAME_ANOTHER);
}

/** Refuses a path for any output: a Problem when it is no file, a source file, or can't be made. */
export function checkFilePath(path: string): void {
  const found = statOf(path);
  if (found?.isDirectory()) throw new Problem(`${path} is a directory`, `name a file, as in -o ${path}/NAME`);
  if (found && !found.isFile()) throw new Problem(`${path} is not a file`, NAME_ANOTHER);
  if (found && SOURCE.test(path)) throw new Problem(`${path} is a source file`, NAME_ANOTHER);
  checkWritable(path);
}

/** Refuses a path for a report: a Problem when it is no file, can't be made, or is one that doesn't begin as our own do. */
export function checkReportPath(path: string, option: string): void {
  const found = statOf(path);
  if (found?.isDirectory())
    throw new Problem(`${path} is a directory`, `name a file, as in ${option} ${path}/NAME`);
  if (found && !found.isFile())
    throw new Problem(`${path} is not a file`, `name another file with '${option}'`);
  if (found && found.size > 0 && !beginsWithMark(path))
    throw new Problem(
      `${path} is there and is not a report of ImportOS`,
      `name another file with '${option}'`,
    );
  checkWritable(path, option);
}

function beginsWithMark(path: string): boolean {
  const start = Buffer.alloc(REPORT_START_BYTES);
  const file = openSync(path, 'r');
  try {
    return start.toString('utf8', 0, readSync(file, start)).includes(REPORT_MARK);
  } finally {
    closeSync(file);
  }
}

function hasContent(path: string): boolean {
  return (statOf(path)?.size ?? 0) > 0;
}

/** Undefined also for a path through a file (`file/x`), which the check for writing explains. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Makes a file in the directory, or in the nearest one above that is there, and removes it: permissions alone don't say it. */
function checkWritable(path: string, option = '-o'): void {
  let dir = dirname(path);
  while (!existsSync(dir)) dir = dirname(dir);
  const probe = `${dir}/.importos-${process.pid}`;
  try {
    closeSync(openSync(probe, 'wx'));
    rmSync(probe);
  } catch (error) {
    throw new Problem(
      `${path} can't be written: no file can be made in ${dir} (${reasonOf(error)})`,
      `name another file with '${option}'`,
    );
  }
}

/** `permission denied` of Node's `EACCES: permission denied, open '…'`. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9]+: (.*?),/.exec(text)?.[1] ?? text;
}

/**
 * Where an image (or a form in between) goes, checked before the time for building is spent: never over a file that
 * somebody wrote, and only where a file can be made. What stands there already and isn't ours stays.
 */
import { closeSync, existsSync, openSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isBuiltImage, isImage } from '../image/description.ts';
import { debugFileOf } from '../image/link.ts';
import { Problem } from '../problem.ts';

const SOURCE = /\.([mc]?[tj]sx?|json)$/i;
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
function checkWritable(path: string): void {
  let dir = dirname(path);
  while (!existsSync(dir)) dir = dirname(dir);
  const probe = `${dir}/.importos-${process.pid}`;
  try {
    closeSync(openSync(probe, 'wx'));
    rmSync(probe);
  } catch (error) {
    throw new Problem(
      `${path} can't be written: no file can be made in ${dir} (${reasonOf(error)})`,
      NAME_ANOTHER,
    );
  }
}

/** `permission denied` of Node's `EACCES: permission denied, open '…'`. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9]+: (.*?),/.exec(text)?.[1] ?? text;
}

/**
 * What an image says about itself, so that `importos run IMAGE` needs nothing else: JSON in a section that is not
 * loaded into memory.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { Problem } from '../problem.ts';
import { isElf, parseSections, type Section } from './elf.ts';

/** The section's name. */
export const DESCRIPTION_SECTION = '.importos';

/** What is in it. */
export interface Description {
  /** A name that `--target` takes. */
  readonly target: string;
  readonly usesNetwork: boolean;
  /** It has the profiler in it; other images say nothing of it. */
  readonly profiles?: true;
}

/** How large the parts of an image are once it is in memory. */
export interface Sizes {
  readonly codeBytes: number;
  readonly constantBytes: number;
  /** With the data that begins as zero, which takes no room in the file. */
  readonly dataBytes: number;
}

/** Whether a path is an ELF file rather than a program's source. False when it can't be read. */
export function isImage(path: string): boolean {
  const magic = new Uint8Array(4);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, magic);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
  return isElf(magic);
}

/** Whether a path is an image that ImportOS made. False when it can't be read. */
export function isBuiltImage(path: string): boolean {
  return isImage(path) && descriptionIn(path) !== undefined;
}

/** Reads an image's description. A Problem when the file isn't an image that ImportOS made. */
export function readDescription(path: string): Description {
  const description = descriptionIn(path);
  if (description) return description;
  throw new Problem(`${path} is not an image that ImportOS built`, "build one with 'importos build ENTRY'");
}

function descriptionIn(path: string): Description | undefined {
  const section = parseSections(readFileSync(path))?.find(({ name }) => name === DESCRIPTION_SECTION);
  return section && parseDescription(section.data);
}

function parseDescription(data: Uint8Array): Description | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('target' in value)) return undefined;
  const { target } = value;
  if (typeof target !== 'string') return undefined;
  return {
    target,
    usesNetwork: 'usesNetwork' in value && value.usesNetwork === true,
    ...('profiles' in value && value.profiles === true && { profiles: true }),
  };
}

/** Adds up what is loaded. */
export function sizesOf(sections: readonly Section[]): Sizes {
  const sum = (belongs: (section: Section) => boolean): number =>
    sections.reduce(
      (total, section) => total + (section.isLoaded && belongs(section) ? section.sizeBytes : 0),
      0,
    );
  return {
    codeBytes: sum(({ isCode }) => isCode),
    constantBytes: sum(({ isCode, isWritable }) => !isCode && !isWritable),
    dataBytes: sum(({ isWritable }) => isWritable),
  };
}

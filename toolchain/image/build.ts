/**
 * The journey from an entry file to an image, as one function: compile, say what is wrong, link, put in place.
 * Everything is made in a work directory; an image appears at its final place whole or not at all.
 */
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FileCache } from '../cache/file-cache.ts';
import type { Compile, CompileOptions, Diagnostic, HeapOptions } from '../compiler/api.ts';
import type { Target } from '../targets/target.ts';
import { type Description, type Sizes, sizesOf } from './description.ts';
import { parseSections } from './elf.ts';
import { assembleSources, debugFileOf, link } from './link.ts';

/** What to make; absolute paths. */
export interface MakeInput {
  readonly entry: string;
  readonly target: Target;
  readonly debug: boolean;
  /** Not optimised: the image is there sooner, and is larger and slower. */
  readonly quick?: boolean;
  /** With the sampling profiler in it. */
  readonly profiles?: boolean;
  /** What the project says of the heap. */
  readonly heap?: HeapOptions;
  /** Results of earlier builds; without it nothing is kept. */
  readonly cache?: FileCache | undefined;
  readonly workDir: string;
  /** The image's file name: the image knows what its debug file is called. */
  readonly name: string;
  /** Called as each step begins. */
  readonly onStep?: (step: string) => void;
}

/** What was made; `made` is undefined when a diagnostic is an error. */
export interface MakeOutput {
  readonly diagnostics: readonly Diagnostic[];
  readonly made?: MadeImage;
}

/** An image in a work directory. */
export interface MadeImage {
  readonly path: string;
  readonly debugFile: string;
  readonly usesNetwork: boolean;
  readonly sizes: Sizes;
}

/** What to build; absolute paths. */
export interface BuildInput extends Omit<MakeInput, 'name'> {
  /** Where the image goes; its directory is made when it isn't there. */
  readonly output: string;
}

/** What was built; `image` is undefined when a diagnostic is an error. */
export interface BuildOutput {
  readonly diagnostics: readonly Diagnostic[];
  readonly image?: BuiltImage;
}

/** An image in its place. */
export interface BuiltImage {
  readonly path: string;
  readonly debugFile: string;
  readonly usesNetwork: boolean;
  readonly fileBytes: number;
  readonly sizes: Sizes;
}

/** The compiler's options for a build; `emit` is for looking at a form in between. */
export function compileOptions(input: Omit<MakeInput, 'name' | 'onStep'>): CompileOptions {
  const { entry, target, debug, quick, heap, cache, workDir } = input;
  return {
    entry,
    target: target.family,
    debug,
    optimize: !debug && quick !== true,
    ...(heap && { heap }),
    cache,
    outDir: workDir,
  };
}

/** Builds an image. */
export async function build({ output, ...input }: BuildInput, compile: Compile): Promise<BuildOutput> {
  const { diagnostics, made } = await make({ ...input, name: basename(output) }, compile);
  return { diagnostics, ...(made && { image: place(made, output) }) };
}

/** Makes an image in the work directory. */
export async function make(input: MakeInput, compile: Compile): Promise<MakeOutput> {
  const { target, workDir, name, onStep } = input;
  onStep?.('compiling');
  const profiles = input.profiles === true;
  // Other processes do it while we compile.
  const assembling = assembleSources(target, profiles, workDir, input.cache);
  // Who waits for it is told; nobody does when compiling fails.
  assembling.catch(() => undefined);
  const { diagnostics, objectFiles, usesNetwork } = await compile(compileOptions(input));
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  if (objectFiles === undefined) throw new Error('the compiler returned neither an error nor an object file');

  const assembled = await assembling;
  onStep?.('linking');
  const description: Description = {
    target: target.family,
    usesNetwork,
    ...(profiles && { profiles }),
  };
  const linked = link({ target, objectFiles, assembled, description, workDir }, name);
  const sections = parseSections(readFileSync(linked.image));
  if (!sections) throw new Error('the linker wrote something that is not an ELF file');
  const { image: path, debugFile } = linked;
  return { diagnostics, made: { path, debugFile, usesNetwork, sizes: sizesOf(sections) } };
}

/** Puts what was made in its place. */
export function place({ path, debugFile, usesNetwork, sizes }: MadeImage, output: string): BuiltImage {
  mkdirSync(dirname(output), { recursive: true });
  const debugPlace = debugFileOf(output);
  putInPlace(debugFile, debugPlace);
  putInPlace(path, output);
  return { path: output, debugFile: debugPlace, usesNetwork, fileBytes: statSync(output).size, sizes };
}

/** The names under which the files of an image arrive beside their places: what a build that is cut short may leave. */
export function partialFiles(output: string): readonly string[] {
  return [partialOf(output), partialOf(debugFileOf(output))];
}

function partialOf(path: string): string {
  return `${path}.${process.pid}.partial`;
}

/** Moves a file between file systems such that its new name never shows a part of it. */
function putInPlace(from: string, to: string): void {
  const partial = partialOf(to);
  try {
    copyFileSync(from, partial);
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

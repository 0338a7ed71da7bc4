/**
 * Object file and assembly → an image that boots or starts, with its symbols and debug information beside it.
 * The image is a static ELF file: QEMU, Firecracker and Linux all load one directly.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../targets/target.ts';
import { DESCRIPTION_SECTION, type Description } from './description.ts';
import { runTool } from './tool.ts';

/** What goes into an image; absolute paths. */
export interface LinkInput {
  readonly target: Target;
  readonly objectFile: string;
  /** Assembly files beyond those that every image of the target has. */
  readonly assembly: readonly string[];
  readonly description: Description;
  /** An existing directory for intermediate files and the results. */
  readonly workDir: string;
}

/** The two files made, inside the work directory. */
export interface Linked {
  readonly image: string;
  /** Symbols and DWARF, for debuggers and profilers. */
  readonly debugFile: string;
}

/** Assembles, links, and takes the symbols out. Blocks for as long as the tools run. `name` is the image's file name. */
export function link(input: LinkInput, name: string): Linked {
  const { target, workDir } = input;
  const sources = [...new Set([...target.assembly, ...input.assembly])];
  const objects = sources.map((source, index) => assemble(source, target, join(workDir, `asm-${index}.o`)));

  const whole = join(workDir, 'linked.elf');
  runTool('ld.lld-19', [
    '-static',
    '--no-pie',
    '--gc-sections',
    '--icf=all',
    '-z',
    'noexecstack',
    '--build-id=none',
    '-T',
    target.linkerScript,
    '-o',
    whole,
    input.objectFile,
    ...objects,
  ]);

  const image = join(workDir, name);
  const debugFile = debugFileOf(image);
  const descriptionFile = join(workDir, 'description.json');
  writeFileSync(descriptionFile, JSON.stringify(input.description));
  runTool('llvm-objcopy-19', ['--only-keep-debug', whole, debugFile]);
  runTool('llvm-objcopy-19', [
    '--strip-all',
    `--add-section=${DESCRIPTION_SECTION}=${descriptionFile}`,
    `--keep-section=${DESCRIPTION_SECTION}`,
    `--add-gnu-debuglink=${debugFile}`,
    '--keep-section=.gnu_debuglink',
    whole,
    image,
  ]);
  return { image, debugFile };
}

function assemble(source: string, target: Target, objectFile: string): string {
  runTool('clang-19', [
    `--target=${target.triple}`,
    ...target.clangFlags,
    '-g',
    '-Wno-unused-command-line-argument',
    '-c',
    source,
    '-o',
    objectFile,
  ]);
  return objectFile;
}

/** The name of the debug file that belongs to an image. */
export function debugFileOf(image: string): string {
  return `${image}.debug`;
}

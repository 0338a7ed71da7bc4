/**
 * Object file and assembly → an image that boots or starts, with its symbols and debug information beside it.
 * The image is a static ELF file: QEMU, Firecracker and Linux all load one directly.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileCache } from '../cache/file-cache.ts';
import { compilerIdentity, madeOnce } from '../cache/object-cache.ts';
import { type Profiler, repositoryFile, type Target } from '../targets/target.ts';
import { constantsObject } from './constants-object.ts';
import { nameFunctions } from './debug-symbols.ts';
import { DESCRIPTION_SECTION, type Description } from './description.ts';
import { parseSections, parseSymbols, type Section } from './elf.ts';
import { type PlaceRow, readPlaces } from './places/places.ts';
import { encodePlaces } from './places/table.ts';
import { runTool, startTool } from './tool.ts';

/** What goes into an image; absolute paths. */
export interface LinkInput {
  readonly target: Target;
  readonly objectFiles: readonly string[];
  /** What `assembleSources` made. */
  readonly assembled: readonly string[];
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

const NO_PROFILER: Profiler = { assembly: [], wraps: [] };

/** Object files of the assembly that every image of a target has: made by other processes, all at the same time, or by an earlier build. */
export function assembleSources(
  target: Target,
  profiles: boolean,
  workDir: string,
  cache?: FileCache,
): Promise<readonly string[]> {
  const profiler = profiles ? target.profiler : NO_PROFILER;
  const sources = [...new Set([...target.assembly, ...profiler.assembly])];
  const identity = compilerIdentity('clang-19');
  return Promise.all(
    sources.map(async (source, index) => {
      const objectFile = join(workDir, `asm-${index}.o`);
      const words = assemblerWords(source, target);
      await madeOnce(cache, identity, [...words, readFileSync(source, 'utf8')], objectFile, () =>
        startTool('clang-19', [...words, '-o', objectFile]),
      );
      return objectFile;
    }),
  );
}

/** Links, and takes the symbols out. Blocks for as long as the tools run. `name` is the image's file name. */
export function link(input: LinkInput, name: string): Linked {
  const { target, workDir } = input;
  const profiler = input.description.profiles === true ? target.profiler : NO_PROFILER;
  const whole = linkWithPlaces(target, profiler, [...input.objectFiles, ...input.assembled], workDir);

  // In a directory of its own: the image may be called like one of the files in between.
  const resultDir = join(workDir, 'linked');
  mkdirSync(resultDir, { recursive: true });
  const image = join(resultDir, name);
  const debugFile = debugFileOf(image);
  const descriptionFile = join(workDir, 'description.json');
  writeFileSync(descriptionFile, JSON.stringify(input.description));
  runTool('llvm-objcopy-19', ['--only-keep-debug', whole, debugFile]);
  writeFileSync(debugFile, nameFunctions(readFileSync(debugFile), readFileSync(whole)));
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

/**
 * Links twice: places are known when the code has its addresses, and the table of them lies behind the code and the
 * constants, so that it moves nothing but data.
 */
function linkWithPlaces(
  target: Target,
  profiler: Profiler,
  objects: readonly string[],
  workDir: string,
): string {
  const first = linkOnce(target, profiler, objects, join(workDir, 'without-places.elf'));
  const bytes = readFileSync(first);
  const object = join(workDir, 'places.o');
  writeFileSync(object, constantsObject('.places', encodePlaces(placesOf(bytes))));
  const whole = linkOnce(target, profiler, [...objects, object], join(workDir, 'linked.elf'));
  assertSameCode(bytes, readFileSync(whole));
  return whole;
}

function linkOnce(target: Target, profiler: Profiler, objects: readonly string[], output: string): string {
  runTool('ld.lld-19', [
    '-static',
    '--no-pie',
    '--gc-sections',
    '--icf=all',
    '-z',
    'noexecstack',
    '--build-id=none',
    // QEMU copies segments to where they belong: only those that a process maps lie at page borders of the file.
    ...(target.runs === 'qemu' ? ['-z', 'max-page-size=64'] : []),
    ...profiler.wraps.map((symbol) => `--wrap=${symbol}`),
    '-T',
    target.linkerScript,
    '-o',
    output,
    ...objects,
  ]);
  return output;
}

function placesOf(elf: Uint8Array): readonly PlaceRow[] {
  const sections = sectionsOf(elf);
  const dataOf = (name: string): Uint8Array =>
    sections.find((section) => section.name === name)?.data ?? new Uint8Array();
  const { address, data } = codeOf(sections);
  return readPlaces(dataOf, { address, bytes: data });
}

/** Do both have their code, and each symbol in it, at the same addresses? */
function assertSameCode(a: Uint8Array, b: Uint8Array): void {
  const [codeA, codeB] = [a, b].map((elf) => {
    const sections = sectionsOf(elf);
    const { address, sizeBytes } = codeOf(sections);
    const symbols = parseSymbols(sections).filter(
      (symbol) => symbol.address >= address && symbol.address < address + sizeBytes,
    );
    return JSON.stringify([address, sizeBytes, symbols]);
  });
  if (codeA !== codeB) throw new Error('the table of places moved the code that it describes');
}

function sectionsOf(elf: Uint8Array): readonly Section[] {
  const sections = parseSections(elf);
  if (sections === undefined) throw new Error('the linker wrote something that is not an ELF file');
  return sections;
}

function codeOf(sections: readonly Section[]): Section {
  const code = sections.find(({ name }) => name === '.text');
  if (code === undefined) throw new Error('an image without code');
  return code;
}

/** All words but where the result goes. */
function assemblerWords(source: string, target: Target): readonly string[] {
  return [
    `--target=${target.triple}`,
    ...target.clangFlags,
    '-g',
    '-gdwarf-4',
    `-ffile-prefix-map=${repositoryFile('os/')}=importos:`,
    '-fdebug-compilation-dir=',
    '-Wno-unused-command-line-argument',
    '-c',
    source,
  ];
}

/** The name of the debug file that belongs to an image. */
export function debugFileOf(image: string): string {
  return `${image}.debug`;
}

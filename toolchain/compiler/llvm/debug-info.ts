/**
 * Places of the source in LLVM's debug metadata: a compile unit, a file and a subprogram for each function, a location
 * for each place that an instruction comes from. From it LLVM makes DWARF, which debuggers read in the image's side
 * file, and image/places reads to make the table of places that stays in the image.
 */
import type { FunctionIr, SourceRef, Span } from '../ir/ir.ts';
import { isErrorConstructor, stackName } from './stack-name.ts';

/** The node of a function that instructions are in. */
export interface Subprogram {
  /** A reference to the node: `!12`. */
  readonly id: string;
  /** The function's own place, for what stands for no part of the source. */
  readonly line: number;
  readonly isOs: boolean;
}

/** Where a place is; both count from 1. */
interface Position {
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
}

/** Numbers below belong to module.ts. */
const FIRST_NODE = 3;

export class DebugInfo {
  readonly #nodes: string[] = [];
  readonly #files = new Map<SourceRef, string>();
  readonly #locations = new Map<string, string>();
  readonly #type: string;
  readonly #unit: string;
  readonly #noFile: string;

  constructor() {
    this.#noFile = this.#node(`!DIFile(filename: "importos", directory: "")`);
    this.#unit = this.#node(
      `distinct !DICompileUnit(language: DW_LANG_C99, file: ${this.#noFile}, producer: "importos", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug, nameTableKind: None)`,
    );
    this.#type = this.#node('!DISubroutineType(types: !2)');
  }

  #node(text: string): string {
    return `!${FIRST_NODE + this.#nodes.push(text) - 1}`;
  }

  #file(file: SourceRef | undefined): string {
    if (file === undefined) return this.#noFile;
    let node = this.#files.get(file);
    if (node === undefined) {
      node = this.#node(`!DIFile(filename: "${quoted(file.name)}", directory: "")`);
      this.#files.set(file, node);
    }
    return node;
  }

  /** A node for an LLVM function that is made from `fn`; `isWrapper`: code around it that nobody wrote. */
  subprogram(fn: FunctionIr, isWrapper: boolean): Subprogram {
    const { span } = fn;
    const line = span === undefined ? 0 : positionOf(span).line;
    const file = this.#file(span?.file);
    const name = isWrapper ? `<entry> ${fn.name}` : stackName(fn);
    // DWARF has no word for a constructor of errors; `explicit` (C++) is one for constructors.
    const flags = isWrapper
      ? 'flags: DIFlagArtificial, '
      : isErrorConstructor(fn)
        ? 'flags: DIFlagExplicit, '
        : '';
    const id = this.#node(
      `distinct !DISubprogram(name: "${quoted(name)}", scope: ${file}, file: ${file}, line: ${line}, scopeLine: ${line}, type: ${this.#type}, ${flags}spFlags: DISPFlagLocalToUnit | DISPFlagDefinition | DISPFlagOptimized, unit: ${this.#unit})`,
    );
    return { id, line: isWrapper ? 0 : line, isOs: isOsPlace(span) };
  }

  /** A node for a place in a function; without a span: the function's own line. */
  location(scope: Subprogram, span: Span | undefined): string {
    const { line, column } = span === undefined ? { line: scope.line, column: 0 } : positionOf(span);
    // Of os/ the line says enough, and takes less room in the image.
    const text = `!DILocation(line: ${line}, column: ${scope.isOs ? 0 : column}, scope: ${scope.id})`;
    let node = this.#locations.get(text);
    if (node === undefined) {
      node = this.#node(text);
      this.#locations.set(text, node);
    }
    return node;
  }

  /** The lines of the module's text. */
  lines(): readonly string[] {
    const flags = ['"Dwarf Version", i32 4', '"Debug Info Version", i32 3'].map((flag) =>
      this.#node(`!{i32 2, !${flag}}`),
    );
    return [
      ...this.#nodes.map((text, index) => `!${FIRST_NODE + index} = ${text}`),
      `!llvm.dbg.cu = !{${this.#unit}}`,
      `!llvm.module.flags = !{${flags.join(', ')}}`,
    ];
  }
}

/** Is it in a file of os/? */
export function isOsPlace(span: Span | undefined): boolean {
  return span?.file.name.startsWith('importos:') === true;
}

/** As LLVM reads strings: bytes that aren't plain ASCII in hexadecimal. */
function quoted(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) {
    const plain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 92;
    out += plain ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, '0')}`;
  }
  return out;
}

const lineStarts = new WeakMap<SourceRef, readonly number[]>();

/** Where a span stands in its file. */
export function positionOf(span: Span): Position {
  const starts = lineStartsOf(span.file);
  const offset = span.focus ?? span.start;
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

function lineStartsOf(file: SourceRef): readonly number[] {
  let starts = lineStarts.get(file);
  if (starts === undefined) {
    starts = [0, ...[...file.text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map((m) => m.index + m[0].length)];
    lineStarts.set(file, starts);
  }
  return starts;
}

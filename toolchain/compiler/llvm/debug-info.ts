/**
 * Places of the source in LLVM's debug metadata: a compile unit, a file and a subprogram for each function, a location
 * for each place that an instruction comes from, a node for each variable. From it LLVM makes DWARF, which debuggers read in the image's side
 * file, and image/places reads to make the table of places that stays in the image.
 */
import type { ClassInfo, FunctionIr, Global, SourceRef, Span } from '../ir/ir.ts';
import { shownName } from '../ir/names.ts';
import type { SourceVariable } from '../ir/namings.ts';
import { publicName } from '../passes/inference/objects.ts';
import type { ObjectLayout } from '../passes/object-layout.ts';
import { debugType, sizeOf } from './debug-types.ts';
import { NodeNumbers, Nodes } from './metadata.ts';
import type { Rep } from './rep.ts';
import { isErrorConstructor, stackName } from './stack-name.ts';

/** Locations in a function or block by line and column. */
type Places = Map<number, string>;

/** The node of a function that instructions are in. */
export interface Subprogram {
  /** A reference to the node: `!12`. */
  readonly id: string;
  /** The function's own place, for what stands for no part of the source. */
  readonly line: number;
  readonly isOs: boolean;
  /** Blocks of the source with variables of their own, outer ones first; none in optimised code. */
  readonly blocks: readonly LexicalBlock[];
  readonly places: Places;
  /** All nodes of the function. */
  readonly nodes: Nodes;
}

interface LexicalBlock {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly places: Places;
}

/** Where a place is; both count from 1. */
interface Position {
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
}

/** gdb believes the lines of prologues only when clang wrote them, which it did. */
const PRODUCER = 'clang 19 for importos';
/** Columns are below it. */
const COLUMNS = 2 ** 26;

export class DebugInfo {
  readonly #numbers = new NodeNumbers();
  /** Nodes that functions share, by reference. */
  readonly #shared = new Map<string, Nodes>();
  readonly #sharedByText = new Map<string, string>();
  readonly #files = new Map<SourceRef, string>();
  readonly #types = new Map<string, string>();
  readonly #globals: { readonly symbol: string; readonly node: string }[] = [];
  readonly #retained: string[] = [];
  readonly #type: string;
  readonly #unit: string;
  readonly #noFile: string;
  readonly #isOptimized: boolean;

  /**
   * Code that isn't optimised has its variables in memory, from a block's beginning to its end. In optimised code blocks would only
   * keep LLVM from sharing the places of instructions.
   */
  constructor(isOptimized = true) {
    this.#isOptimized = isOptimized;
    this.#noFile = this.share(`!DIFile(filename: "importos", directory: "")`);
    // Written in `lines`: each part of the program has its own.
    this.#unit = `!${this.#numbers.take('unit')}`;
    this.#type = this.share('!DISubroutineType(types: !2)');
  }

  /** A node that the same text is the same of, and the shared nodes that it names. Functions say that they use it. */
  share(text: string, ...uses: readonly string[]): string {
    let reference = this.#sharedByText.get(text);
    if (reference === undefined) {
      const nodes = new Nodes(this.#numbers, text);
      for (const used of uses) nodes.use(used);
      reference = nodes.add(text);
      this.#shared.set(reference, nodes);
      this.#sharedByText.set(text, reference);
    }
    return reference;
  }

  #file(file: SourceRef | undefined): string {
    if (file === undefined) return this.#noFile;
    let node = this.#files.get(file);
    if (node === undefined) {
      node = this.share(`!DIFile(filename: "${quoted(file.name)}", directory: "")`);
      this.#files.set(file, node);
    }
    return node;
  }

  /**
   * A node for the LLVM function `symbol` that is made from `fn`; `isWrapper`: code around it that nobody wrote. Stacks don't show such code, nor
   * functions without a place.
   */
  subprogram(fn: FunctionIr, isWrapper: boolean, symbol: string): Subprogram {
    const { span } = fn;
    const nodes = new Nodes(this.#numbers, symbol);
    const line = span === undefined ? 0 : positionOf(span).line;
    const file = nodes.use(this.#file(span?.file));
    nodes.use(this.#type);
    const name = isWrapper ? `<entry> ${fn.name}` : stackName(fn);
    // DWARF has no word for a constructor of errors; `explicit` (C++) is one for constructors.
    const flags =
      isWrapper || span === undefined
        ? 'flags: DIFlagArtificial, '
        : isErrorConstructor(fn)
          ? 'flags: DIFlagExplicit, '
          : '';
    const id = nodes.add(
      `distinct !DISubprogram(name: "${quoted(name)}", scope: ${file}, file: ${file}, line: ${line}, scopeLine: ${line}, type: ${this.#type}, ${flags}spFlags: DISPFlagLocalToUnit | DISPFlagDefinition${this.#isOptimized ? ' | DISPFlagOptimized' : ''}, unit: ${this.#unit})`,
    );
    const blocks = this.#isOptimized || isWrapper ? [] : this.#blocks(fn, id, file, nodes);
    return { id, line: isWrapper ? 0 : line, isOs: isOsPlace(span), blocks, places: new Map(), nodes };
  }

  #blocks(fn: FunctionIr, scope: string, file: string, nodes: Nodes): readonly LexicalBlock[] {
    const blocks: LexicalBlock[] = [];
    const places = new Map<string, Span>();
    for (const { variable } of fn.namings) {
      if (variable.scope === undefined || fn.span === undefined) continue;
      const { start, end } = variable.scope;
      places.set(`${start}-${end}`, { file: fn.span.file, start, end });
    }
    const ordered = [...places.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    for (const { start, end, file: source } of ordered) {
      const around = blocks.findLast((block) => block.start <= start && end <= block.end);
      const { line, column } = positionOf({ file: source, start, end });
      const id = nodes.add(
        `distinct !DILexicalBlock(scope: ${around?.id ?? scope}, file: ${file}, line: ${line}, column: ${column})`,
      );
      blocks.push({ id, start, end, places: new Map() });
    }
    return blocks;
  }

  #typeOf(rep: Rep): string {
    const { name, text, base } = debugType(rep);
    let node = this.#types.get(name);
    if (node === undefined) {
      if (base === undefined) node = this.share(text);
      else {
        const pointee = this.share(base);
        node = this.share(text.replace('BASE', pointee), pointee);
      }
      this.#types.set(name, node);
    }
    return node;
  }

  /** A node for a variable of a function, whose values are held like this. */
  variable(scope: Subprogram, variable: SourceVariable, rep: Rep): string {
    const { name, span, parameter } = variable;
    const block = variable.scope === undefined ? undefined : blockAt(scope, variable.scope.start);
    const line = span === undefined ? scope.line : positionOf(span).line;
    const argument = parameter === 0 ? '' : `arg: ${parameter}, `;
    const file = scope.nodes.use(this.#file(span?.file));
    const type = scope.nodes.use(this.#typeOf(rep));
    return scope.nodes.add(
      `!DILocalVariable(name: "${quoted(name)}", ${argument}scope: ${block?.id ?? scope.id}, file: ${file}, line: ${line}, type: ${type})`,
    );
  }

  /** What the definition of a module's variable ends in; nothing in os/. */
  global({ name, span }: Global, rep: Rep, symbol: string): string {
    if (span === undefined || isOsPlace(span)) return '';
    const { line } = positionOf(span);
    const [file, type] = [this.#file(span.file), this.#typeOf(rep)];
    const variable = this.share(
      `distinct !DIGlobalVariable(name: "${quoted(name)}", scope: ${this.#unit}, file: ${file}, line: ${line}, type: ${type}, isLocal: true, isDefinition: true)`,
      file,
      type,
    );
    const node = this.share(`!DIGlobalVariableExpression(var: ${variable}, expr: !DIExpression())`, variable);
    this.#globals.push({ symbol, node });
    return `, !dbg ${node}`;
  }

  /**
   * The fields of a class's instances, private ones too, as a type with the name of their shape's symbol: printers find it by the
   * shape that an object begins with.
   */
  shape(symbol: string, info: ClassInfo | undefined, layout: ObjectLayout): void {
    if (info === undefined) return;
    const members = [...layout.slots.values()].map(({ name, offset, rep }) => {
      const type = this.#typeOf(rep);
      const place = `baseType: ${type}, size: ${sizeOf(rep)}, offset: ${offset * 8}`;
      return this.share(
        `!DIDerivedType(tag: DW_TAG_member, name: "${quoted(shownName(name))}", ${place})`,
        type,
      );
    });
    const fields = this.share(`!{${members.join(', ')}}`, ...members);
    const type = this.share(
      `!DICompositeType(tag: DW_TAG_structure_type, name: "${quoted(publicName(info))}", size: ${layout.sizeBytes * 8}, elements: ${fields})`,
      fields,
    );
    this.#retained.push(
      this.share(`!DIDerivedType(tag: DW_TAG_typedef, name: "${quoted(symbol)}", baseType: ${type})`, type),
    );
  }

  /** A node for a place in a function; without a span: the function's own line. */
  location(scope: Subprogram, span: Span | undefined): string {
    const { line, column } = span === undefined ? { line: scope.line, column: 0 } : positionOf(span);
    const within = (span === undefined ? undefined : blockAt(scope, span.start)) ?? scope;
    // Of os/ the line says enough, and takes less room in the image.
    const shown = scope.isOs ? 0 : column;
    const key = line * COLUMNS + shown;
    let node = within.places.get(key);
    if (node === undefined) {
      node = scope.nodes.add(`!DILocation(line: ${line}, column: ${shown}, scope: ${within.id})`);
      within.places.set(key, node);
    }
    return node;
  }

  /**
   * The lines of a module's text with these functions and variables; `hasTypes`: the shapes of classes are described in it.
   */
  lines(
    functions: Iterable<Nodes>,
    hasGlobal: (symbol: string) => boolean,
    hasTypes: boolean,
  ): readonly string[] {
    const retained = hasTypes ? [this.#typeOf('js'), ...this.#retained] : [];
    const globals = this.#globals.filter(({ symbol }) => hasGlobal(symbol)).map(({ node }) => node);
    const flags = ['"Dwarf Version", i32 4', '"Debug Info Version", i32 3'].map((flag) =>
      this.share(`!{i32 2, !${flag}}`),
    );
    const unit = `distinct !DICompileUnit(language: DW_LANG_C99, file: ${this.#noFile}, producer: "${PRODUCER}", isOptimized: ${this.#isOptimized}, runtimeVersion: 0, emissionKind: FullDebug, retainedTypes: !{${retained.join(', ')}}, globals: !{${globals.join(', ')}}, nameTableKind: None)`;
    const own: string[] = [];
    const used = new Set([this.#noFile, ...retained, ...globals, ...flags]);
    for (const { lines, uses } of functions) {
      for (const line of lines) own.push(line);
      for (const use of uses) used.add(use);
    }
    // What is added while a set is walked is walked, too.
    const shared: string[] = [];
    for (const reference of used) {
      const nodes = this.#shared.get(reference);
      for (const use of nodes?.uses ?? []) used.add(use);
      shared.push(...(nodes?.lines ?? []));
    }
    return [
      ...shared.sort(),
      ...own,
      `${this.#unit} = ${unit}`,
      `!llvm.dbg.cu = !{${this.#unit}}`,
      `!llvm.module.flags = !{${flags.join(', ')}}`,
    ];
  }
}

/** The innermost block around a place. */
function blockAt({ blocks }: Subprogram, offset: number): LexicalBlock | undefined {
  return blocks.findLast(({ start, end }) => start <= offset && offset < end);
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

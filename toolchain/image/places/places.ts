/**
 * From the debug information of a linked program to what a stack shows for each address of its code: a list of frames,
 * the function that was inlined last first, and the function that the code belongs to last. Of os/ only the latter is
 * kept, see docs/decisions/040-places-in-the-image.md.
 */
import { callSites } from './call-sites.ts';
import { type DebugSections, type Origin, type Range, readUnits, type Scope } from './debug-entries.ts';
import { type LineRow, type Lines, readLines, type Sequence } from './line-program.ts';

/** A function as stacks show it. */
export interface FunctionPlace {
  readonly name: string;
  readonly file: string;
  /** Where it begins; 0 when nobody wrote it. */
  readonly line: number;
  readonly isErrorConstructor: boolean;
}

/** A line of a stack. Line and column are 0 when they aren't known. */
export interface FramePlace {
  readonly function: FunctionPlace;
  readonly line: number;
  readonly column: number;
}

/** From `address` on, up to the next row, these frames; without frames: nothing that a stack shows. */
export interface PlaceRow {
  readonly address: number;
  readonly frames: readonly FramePlace[];
  /** Here a function ends; what follows may be padding. */
  readonly endsFunction?: true;
}

/** What os/ files are called in stacks: `importos:net/stack.ts`. */
const OS_PREFIX = 'importos:';
/** Of a module's own code stacks show only the place (compiler/llvm/stack-name.ts). */
const MODULE = '<module>';
/** Functions begin at multiples of it. */
const CODE_ALIGNMENT = 16;

/** The rows of a whole program in the order of addresses; neighbours differ. */
export function readPlaces(sections: DebugSections, code: Code): readonly PlaceRow[] {
  const rows: PlaceRow[] = [];
  for (const { functions, lineProgram } of readUnits(sections)) {
    const lines = readLines(sections('.debug_line'), lineProgram);
    const unit = new UnitPlaces(lines, code);
    for (const scope of functions) rows.push(...unit.rowsOf(scope));
  }
  return withoutRepetition(rows.sort((a, b) => a.address - b.address));
}

/** Machine code and where it lies. */
export interface Code {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** Drops rows that say what the one before them says, or that another one at the same address takes over. */
function withoutRepetition(rows: readonly PlaceRow[]): readonly PlaceRow[] {
  const kept: PlaceRow[] = [];
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1]?.address ?? Number.POSITIVE_INFINITY;
    // Nothing but padding lies in between.
    if (row.endsFunction === true && next - row.address < CODE_ALIGNMENT) continue;
    const last = kept.at(-1);
    if (last === undefined ? row.frames.length > 0 : !sameFrames(last.frames, row.frames)) kept.push(row);
  }
  return kept;
}

function sameFrames(a: readonly FramePlace[], b: readonly FramePlace[]): boolean {
  return (
    a.length === b.length &&
    a.every((x, index) => {
      const y = b[index];
      return x.function === y?.function && x.line === y.line && x.column === y.column;
    })
  );
}

/** Makes the rows of one unit's functions; with `isWhole` of all code that was copied to them, and of code that nobody wrote. */
export class UnitPlaces {
  readonly #lines: Lines;
  readonly #code: Code;
  readonly #isWhole: boolean;
  /** By the address where they begin; functions that the linker folded into one have several. */
  readonly #sequences = new Map<number, Sequence[]>();
  readonly #functions = new Map<Origin, FunctionPlace>();

  constructor(lines: Lines, code: Code, isWhole = false) {
    this.#lines = lines;
    this.#code = code;
    this.#isWhole = isWhole;
    for (const sequence of lines.sequences) {
      const start = sequence.rows[0]?.address ?? 0;
      const known = this.#sequences.get(start);
      if (known === undefined) this.#sequences.set(start, [sequence]);
      else known.push(sequence);
    }
  }

  /** What stacks show of a function. */
  functionOf(origin: Origin): FunctionPlace {
    let place = this.#functions.get(origin);
    if (place === undefined) {
      place = {
        name: origin.name === MODULE ? '' : origin.name,
        file: this.#lines.files[origin.file] ?? '',
        line: origin.line,
        isErrorConstructor: origin.isExplicit,
      };
      this.#functions.set(origin, place);
    }
    return place;
  }

  /** The rows of a function with code of its own, and one at each end. */
  rowsOf(scope: Scope): PlaceRow[] {
    if (scope.isLabel) return scope.ranges.flatMap(({ low }) => this.#labelRows(low, scope));
    return scope.ranges.flatMap((range) => [
      ...this.#atSites(range, this.#rowsIn(range, scope)),
      { address: range.high, frames: [], endsFunction: true },
    ]);
  }

  /** Of assembly: where a label stands, up to the next one or the end of the section's code. */
  #labelRows(address: number, scope: Scope): PlaceRow[] {
    const sequence = this.#lines.sequences.find(
      ({ rows, end }) => (rows[0]?.address ?? end) <= address && address < end,
    );
    if (sequence === undefined) return [];
    const frame = { function: this.functionOf(scope.origin), line: scope.origin.line, column: 0 };
    return [
      { address, frames: [frame] },
      { address: sequence.end, frames: [], endsFunction: true },
    ];
  }

  /** Of os/ only those rows in which something is called or traps: where a stack can be. */
  #atSites({ low, high }: Range, rows: readonly PlaceRow[]): readonly PlaceRow[] {
    if (this.#isWhole || rows.every(({ frames }) => !isOsOnly(frames))) return rows;
    const { address, bytes } = this.#code;
    const sites = callSites(bytes.subarray(low - address, high - address)).map((offset) => low + offset);
    return rows.filter((row, index) => {
      const next = rows[index + 1]?.address ?? high;
      const first = sites[firstFrom(sites, row.address)] ?? high;
      return index === 0 || first < next || !isOsOnly(row.frames);
    });
  }

  #rowsIn(range: Range, scope: Scope): PlaceRow[] {
    const lines = this.#lineRows(range, scope.origin);
    const borders = new Set([range.low, ...lines.map(({ address }) => address)]);
    collectBorders(scope.inlined, range, borders);
    const addresses = [...borders].sort((a, b) => a - b);
    const chains: (readonly Scope[])[] = addresses.map(() => [scope]);
    paint(scope.inlined, addresses, chains);
    const rows: PlaceRow[] = [];
    let at = 0;
    for (const [index, address] of addresses.entries()) {
      while ((lines[at + 1]?.address ?? Number.POSITIVE_INFINITY) <= address) at++;
      rows.push({ address, frames: this.#frames(chains[index] ?? [], lines[at]) });
    }
    return rows;
  }

  /** The part of the line program for a range. */
  #lineRows(range: Range, origin: Origin): readonly LineRow[] {
    const found = this.#sequences.get(range.low) ?? this.#around(range.low);
    const own = found.find(({ rows }) => rows[0]?.line === origin.line && rows[0].file === origin.file);
    const rows = (own ?? found[0])?.rows ?? [];
    return rows.filter(({ address }) => address >= range.low && address < range.high);
  }

  /** Of functions that share a section, as the program's own do, only the first begins a sequence. */
  #around(address: number): readonly Sequence[] {
    return this.#lines.sequences.filter(
      ({ rows, end }) => (rows[0]?.address ?? end) <= address && address < end,
    );
  }

  /** `chain` from the outermost scope to the innermost. */
  #frames(chain: readonly Scope[], row: LineRow | undefined): readonly FramePlace[] {
    const frames: FramePlace[] = [];
    chain.forEach((scope, depth) => {
      if (scope.origin.isArtificial && !this.#isWhole) return;
      const place = this.functionOf(scope.origin);
      // A function that was copied into a function of os/, or one of os/ that was copied into the program.
      if (frames.length > 0 && !this.#isWhole && place.file.startsWith(OS_PREFIX)) return;
      const at = chain[depth + 1]?.call ?? row;
      frames.unshift({ function: place, line: at?.line ?? 0, column: at?.column ?? 0 });
    });
    return frames;
  }
}

function isOsOnly(frames: readonly FramePlace[]): boolean {
  return frames.every((frame) => frame.function.file.startsWith(OS_PREFIX));
}

function collectBorders(scopes: readonly Scope[], within: Range, borders: Set<number>): void {
  for (const { ranges, inlined } of scopes) {
    for (const { low, high } of ranges) {
      if (low >= within.low && low < within.high) borders.add(low);
      if (high > within.low && high < within.high) borders.add(high);
    }
    collectBorders(inlined, within, borders);
  }
}

/** Lengthens the chains of all addresses that lie in a scope; outer scopes come before inner ones. */
function paint(scopes: readonly Scope[], addresses: readonly number[], chains: (readonly Scope[])[]): void {
  for (const scope of scopes) {
    for (const { low, high } of scope.ranges) {
      for (let n = firstFrom(addresses, low); n < addresses.length && (addresses[n] ?? high) < high; n++) {
        chains[n] = [...(chains[n] ?? []), scope];
      }
    }
    paint(scope.inlined, addresses, chains);
  }
}

/** The index of the first address that isn't below `low`. */
function firstFrom(addresses: readonly number[], low: number): number {
  let [from, to] = [0, addresses.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((addresses[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * What in an image costs how much: every byte of the file, and of the memory that it takes when it is loaded, belongs to
 * exactly one row. What nothing is known of is a row too, so that the sum is the image's size.
 *
 * - Code that was inlined belongs to the function that it was written in, wherever its copies lie: by DWARF, from the
 *   side file. A row counts all copies of a function (one a type it was compiled for, one a place it was inlined at).
 * - Functions that the linker folded into one, because their code is the same, are in the image once: the row of the
 *   one that the linker kept has it, and `sharers` says how many others use it.
 * - Data has the name of its symbol: data.ts makes words of it.
 */
import { headerBytes, parseSections, parseSymbols, type Section, type Symbol } from '../elf.ts';
import { type CodeMap, readCodeMap } from '../places/code-map.ts';
import { type Described, describeData } from './data.ts';

/** The parts of an image in the order in which reports show them. */
export const PARTS = [
  'code',
  'constants',
  'places',
  'data',
  'zeroed data',
  'file format',
  'padding',
] as const;
export type Part = (typeof PARTS)[number];

/** One thing in an image. */
export interface SizeRow {
  readonly part: Part;
  /** The source file, as stacks show it, or what kind of thing it is. */
  readonly module: string;
  readonly name: string;
  /** Where it begins in the module; 0 when it isn't written there. */
  readonly line: number;
  /** Bytes in the image's file. */
  readonly fileBytes: number;
  /** Bytes in memory, when it has been loaded. */
  readonly memoryBytes: number;
  /** How many functions of other names use the same code. */
  readonly sharers: number;
}

/** All of an image. The sums of the rows are these. */
export interface SizeReport {
  readonly rows: readonly SizeRow[];
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

/** What a byte belongs to; rows with the same of it are one. */
type Owner = Omit<SizeRow, 'fileBytes' | 'memoryBytes' | 'sharers'>;

/** Measures an image by its file and that with its debug information. Throws when the first is no ELF file. */
export function measure(image: Uint8Array, debug: Uint8Array): SizeReport {
  return new Measurement(image, debug).report();
}

interface MutableRow extends Owner {
  fileBytes: number;
  memoryBytes: number;
  sharers: number;
}

const PADDING: Owner = { part: 'padding', module: 'padding', name: 'between sections', line: 0 };

class Measurement {
  readonly #image: Uint8Array;
  readonly #sections: readonly Section[];
  readonly #symbols: readonly Symbol[];
  readonly #code: CodeMap;
  readonly #rows = new Map<string, MutableRow>();

  constructor(image: Uint8Array, debug: Uint8Array) {
    const sections = parseSections(image);
    if (sections === undefined) throw new Error('an image that is not an ELF file');
    this.#image = image;
    this.#sections = sections;
    this.#symbols = [...parseSymbols(parseSections(debug) ?? [])].sort((a, b) => a.address - b.address);
    this.#code = readCodeMap(debug);
  }

  report(): SizeReport {
    for (const section of this.#sections) this.#section(section);
    const headers = headerBytes(this.#image);
    // They lie in the first segment, before the code.
    this.#add(fileFormat('headers of the file and its segments'), headers.segments, headers.segments);
    this.#add(fileFormat('table of sections'), headers.sections, 0);
    const fileBytes = this.#image.length;
    const counted = [...this.#rows.values()].reduce((sum, row) => sum + row.fileBytes, 0);
    if (counted > fileBytes) throw new Error('more bytes were counted than the image has');
    this.#add(PADDING, fileBytes - counted, 0);
    const rows = [...this.#rows.values()]
      .filter((row) => row.fileBytes > 0 || row.memoryBytes > 0)
      .sort((a, b) => b.fileBytes - a.fileBytes || b.memoryBytes - a.memoryBytes);
    return { rows, fileBytes, memoryBytes: rows.reduce((sum, row) => sum + row.memoryBytes, 0) };
  }

  #add(owner: Owner, fileBytes: number, memoryBytes: number, sharers = 0): void {
    const key = [owner.part, owner.module, owner.name, owner.line].join('\n');
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = { ...owner, fileBytes: 0, memoryBytes: 0, sharers: 0 };
      this.#rows.set(key, row);
    }
    row.fileBytes += fileBytes;
    row.memoryBytes += memoryBytes;
    row.sharers += sharers;
  }

  #section(section: Section): void {
    const { name, sizeBytes, isLoaded } = section;
    if (!isLoaded) this.#add(fileFormat(`section ${name}`), section.data.length, 0);
    else if (section.isCode) this.#codeOf(section);
    else if (name === '.places')
      this.#add(whole('places', 'table of places, for stacks'), sizeBytes, sizeBytes);
    else this.#dataOf(section);
  }

  /** Stretches that debug information knows, then what symbols say of the rest. */
  #codeOf({ address, sizeBytes }: Section): void {
    const end = address + sizeBytes;
    const symbols = this.#symbolsIn(address, end);
    const sharersAt = sharersOf(symbols);
    let at = address;
    for (const { low, high, frames } of this.#code) {
      if (high <= at || low >= end) continue;
      if (low > at) this.#codeWithoutLines(at, low, symbols);
      const fn = frames[0]?.function;
      const owner: Owner =
        fn === undefined
          ? whole('code', 'code without a place')
          : { part: 'code', module: fn.file, name: fn.name || MODULE_CODE, line: fn.line };
      const from = Math.max(low, at);
      this.#add(owner, high - from, high - from, sharersAt.get(low) ?? 0);
      at = high;
    }
    this.#codeWithoutLines(at, end, symbols);
  }

  #codeWithoutLines(from: number, to: number, symbols: readonly Symbol[]): void {
    let at = from;
    for (const symbol of symbols) {
      const end = Math.min(symbol.address + symbol.sizeBytes, to);
      if (symbol.address < at || end <= symbol.address) continue;
      this.#padding(symbol.address - at, 'between functions');
      const bytes = end - symbol.address;
      this.#add({ part: 'code', module: 'made by the compiler', name: symbol.name, line: 0 }, bytes, bytes);
      at = end;
    }
    this.#padding(to - at, 'between functions');
  }

  #padding(bytes: number, name: string): void {
    if (bytes > 0) this.#add({ ...PADDING, name }, bytes, bytes);
  }

  /** Symbols with their sizes; a label without one lasts up to what comes next. */
  #dataOf(section: Section): void {
    const { address, sizeBytes, data, isWritable } = section;
    const end = address + sizeBytes;
    const inFile = data.length > 0;
    const part: Part = isWritable ? (inFile ? 'data' : 'zeroed data') : 'constants';
    const symbols = this.#symbolsIn(address, end).filter(({ name }) => !/^__\w+_(start|end)$/.test(name));
    const add = (described: Described, bytes: number): void =>
      this.#add({ part, line: 0, ...described }, inFile ? bytes : 0, bytes);
    let at = address;
    for (const [index, symbol] of symbols.entries()) {
      const next = symbols[index + 1]?.address ?? end;
      if (symbol.address < at) continue;
      this.#gap(section, at, symbol.address, add);
      const last = symbol.sizeBytes === 0 ? next : Math.min(symbol.address + symbol.sizeBytes, end);
      add(describeData(symbol, this.#sections), last - symbol.address);
      at = last;
    }
    this.#gap(section, at, end, add);
  }

  #gap(section: Section, from: number, to: number, add: (what: Described, bytes: number) => void): void {
    const bytes = to - from;
    if (bytes <= 0) return;
    if (bytes >= ALIGNMENT) add({ module: 'without a name', name: `in ${section.name}` }, bytes);
    else this.#add({ ...PADDING, name: 'between data' }, section.data.length > 0 ? bytes : 0, bytes);
  }

  #symbolsIn(from: number, to: number): readonly Symbol[] {
    return this.#symbols.filter(({ address }) => address >= from && address < to);
  }
}

/** Of a module's own code stacks show no name. */
const MODULE_CODE = '(the module itself)';
/** Nothing in an image asks for more: a larger gap isn't padding. */
const ALIGNMENT = 16;

function whole(part: Part, name: string): Owner {
  return { part, module: name, name, line: 0 };
}

function fileFormat(name: string): Owner {
  return { part: 'file format', module: 'ELF', name, line: 0 };
}

/** How many functions beyond the first begin at an address. */
function sharersOf(symbols: readonly Symbol[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [index, { address, sizeBytes }] of symbols.entries()) {
    if (sizeBytes > 0 && symbols[index - 1]?.address === address)
      found.set(address, (found.get(address) ?? 0) + 1);
  }
  return found;
}

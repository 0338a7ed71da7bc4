/**
 * Reads the functions of an ELF file's DWARF 4 (.debug_info, .debug_abbrev, .debug_str, .debug_ranges): where the code
 * of each lies, and which others were inlined into it where. The writer is LLVM, and trusted: what isn't DWARF 4, or uses a
 * form that isn't known here, throws.
 */
import { Cursor } from './cursor.ts';

/** What a function is called and where it begins; shared by all places that its code was copied to. */
export interface Origin {
  readonly name: string;
  /** Index into the files of the unit's line program. */
  readonly file: number;
  readonly line: number;
  /** Code that nobody wrote. */
  readonly isArtificial: boolean;
  /** Our mark of constructors of errors. */
  readonly isExplicit: boolean;
}

/** Addresses from `low` up to but without `high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A function in another, or a function with code of its own (without `call`). */
export interface Scope {
  readonly origin: Origin;
  readonly ranges: readonly Range[];
  /** The call that the inlined function stands for. */
  readonly call: { readonly file: number; readonly line: number; readonly column: number } | undefined;
  readonly inlined: readonly Scope[];
  /** A label of assembly: its range is empty. */
  readonly isLabel: boolean;
}

/** One unit: its functions with code of their own, and where its line program begins. */
export interface Unit {
  readonly functions: readonly Scope[];
  readonly lineProgram: number;
}

/** The sections that are read. */
export type DebugSections = (name: string) => Uint8Array;

const TAG_LABEL = 0x0a;
const TAG_INLINED = 0x1d;
const TAG_SUBPROGRAM = 0x2e;

const AT_NAME = 0x03;
const AT_STMT_LIST = 0x10;
const AT_LOW_PC = 0x11;
const AT_HIGH_PC = 0x12;
const AT_ABSTRACT_ORIGIN = 0x31;
const AT_ARTIFICIAL = 0x34;
const AT_DECL_FILE = 0x3a;
const AT_DECL_LINE = 0x3b;
const AT_RANGES = 0x55;
const AT_CALL_COLUMN = 0x57;
const AT_CALL_FILE = 0x58;
const AT_CALL_LINE = 0x59;
const AT_EXPLICIT = 0x63;

const FORM_ADDRESS = 0x01;

interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  /** Attribute and form in turn. */
  readonly fields: readonly number[];
}

interface Entry {
  readonly tag: number;
  readonly attributes: ReadonlyMap<number, number | string>;
  readonly isHighAnAddress: boolean;
  readonly children: readonly Entry[];
}

/** All units of the file. */
export function readUnits(sections: DebugSections): readonly Unit[] {
  const info = new Cursor(sections('.debug_info'));
  const units: Unit[] = [];
  while (!info.atEnd) units.push(new UnitReader(sections, info).read());
  return units;
}

class UnitReader {
  readonly #sections: DebugSections;
  readonly #info: Cursor;
  readonly #start: number;
  readonly #strings: Uint8Array;
  /** Of entries that have a name: offset in the section → what they are. */
  readonly #origins = new Map<number, Origin>();
  #abbreviations: ReadonlyMap<number, Abbreviation> = new Map();

  constructor(sections: DebugSections, info: Cursor) {
    this.#sections = sections;
    this.#info = info;
    this.#start = info.at;
    this.#strings = sections('.debug_str');
  }

  read(): Unit {
    const size = this.#info.u32();
    const end = this.#info.at + size;
    const version = this.#info.u16();
    if (version !== 4) throw new Error(`debug information of DWARF ${version}`);
    this.#abbreviations = readAbbreviations(this.#sections('.debug_abbrev'), this.#info.u32());
    this.#info.u8();
    const unit = this.#entry();
    this.#info.at = end;
    if (unit === undefined) throw new Error('a unit without an entry');
    // Origins may stand behind the functions that refer to them, so scopes are made when all entries were read.
    const base = numberOf(unit, AT_LOW_PC) ?? 0;
    const functions = unit.children.flatMap((entry) => this.#scopes(entry, base));
    return { functions, lineProgram: numberOf(unit, AT_STMT_LIST) ?? 0 };
  }

  /** Reads an entry and those below it; undefined at the end of a list. */
  #entry(): Entry | undefined {
    const offset = this.#info.at;
    const code = this.#info.unsigned();
    if (code === 0) return undefined;
    const abbreviation = this.#abbreviations.get(code);
    if (abbreviation === undefined) throw new Error(`abbreviation ${code} isn't there`);
    const { tag, fields, hasChildren } = abbreviation;
    const attributes = new Map<number, number | string>();
    let isHighAnAddress = false;
    for (let index = 0; index < fields.length; index += 2) {
      const [attribute = 0, form = 0] = fields.slice(index, index + 2);
      const value = this.#value(form);
      if (value !== undefined) attributes.set(attribute, value);
      if (attribute === AT_HIGH_PC) isHighAnAddress = form === FORM_ADDRESS;
    }
    const children: Entry[] = [];
    if (hasChildren) {
      for (let child = this.#entry(); child !== undefined; child = this.#entry()) children.push(child);
    }
    const name = attributes.get(AT_NAME);
    if (typeof name === 'string' && isFunction(tag)) {
      const [file, line] = [attributes.get(AT_DECL_FILE), attributes.get(AT_DECL_LINE)];
      this.#origins.set(offset, {
        name,
        file: Number(file ?? 0),
        line: Number(line ?? 0),
        isArtificial: attributes.has(AT_ARTIFICIAL),
        isExplicit: attributes.has(AT_EXPLICIT),
      });
      attributes.set(AT_ABSTRACT_ORIGIN, offset);
    }
    return { tag, attributes, isHighAnAddress, children };
  }

  /** DWARF 4, 7.5.4; undefined for what no attribute that we read has. */
  #value(form: number): number | string | undefined {
    const info = this.#info;
    switch (form) {
      case FORM_ADDRESS:
      case 0x07:
      case 0x14:
        return form === 0x14 ? this.#start + info.u64() : info.u64();
      case 0x0b:
      case 0x0c:
        return info.u8();
      case 0x05:
        return info.u16();
      case 0x06:
      case 0x17:
        return info.u32();
      case 0x0d:
        return info.signed();
      case 0x0f:
        return info.unsigned();
      case 0x08:
        return info.string();
      case 0x0e:
        return new Cursor(this.#strings, info.u32()).string();
      case 0x11:
        return this.#start + info.u8();
      case 0x12:
        return this.#start + info.u16();
      case 0x13:
        return this.#start + info.u32();
      case 0x10:
        return info.u32();
      case 0x19:
        return 1;
      case 0x0a: {
        const size = info.u8();
        info.at += size;
        return undefined;
      }
      case 0x18: {
        const size = info.unsigned();
        info.at += size;
        return undefined;
      }
      default:
        throw new Error(`form 0x${form.toString(16)} in debug information`);
    }
  }

  #scopes(entry: Entry, base: number): Scope[] {
    const inlined = entry.children.flatMap((child) => this.#scopes(child, base));
    if (!isFunction(entry.tag)) return inlined;
    const origin = this.#origins.get(numberOf(entry, AT_ABSTRACT_ORIGIN) ?? -1);
    const ranges = this.#ranges(entry, base);
    if (origin === undefined || ranges.length === 0) return [];
    const [file, line, column] = [AT_CALL_FILE, AT_CALL_LINE, AT_CALL_COLUMN].map(
      (attribute) => numberOf(entry, attribute) ?? 0,
    );
    const call =
      entry.tag === TAG_INLINED && file !== undefined && line !== undefined && column !== undefined
        ? { file, line, column }
        : undefined;
    return [{ origin, ranges, call, inlined, isLabel: entry.tag === TAG_LABEL }];
  }

  #ranges(entry: Entry, base: number): readonly Range[] {
    const low = numberOf(entry, AT_LOW_PC);
    const high = numberOf(entry, AT_HIGH_PC);
    const list = numberOf(entry, AT_RANGES);
    if (list !== undefined) return readRanges(this.#sections('.debug_ranges'), list, base);
    // What the linker dropped begins at 0. A label (of assembly) has no end.
    if (low === undefined || low === 0) return [];
    if (high === undefined) return [{ low, high: low }];
    return [{ low, high: entry.isHighAnAddress ? high : low + high }];
  }
}

function isFunction(tag: number): boolean {
  return tag === TAG_SUBPROGRAM || tag === TAG_INLINED || tag === TAG_LABEL;
}

function numberOf(entry: Entry, attribute: number): number | undefined {
  const value = entry.attributes.get(attribute);
  return typeof value === 'number' ? value : undefined;
}

/** DWARF 4, 2.17.3. */
function readRanges(bytes: Uint8Array, at: number, base: number): readonly Range[] {
  const cursor = new Cursor(bytes, at);
  const ranges: Range[] = [];
  for (;;) {
    const [low, high] = [cursor.u64(), cursor.u64()];
    if (low === 0 && high === 0) return ranges;
    if (low > Number.MAX_SAFE_INTEGER) throw new Error('a list of ranges with a base of its own');
    // The linker writes [1, 1) where it dropped the code.
    if (base + low > 1 && high > low) ranges.push({ low: base + low, high: base + high });
  }
}

/** DWARF 4, 7.5.3. */
function readAbbreviations(bytes: Uint8Array, at: number): ReadonlyMap<number, Abbreviation> {
  const cursor = new Cursor(bytes, at);
  const found = new Map<number, Abbreviation>();
  for (let code = cursor.unsigned(); code !== 0; code = cursor.unsigned()) {
    const tag = cursor.unsigned();
    const hasChildren = cursor.u8() !== 0;
    const fields: number[] = [];
    for (;;) {
      const [attribute, form] = [cursor.unsigned(), cursor.unsigned()];
      if (attribute === 0 && form === 0) break;
      fields.push(attribute, form);
    }
    found.set(code, { tag, hasChildren, fields });
  }
  return found;
}

/**
 * The LLVM module being made: functions, constants and static objects, each made once and named by what it is.
 * Static objects live in section `.shapes`, global variables that the collector scans in `.roots`.
 */

import { StableNames } from '../ir/stable-name.ts';
import { hashOfString } from '../layout/hash.ts';
import { KIND_ROWS } from '../layout/kind-rows.ts';
import {
  KIND_SHAPES_SYMBOL,
  KIND_STRING_LATIN1,
  KIND_STRING_UTF16,
  NAME_LENGTH_MAX,
  NAME_TABLE_END_SYMBOL,
  NAME_TABLE_SYMBOL,
  SHAPE_BYTES,
  SHAPE_ESCAPED,
  STRING_INTERNED,
} from '../layout/objects.ts';
import { Aliases } from './alias.ts';
import { ATTRIBUTES } from './attributes.ts';
import { TRUNCATE } from './convert.ts';
import { DebugInfo } from './debug-info.ts';
import type { Nodes } from './metadata.ts';

/** The shape that the run time itself gives to a kind of heap value: a row of the kind table, as an LLVM constant. */
export function kindShape(kind: number): string {
  return `getelementptr (i8, ptr @${KIND_SHAPES_SYMBOL}, i64 ${kind * SHAPE_BYTES})`;
}

const SHAPE_TYPE = '<{ i32, i32, i64, i64, i32, i32, i32, i32 }>';
const ENTRY_TYPE = '<{ i64, i32 }>';

/** Of what the collector needn't look into: strings, shapes that the run time doesn't change the prototype of, tables, function infos. */
export const STATIC_SECTION = '.data.static';

export interface ShapeData {
  readonly symbol: string;
  readonly kind: number;
  readonly sizeBytes: number;
  readonly pointerMap: bigint;
  /** LLVM constant of the prototype's boxed word. */
  readonly prototype: string;
  /** LLVM constants of the table's entries, 12 bytes each: `i64, i32`. */
  readonly entries: () => readonly string[];
  readonly flags: number;
}

/** A function in LLVM's language. */
export interface FunctionText {
  /** Its symbol as texts name it. */
  readonly ref: string;
  /** The key of the function that it is made from; of the compiler's own nothing. */
  readonly origin: string;
  readonly text: string;
  readonly nodes?: Nodes;
}

/** A definition of something that isn't a function. */
export interface GlobalText {
  readonly ref: string;
  readonly text: string;
  /** Strings and tables of names: they stay together, and name nothing else. */
  readonly isFixed?: boolean;
}

/** What a module, or a part of one, consists of, as lines. */
export interface Pieces {
  readonly globals: readonly string[];
  readonly functions: readonly string[];
  readonly nodes: readonly Nodes[];
  readonly hasGlobal: (ref: string) => boolean;
  /** The shapes of classes are described in it. */
  readonly hasTypes: boolean;
}

/** All of a program. */
export interface ModuleContents {
  readonly globals: readonly GlobalText[];
  readonly functions: readonly FunctionText[];
  /** Declarations of what other files define. */
  readonly foreign: readonly GlobalText[];
  /** The text of one module with all of it. */
  whole(): string;
  assemble(pieces: Pieces): string;
}

export class ModuleBuilder {
  readonly debug: DebugInfo;
  readonly aliases: Aliases;
  readonly #globals: GlobalText[] = [];
  readonly #functions: FunctionText[] = [];
  readonly #names = new StableNames();
  readonly #declarations = new Map<string, string>();
  readonly #strings = new Map<string, { readonly symbol: string; isName: boolean }>();
  readonly #constants = new Map<string, string>();
  readonly #symbols = new Set<string>();
  #lengths: string | undefined;

  constructor(isOptimized: boolean) {
    this.debug = new DebugInfo(isOptimized);
    this.aliases = new Aliases(this.debug);
  }

  /** A symbol name for LLVM: quoted when it must be. */
  static ref(symbol: string): string {
    return /^[A-Za-z_.$][\w.$]*$/.test(symbol) ? `@${symbol}` : `@"${symbol.replaceAll(/["\\]/g, '_')}"`;
  }

  /** What loads of lengths may give, for `!range`. */
  get lengths(): string {
    this.#lengths ??= this.debug.share('!{i32 0, i32 -2147483648}');
    return this.#lengths;
  }

  addFunction(made: FunctionText): void {
    this.#functions.push(made);
  }

  addGlobal(symbol: string, text: string): void {
    if (this.#symbols.has(symbol)) return;
    this.#symbols.add(symbol);
    this.addReserved(symbol, text);
  }

  /** Takes a symbol that `addReserved` defines later, so that what its definition leads to can name it. */
  reserve(symbol: string): void {
    this.#symbols.add(symbol);
  }

  addReserved(symbol: string, text: string): void {
    const ref = ModuleBuilder.ref(symbol);
    this.#globals.push({ ref, text: `${ref} = ${text}` });
  }

  has(symbol: string): boolean {
    return this.#symbols.has(symbol);
  }

  declare(symbol: string, text: string): void {
    this.#declarations.set(symbol, text);
  }

  /** The symbol of a constant that nobody writes, `type value` as LLVM has it; the same text is the same constant. */
  constant(text: string): string {
    let symbol = this.#constants.get(text);
    if (symbol === undefined) {
      symbol = `@constant.${this.#names.take(text)}`;
      this.#constants.set(text, symbol);
      this.#globals.push({
        ref: symbol,
        text: `${symbol} = private unnamed_addr constant ${text}, align 8`,
      });
    }
    return symbol;
  }

  /**
   * The symbol of a static string; the same text is the same object. `isName`: it is, or may be, a property's name, and so the canonical
   * string of its units.
   */
  string(text: string, isName: boolean): string {
    let entry = this.#strings.get(text);
    if (entry === undefined) {
      entry = { symbol: `str.${this.#names.take(text)}`, isName };
      this.#strings.set(text, entry);
    }
    // What reading a character gives is a name (os/runtime/core/strings/units.ts).
    entry.isName ||= isName || (text.length === 1 && text.charCodeAt(0) <= 0xff);
    return entry.symbol;
  }

  #stringGlobals(): GlobalText[] {
    return [...this.#strings].map(([text, { symbol, isName }]) => {
      const isWide = isWideText(text);
      const shape = kindShape(isWide ? KIND_STRING_UTF16 : KIND_STRING_LATIN1);
      const hash = isName || text.length <= NAME_LENGTH_MAX ? hashOfString(text) : 0;
      const header = `i32 ptrtoint (ptr ${shape} to i32), i32 ${text.length}, i32 ${hash}, i32 ${isName ? STRING_INTERNED : 0}`;
      const data = isWide ? units(text) : bytes(text);
      const type = `<{ i32, i32, i32, i32, ${data.type} }>`;
      return fixed(
        `@${symbol} = internal global ${type} <{ ${header}, ${data.type} ${data.text} }>, section "${STATIC_SECTION}", align 4`,
      );
    });
  }

  shape(data: ShapeData): string {
    if (this.has(data.symbol)) return data.symbol;
    this.reserve(data.symbol);
    const entries = data.entries();
    const symbol = `table.${data.symbol}`;
    const table = entries.length === 0 ? '0' : `ptrtoint (ptr ${ModuleBuilder.ref(symbol)} to i32)`;
    if (entries.length > 0) {
      const rows = entries.map((e) => `${ENTRY_TYPE} <{ ${e} }>`).join(',\n  ');
      this.addGlobal(
        symbol,
        `internal global [${entries.length} x ${ENTRY_TYPE}] [\n  ${rows}\n], section "${STATIC_SECTION}", align 4`,
      );
    }
    this.addReserved(
      data.symbol,
      `dso_local global ${SHAPE_TYPE} <{ ${shapeFields(data, table, entries.length)} }>, section "${STATIC_SECTION}", align 8`,
    );
    return data.symbol;
  }

  /** The kind table: one shape a kind, with the prototype that its values have. */
  kindTable(prototypeOf: (kind: number) => string): void {
    const rows = KIND_ROWS.map(([kind, sizeBytes, pointers, flags]) => {
      const data = {
        symbol: '',
        kind,
        sizeBytes,
        pointerMap: BigInt(pointers),
        prototype: prototypeOf(kind),
        entries: () => [],
        // What the run time makes itself is never an object that inference names.
        flags: flags | SHAPE_ESCAPED,
      };
      return `${SHAPE_TYPE} <{ ${shapeFields(data, '0', 0)} }>`;
    });
    this.addGlobal(
      KIND_SHAPES_SYMBOL,
      `dso_local global [${rows.length} x ${SHAPE_TYPE}] [\n  ${rows.join(',\n  ')}\n], section ".shapes", align 8`,
    );
  }

  /** Declarations of what other files define. */
  #foreign(): GlobalText[] {
    const own = new Set([NAME_TABLE_SYMBOL, NAME_TABLE_END_SYMBOL]);
    return [...this.#declarations]
      .filter(([s]) => !this.#symbols.has(s) && !own.has(s))
      .map(([symbol, text]) => ({ ref: ModuleBuilder.ref(symbol), text }));
  }

  /** Names in order of their hashes, between two symbols. */
  #nameTable(): GlobalText[] {
    const names = [...this.#strings]
      .filter(([, { isName }]) => isName)
      .map(([text, { symbol }]) => ({ symbol, hash: hashOfString(text) }))
      .sort((a, b) => a.hash - b.hash);
    const list = names.map((n) => `i32 ptrtoint (ptr @${n.symbol} to i32)`).join(', ');
    return [
      fixed(`@${NAME_TABLE_SYMBOL} = constant [${names.length} x i32] [${list}], align 4`),
      fixed(
        `@${NAME_TABLE_END_SYMBOL} = alias i8, getelementptr (i8, ptr @${NAME_TABLE_SYMBOL}, i64 ${names.length * 4})`,
      ),
    ];
  }

  contents(triple: string): ModuleContents {
    const globals = [...this.#globals, ...this.#stringGlobals(), ...this.#nameTable()];
    const functions = this.#functions;
    const foreign = this.#foreign();
    const assemble = (pieces: Pieces): string => this.#assemble(triple, pieces);
    const whole = (): string =>
      assemble({
        globals: [...globals, ...foreign].map(({ text }) => text),
        functions: functions.map(({ text }) => text),
        nodes: functions.flatMap(({ nodes }) => (nodes === undefined ? [] : [nodes])),
        hasGlobal: () => true,
        hasTypes: true,
      });
    return { globals, functions, foreign, whole, assemble };
  }

  #assemble(triple: string, { globals, functions, nodes, hasGlobal, hasTypes }: Pieces): string {
    return [
      `target triple = "${triple}"`,
      ...globals,
      ...functions,
      ...truncations(triple),
      '!0 = !{!"branch_weights", i32 2000, i32 1}',
      '!2 = !{}',
      ...ATTRIBUTES,
      '!1 = !{!"branch_weights", i32 1, i32 2000}',
      ...this.debug.lines(nodes, hasGlobal, hasTypes),
      '',
    ].join('\n');
  }
}

/** The definition of what stays among the data. */
function fixed(text: string): GlobalText {
  return { ref: text.slice(0, text.indexOf(' ')), text, isFixed: true };
}

/** What convert.ts's `truncation` calls. */
function truncations(triple: string): string[] {
  if (!triple.startsWith('x86_64')) throw new Error(`no truncation of doubles for ${triple}`);
  return [
    ['i32', 'cvttsd2si'],
    ['i64', 'cvttsd2si64'],
  ].flatMap(([type, instruction]) => [
    `declare ${type} @llvm.x86.sse2.${instruction}(<2 x double>)`,
    `define internal ${type} @${TRUNCATE}.${type}(double %value) alwaysinline nounwind memory(none) {`,
    '  %vector = insertelement <2 x double> undef, double %value, i64 0',
    `  %integer = call ${type} @llvm.x86.sse2.${instruction}(<2 x double> %vector)`,
    `  ret ${type} %integer`,
    '}',
  ]);
}

function shapeFields(data: ShapeData, table: string, count: number): string {
  const fields = [
    `i32 ${data.kind}`,
    `i32 ${data.flags}`,
    `i64 ${BigInt.asIntN(64, data.pointerMap)}`,
    `i64 ${data.prototype}`,
    `i32 ${table}`,
    `i32 ${data.sizeBytes}`,
    `i32 ${count}`,
    'i32 0',
  ];
  return fields.join(', ');
}

function isWideText(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return true;
  return false;
}

function bytes(text: string): { type: string; text: string } {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const plain = c >= 32 && c < 127 && c !== 34 && c !== 92;
    out += plain ? String.fromCharCode(c) : `\\${c.toString(16).padStart(2, '0').toUpperCase()}`;
  }
  return { type: `[${text.length} x i8]`, text: `c"${out}"` };
}

function units(text: string): { type: string; text: string } {
  const list: string[] = [];
  for (let i = 0; i < text.length; i++) list.push(`i16 ${text.charCodeAt(i)}`);
  return { type: `[${text.length} x i16]`, text: `[${list.join(', ')}]` };
}

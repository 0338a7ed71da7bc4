/**
 * The LLVM module being made: functions, constants and static objects, each made once and named by what it is.
 * Static objects live in section `.shapes`, global variables that the collector scans in `.roots`.
 */
import { KIND_STRING_LATIN1, KIND_STRING_UTF16, SHAPE_BYTES, STRING_INTERNED } from '../layout/objects.ts';

/** The linker names for shapes that the compiler and os/runtime share. */
const STRING_SHAPES = { latin1: 'shape.string.latin1', utf16: 'shape.string.utf16' } as const;

export interface ShapeData {
  readonly symbol: string;
  readonly kind: number;
  readonly sizeBytes: number;
  readonly pointerMap: bigint;
  /** LLVM constant of the prototype's boxed word. */
  readonly prototype: string;
  /** LLVM constants of the table's entries, 24 bytes each: `i64, i32, i8, i8, i16, i64`. */
  readonly entries: () => readonly string[];
  readonly flags: number;
  /** LLVM constant of the name's boxed word. */
  readonly name: string;
}

export class ModuleBuilder {
  readonly #globals: string[] = [];
  readonly #functions: string[] = [];
  readonly #declarations = new Map<string, string>();
  readonly #strings = new Map<string, string>();
  readonly #symbols = new Set<string>();
  readonly #keys = new Set<string>();

  constructor() {
    this.shape({
      symbol: STRING_SHAPES.latin1,
      kind: KIND_STRING_LATIN1,
      sizeBytes: 0,
      pointerMap: 0n,
      prototype: '2',
      entries: () => [],
      flags: 0,
      name: '10',
    });
    this.shape({
      symbol: STRING_SHAPES.utf16,
      kind: KIND_STRING_UTF16,
      sizeBytes: 0,
      pointerMap: 0n,
      prototype: '2',
      entries: () => [],
      flags: 0,
      name: '10',
    });
  }

  /** A symbol name for LLVM: quoted when it must be. */
  static ref(symbol: string): string {
    return /^[A-Za-z_.$][\w.$]*$/.test(symbol) ? `@${symbol}` : `@"${symbol.replaceAll(/["\\]/g, '_')}"`;
  }

  addFunction(text: string): void {
    this.#functions.push(text);
  }

  addGlobal(symbol: string, text: string): void {
    if (this.#symbols.has(symbol)) return;
    this.#symbols.add(symbol);
    this.#globals.push(`${ModuleBuilder.ref(symbol)} = ${text}`);
  }

  /** Takes a symbol that `addReserved` defines later, so that what its definition leads to can name it. */
  reserve(symbol: string): void {
    this.#symbols.add(symbol);
  }

  addReserved(symbol: string, text: string): void {
    this.#globals.push(`${ModuleBuilder.ref(symbol)} = ${text}`);
  }

  has(symbol: string): boolean {
    return this.#symbols.has(symbol);
  }

  declare(symbol: string, text: string): void {
    this.#declarations.set(symbol, text);
  }

  /** The symbol of a static string; the same text is the same object. */
  string(text: string): string {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const symbol = `str.${this.#strings.size}`;
    this.#strings.set(text, symbol);
    let wide = false;
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) wide = true;
    const shape = wide ? STRING_SHAPES.utf16 : STRING_SHAPES.latin1;
    const header = `i32 ptrtoint (ptr @${shape} to i32), i32 ${text.length}, i32 0, i32 0`;
    const data = wide ? units(text) : bytes(text);
    this.addGlobal(
      symbol,
      `internal global <{ i32, i32, i32, i32, ${data.type} }> <{ ${header}, ${data.type} ${data.text} }>, section ".shapes", align 8`,
    );
    return symbol;
  }

  /** A string that is used as a property name: one object for the whole image, found by the runtime's table of names. */
  key(text: string): string {
    const symbol = this.string(text);
    this.#keys.add(symbol);
    return symbol;
  }

  shape(data: ShapeData): string {
    if (this.has(data.symbol)) return data.symbol;
    this.reserve(data.symbol);
    const entries = data.entries();
    const table = entries.length === 0 ? 'null' : `@"table.${data.symbol}"`;
    if (entries.length > 0) {
      const rows = entries.map((e) => `<{ i64, i32, i8, i8, i16, i64 }> <{ ${e} }>`).join(',\n  ');
      this.addGlobal(
        `table.${data.symbol}`,
        `internal global [${entries.length} x <{ i64, i32, i8, i8, i16, i64 }>] [\n  ${rows}\n], section ".shapes", align 8`,
      );
    }
    const fields = [
      `i32 ${data.kind}`,
      `i32 ${data.sizeBytes}`,
      `i64 ${BigInt.asIntN(64, data.pointerMap)}`,
      `i64 ${data.prototype}`,
      `ptr ${table}`,
      `i32 ${entries.length}`,
      `i32 ${data.flags}`,
      'i64 0',
      'i64 0',
      'i64 0',
      `i64 ${data.name}`,
    ];
    const type = '<{ i32, i32, i64, i64, ptr, i32, i32, i64, i64, i64, i64 }>';
    this.addReserved(data.symbol, `global ${type} <{ ${fields.join(', ')} }>, section ".shapes", align 8`);
    if (SHAPE_BYTES !== 72) throw new Error('the shape emitted here must have the size of layout/objects.ts');
    return data.symbol;
  }

  text(triple: string): string {
    const keys = [...this.#keys];
    const keyTable =
      keys.length === 0
        ? '@importos_keys = global [1 x ptr] zeroinitializer'
        : `@importos_keys = global [${keys.length} x ptr] [${keys.map((k) => `ptr @${k}`).join(', ')}]`;
    return [
      `target triple = "${triple}"`,
      ...this.#globals,
      keyTable,
      `@importos_key_count = global i32 ${keys.length}`,
      ...[...this.#declarations.values()],
      ...this.#functions,
      '!0 = !{!"branch_weights", i32 2000, i32 1}',
      '!1 = !{!"branch_weights", i32 1, i32 2000}',
      '',
    ].join('\n');
  }
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

export const TABLE_ENTRY_INTERNED = STRING_INTERNED;

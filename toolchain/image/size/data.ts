/**
 * Words for the symbols of data that the compiler makes (compiler/llvm/module.ts, emission.ts): strings have their text,
 * functions and classes their name, both read from the image itself.
 */
import {
  FUNCTION_INFO,
  INFO_NAME,
  KIND_SHAPES_SYMBOL,
  NAME_TABLE_SYMBOL,
  SHAPE_BYTES,
  STRING_DATA,
  STRING_LENGTH,
} from '../../compiler/layout/objects.ts';
import type { Section, Symbol } from '../elf.ts';

/** What a piece of data is. */
export interface Described {
  /** The kind of thing, or the source file that a variable is in. */
  readonly module: string;
  readonly name: string;
}

/** Longer texts are cut. */
const TEXT_MAX = 60;
/** `var.os/net/stack.ts:poll` */
const VARIABLE = /^var\.(.*):([^:]*)$/;

/** What the data at a symbol is; `sections` are the image's. */
export function describeData(symbol: Symbol, sections: readonly Section[]): Described {
  const { name, address } = symbol;
  const memory = new ImageMemory(sections);
  const variable = VARIABLE.exec(name);
  if (variable !== null) return { module: moduleName(variable[1] ?? ''), name: `variable ${variable[2]}` };
  const [kind = ''] = name.split('.');
  switch (kind) {
    case 'str':
      return { module: 'strings', name: literal(memory.string(address, symbol.sizeBytes)) };
    case 'object':
      return { module: 'functions, classes, prototypes', name: memory.functionName(address) ?? 'prototypes' };
    case 'info':
      return { module: 'functions, classes, prototypes', name: memory.infoName(address) };
    case 'accessor':
      return { module: 'functions, classes, prototypes', name: 'pairs of accessors' };
    case 'table':
      return { module: 'shapes', name: 'names and places of properties' };
    case 'shape':
    case KIND_SHAPES_SYMBOL:
      return { module: 'shapes', name: 'shapes' };
    case 'guard':
      return { module: 'guards of types', name: 'guards of types' };
    case NAME_TABLE_SYMBOL:
      return { module: 'strings', name: 'table of property names' };
    case 'symbol':
      return { module: 'strings', name: 'well-known symbols' };
    default:
      return { module: 'of the machine', name };
  }
}

/** As stacks show it. */
function moduleName(path: string): string {
  return path.startsWith('os/') ? `importos:${path.slice('os/'.length)}` : path;
}

/** In quotes and on one line, whatever is in it. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Reads what lies in an image as it will lie in memory. */
class ImageMemory {
  readonly #sections: readonly Section[];

  constructor(sections: readonly Section[]) {
    this.#sections = sections;
  }

  #view(address: number, sizeBytes: number): DataView | undefined {
    const section = this.#sections.find(
      (one) => one.isLoaded && address >= one.address && address + sizeBytes <= one.address + one.data.length,
    );
    if (section === undefined) return undefined;
    const { buffer, byteOffset } = section.data;
    return new DataView(buffer, byteOffset + address - section.address, sizeBytes);
  }

  #u32(address: number): number {
    return this.#view(address, 4)?.getUint32(0, true) ?? 0;
  }

  /** The text of a flat string of so many bytes, or unlimited ones. */
  string(address: number, sizeBytes = Number.POSITIVE_INFINITY): string {
    const length = this.#u32(address + STRING_LENGTH);
    const isWide = sizeBytes - STRING_DATA >= 2 * length && Number.isFinite(sizeBytes) && length > 0;
    const shown = Math.min(length, TEXT_MAX);
    const view = this.#view(address + STRING_DATA, isWide ? shown * 2 : shown);
    let text = '';
    for (let n = 0; view !== undefined && n < shown; n++)
      text += String.fromCharCode(isWide ? view.getUint16(n * 2, true) : view.getUint8(n));
    return length > shown ? `${text}…` : text;
  }

  infoName(address: number): string {
    const name = this.string(this.#u32(address + INFO_NAME));
    return name === '' ? 'functions without a name' : name;
  }

  /** Of a function or class; undefined for other objects. */
  functionName(address: number): string | undefined {
    const info = this.#u32(address + FUNCTION_INFO);
    // An object without that word is followed by a header: the address of a shape.
    if (this.#view(info, SHAPE_BYTES) === undefined || this.#u32(address + FUNCTION_INFO + 4) !== 0)
      return undefined;
    return this.infoName(info);
  }
}

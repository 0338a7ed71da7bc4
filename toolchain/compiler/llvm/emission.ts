/**
 * What the emission of all functions shares: signatures, static objects, the runtime functions that generic paths call.
 *
 * A generic path may ask for a runtime function that nothing had reached. It is then analysed like any other and
 * emission starts over (`restart`), since types may have grown.
 */

import type { HeapOptions } from '../api.ts';
import type { ConstValue, FunctionIr } from '../ir/ir.ts';
import { isPrivateName, isSymbolKey, symbolKey, symbolOfKey } from '../ir/names.ts';
import {
  ARRAY_BYTES,
  ENTRY_FLAGS,
  ENTRY_REP,
  INFO_BYTES,
  KIND_ACCESSOR,
  KIND_ARRAY,
  KIND_BIGINT,
  KIND_BOOLEAN,
  KIND_CELL,
  KIND_FRAME,
  KIND_FUNCTION,
  KIND_NUMBER,
  KIND_OBJECT,
  KIND_STRING_LATIN1,
  KIND_STRING_ROPE,
  KIND_STRING_SLICE,
  KIND_STRING_UTF16,
  KIND_SYMBOL,
  PROP_ACCESSOR,
  PROP_CONFIGURABLE,
  PROP_ENUMERABLE,
  PROP_NUMBER_SHIFT,
  PROP_PRIVATE,
  PROP_WRITABLE,
  REP_BOOL,
  REP_BOXED,
  REP_CONSTANT,
  REP_CONSTANT_WORD,
  REP_F64,
  REP_F64U,
  REP_I8,
  REP_I16,
  REP_I32,
  REP_I64,
  REP_U8,
  REP_U16,
  REP_U32,
  REP_U64,
  SHAPE_ARGUMENTS,
  SHAPE_CALLABLE,
  SHAPE_ELEMENTS_SHIFT,
  SHAPE_ESCAPED,
  SHAPE_OPEN,
} from '../layout/objects.ts';
import { literalOf } from '../passes/inference/builtins.ts';
import {
  type AbstractObject,
  type Field,
  type FunctionInstance,
  isCallable,
  publicName,
} from '../passes/inference/objects.ts';
import { nativeOf } from '../passes/inference/properties.ts';
import { isCore } from '../passes/inference/rooms.ts';
import { OPAQUE, type Type, UNDEFINED } from '../passes/inference/type.ts';
import { staticHook } from '../passes/inference/unknown.ts';
import type { World } from '../passes/inference/world.ts';
import type { Layouts } from '../passes/object-layout.ts';
import type { Recursion } from '../passes/recursion.ts';
import type { Throws } from '../passes/throws.ts';
import { arraysToTell } from './closed-world.ts';
import { WORD_HOLE_TEXT, WORD_UNDEFINED_TEXT, wordOfConstant, wordText } from './convert.ts';
import { addHeapGlobals, type EmitOptions } from './heap.ts';
import { kindShape, ModuleBuilder, STATIC_SECTION } from './module.ts';
import { infoFlags, kindOfNative } from './object-kinds.ts';
import { llvmType, type Rep, repOf, repOfIr } from './rep.ts';
import { elementKind } from './select/elements.ts';

/** The variable that os/runtime/core/stack-limit.ts sets: the lowest stack pointer that code may have on entry. */
export const STACK_LIMIT = 'importos_stack_limit';

/** How a function instance is called. */
export interface Signature {
  readonly symbol: string;
  /** Gets its function object (it has captures). */
  readonly env: boolean;
  readonly self: Rep | undefined;
  readonly newTarget: boolean;
  readonly params: readonly Rep[];
  /** Gets the number of all arguments and the boxed ones beyond its parameters. */
  readonly rest: boolean;
  readonly result: Rep;
  readonly throws: boolean;
}

/** A boxed entry to be emitted. */
export interface BoxedEntry {
  readonly symbol: string;
  readonly instance: FunctionInstance;
  /** For `new`: allocates the instance first. */
  readonly construct: boolean;
  /** For `new` of a class with a `$construct`, which gets `new.target` as its first argument. */
  readonly hook: boolean;
  readonly object: AbstractObject;
}

export class Emission {
  readonly world: World;
  readonly module: ModuleBuilder;
  readonly layouts: Layouts;
  readonly throws: Throws;
  readonly recursion: Recursion;
  /** Arrays with shapes of their own. */
  readonly #told: ReadonlySet<AbstractObject>;
  readonly #signatures = new Map<FunctionInstance, Signature>();
  readonly #pending: FunctionInstance[] = [];
  readonly #boxedEntries: BoxedEntry[] = [];
  readonly #runtime = new Map<string, FunctionInstance>();
  /** A runtime function was reached for the first time: the types of this emission are stale. */
  restart = false;

  /** Debug builds: compiled code checks what inference proved (verify.ts). */
  readonly verifies: boolean;
  readonly heap: HeapOptions;

  constructor(world: World, layouts: Layouts, throws: Throws, recursion: Recursion, options: EmitOptions) {
    this.verifies = options.verifies;
    this.module = new ModuleBuilder(!options.verifies);
    this.heap = options.heap;
    this.world = world;
    this.#told = arraysToTell(world);
    this.layouts = layouts;
    this.throws = throws;
    this.recursion = recursion;
    this.module.addGlobal(STACK_LIMIT, 'global i64 0, align 8');
    addHeapGlobals(this.module, options.heap);
  }

  /** Function instances whose bodies are called and not emitted yet. */
  takePending(): FunctionInstance | undefined {
    return this.#pending.pop();
  }

  takeBoxedEntry(): BoxedEntry | undefined {
    return this.#boxedEntries.pop();
  }

  signature(f: FunctionInstance): Signature {
    let s = this.#signatures.get(f);
    if (s === undefined) {
      s = this.#makeSignature(f);
      this.#signatures.set(f, s);
      this.#pending.push(f);
    }
    return s;
  }

  #makeSignature(f: FunctionInstance): Signature {
    const uses = usesOf(f);
    const result = f.fn.resultType === 'js' ? repOf(f.result.type) : repOfIr(f.fn.resultType, UNDEFINED);
    const onlyUndefined =
      f.fn.resultType === 'js' &&
      f.result.type.prims === UNDEFINED.prims &&
      result === 'js' &&
      f.result.type.objects.length === 0 &&
      !f.result.type.opaque;
    return {
      symbol: `f${f.number}.${sanitize(f.fn.key)}`,
      env: f.fn.captures.length > 0,
      self: uses.self ? repOf(f.thisField.type) : undefined,
      newTarget: uses.newTarget,
      params: f.fn.params.map((p, n) => repOfIr(p.type, f.params[n]?.type ?? UNDEFINED)),
      rest: uses.rest,
      result: result === 'never' || onlyUndefined ? 'void' : result,
      throws: this.throws.of(f),
    };
  }

  /** A function of os/runtime that the compiler calls by name (os/runtime/support.ts). */
  runtime(name: string): FunctionInstance {
    let f = this.#runtime.get(name);
    if (f === undefined) {
      const fn = this.world.program.runtimeFunction(name);
      const before = this.world.instances.length;
      f = this.world.instance(fn, '', undefined, 0);
      for (const p of f.params) this.world.write(p, OPAQUE);
      this.world.write(f.thisField, UNDEFINED);
      if (this.world.instances.length !== before || this.world.hasWork()) this.restart = true;
      this.#runtime.set(name, f);
    }
    return f;
  }

  // ── constants ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** The address of what lies below 4 GB, as all of the image does, in 32 bits. */
  addressOf(symbol: string): string {
    return `ptrtoint (ptr ${ModuleBuilder.ref(symbol)} to i32)`;
  }

  /** The boxed word of an object's or string's symbol, as a constant. */
  wordOfSymbol(symbol: string): string {
    return `ptrtoint (ptr ${ModuleBuilder.ref(symbol)} to i64)`;
  }

  string(text: string): string {
    return this.module.string(text, false);
  }

  /** A string literal of a function. The core takes the words of its own for names. */
  literal(text: string, f: FunctionInstance): string {
    return isCore(f.fn.key) ? this.key(text) : this.string(text);
  }

  /** A string that is used as a property name. */
  key(text: string): string {
    return this.module.string(text, true);
  }

  /** Defines the kind table; call when everything else is emitted. */
  finish(): void {
    const names = new Map([
      [KIND_STRING_LATIN1, 'String'],
      [KIND_STRING_UTF16, 'String'],
      [KIND_STRING_ROPE, 'String'],
      [KIND_STRING_SLICE, 'String'],
      [KIND_SYMBOL, 'Symbol'],
      [KIND_BIGINT, 'BigInt'],
      [KIND_NUMBER, 'Number'],
      [KIND_BOOLEAN, 'Boolean'],
      [KIND_OBJECT, 'Object'],
      [KIND_FUNCTION, 'Function'],
      [KIND_ARRAY, 'Array'],
    ]);
    this.module.kindTable((kind) => {
      const name = names.get(kind);
      const known = name === undefined ? undefined : this.world.knownPrototype(name);
      return known === undefined ? '2' : this.wordOfSymbol(this.objectSymbol(known));
    });
  }

  // ── shapes ─────────────────────────────────────────────────────────────────────────────────────────────────────

  shapeOf(object: AbstractObject): string {
    const layout = this.layouts.of(object);
    const symbol = this.#shapeSymbol(object);
    if (this.module.has(symbol)) return symbol;
    const callable = isCallable(object);
    const native = object.kind === 'instance' ? nativeOf(object) : undefined;
    const isArrayObject = object.kind === 'array' || this.#isArrayPrototype(object);
    if (object.kind === 'instance') this.module.debug.shape(symbol, object.class, layout);
    // Reserve the name first: the prototype's shape may lead back here.
    const entries: string[] = [];
    this.module.shape({
      symbol,
      kind: callable
        ? KIND_FUNCTION
        : isArrayObject
          ? kindOfNative('Array')
          : native === undefined
            ? KIND_OBJECT
            : kindOfNative(native),
      sizeBytes: isArrayObject ? ARRAY_BYTES : layout.sizeBytes,
      pointerMap: isArrayObject ? 0b11n : layout.pointerMap,
      prototype:
        object.proto === undefined
          ? wordText(wordOfConstant(null))
          : this.wordOfSymbol(this.objectSymbol(object.proto)),
      entries: () => {
        for (const slot of layout.slots.values()) {
          // Nobody finds a private member by its name; it only takes a place that a new property can't have.
          if (slot.hidden && !layout.open) continue;
          const flags =
            (slot.hidden ? PROP_PRIVATE : PROP_WRITABLE | PROP_CONFIGURABLE) |
            (slot.enumerable ? PROP_ENUMERABLE : 0) |
            ((slot.added ?? 0) << PROP_NUMBER_SHIFT);
          entries.push(this.#entry(slot.name, repCode(slot.rep), flags, `${slot.offset}`));
        }
        if (callable || object.kind === 'class' || object.kind === 'prototype' || object.isArguments)
          this.#constantEntries(object, entries);
        return entries;
      },
      flags:
        (layout.open || callable ? SHAPE_OPEN : 0) |
        // Classes, their prototypes and accessors are looked at by whoever prints their instances (rooms.ts, looksAtClassesOnly).
        (object.escaped || object.kind === 'class' || object.kind === 'prototype' || object.isStatic
          ? SHAPE_ESCAPED
          : 0) |
        (callable ? SHAPE_CALLABLE : 0) |
        (object.isArguments ? SHAPE_ARGUMENTS : 0) |
        (object.kind === 'array' ? elementKind(object) << SHAPE_ELEMENTS_SHIFT : 0),
    });
    return symbol;
  }

  #isArrayPrototype(object: AbstractObject): boolean {
    return object.kind === 'prototype' && object === this.world.knownPrototype('Array');
  }

  /**
   * Arrays of one element kind, and functions alike in their captures, share a shape with others of their prototype: nothing tells them
   * apart by it, but the checks of debug builds, and calls of methods on what may be one of a few arrays.
   */
  #shapeSymbol(object: AbstractObject): string {
    const own = `shape.${object.number}`;
    if (this.verifies || object.isArguments || this.#told.has(object)) return own;
    const layout = this.layouts.of(object);
    const common = `${object.proto?.number}${object.escaped || object.isStatic ? '.escaped' : ''}`;
    if (object.kind === 'array') return `shape.array.${elementKind(object)}.${common}`;
    if (object.kind !== 'function' || layout.slots.size > 0) return own;
    for (const [name, field] of object.fields)
      if (field.present && name !== 'name' && name !== 'length' && name !== 'prototype') return own;
    const open = layout.open ? '.open' : '';
    return `shape.function.${layout.sizeBytes}.${layout.pointerMap}${open}.${common}`;
  }

  #entry(name: string, rep: number, flags: number, location: string): string {
    const key = isSymbolKey(name) ? this.wellKnownSymbol(symbolOfKey(name)) : this.key(name);
    const rest = (BigInt(rep) << BigInt(ENTRY_REP * 8)) | (BigInt(flags) << BigInt(ENTRY_FLAGS * 8));
    return `i64 add (i64 ${this.wordOfSymbol(key)}, i64 ${BigInt.asIntN(64, rest)}), i32 ${location}`;
  }

  /** An entry whose value is a static object. */
  #constantEntry(name: string, flags: number, symbol: string): string {
    return this.#entry(name, REP_CONSTANT, flags, this.addressOf(symbol));
  }

  #literalEntry(name: string, flags: number, value: ConstValue): string {
    if (typeof value === 'string') return this.#constantEntry(name, flags, this.string(value));
    const symbol = this.module.constant(`i64 ${wordText(wordOfConstant(value))}`);
    return this.#entry(name, REP_CONSTANT_WORD, flags, `ptrtoint (ptr ${symbol} to i32)`);
  }

  /** Methods and accessors of a prototype or class object, found by the runtime's lookup. */
  #constantEntries(object: AbstractObject, entries: string[]): void {
    for (const [name, field] of object.fields) {
      if (!field.present || isPrivateName(name)) continue;
      if (object.kind !== 'prototype' && (name === 'prototype' || name === 'name' || name === 'length'))
        continue;
      if (field.isDeclaredAccessor) {
        const presented = this.#presentedAsData(object, name, field);
        if (presented !== undefined) {
          entries.push(presented);
          continue;
        }
        const pair = this.#accessorPair(object, name, field);
        entries.push(this.#constantEntry(name, PROP_ACCESSOR | PROP_CONFIGURABLE, pair));
        continue;
      }
      if (this.layouts.of(object).slots.has(name)) continue;
      if (field.constant !== undefined) {
        entries.push(this.#literalEntry(name, PROP_WRITABLE | PROP_CONFIGURABLE, field.constant));
        continue;
      }
      // What the program only assigns later isn't there yet.
      if (field.method === undefined && field.dynamic) continue;
      const only = field.method ?? onlyObject(field.type);
      if (only === undefined) continue;
      if (only.kind === 'function' && !only.needsBoxedEntry) continue;
      if (only.kind === 'function' && !only.isStatic) continue;
      entries.push(this.#constantEntry(name, PROP_WRITABLE | PROP_CONFIGURABLE, this.objectSymbol(only)));
    }
  }

  /** A getter of a built-in that programs see as a constant data property (layout/natives.ts). */
  #presentedAsData(object: AbstractObject, name: string, field: Field): string | undefined {
    const fn = field.setter === undefined ? field.getter?.fn : undefined;
    const isTag = name === symbolKey('toStringTag');
    if (fn === undefined || object.class?.trusted !== true) return undefined;
    const literal = isTag || object.kind === 'class' ? literalOf(fn) : undefined;
    if (literal === undefined) return undefined;
    const flags = isTag ? PROP_CONFIGURABLE : 0;
    const { value, name: symbolName } = literal.attrs;
    return literal.op === 'symbol'
      ? this.#constantEntry(name, flags, this.wellKnownSymbol(symbolName ?? ''))
      : this.#literalEntry(name, flags, value);
  }

  #accessorPair(object: AbstractObject, name: string, field: Field): string {
    const symbol = `accessor.${object.number}.${[...object.fields.keys()].indexOf(name)}`;
    const half = (fn: AbstractObject | undefined): string =>
      fn === undefined ? '10' : this.wordOfSymbol(this.objectSymbol(fn));
    this.module.addGlobal(
      symbol,
      `internal global <{ i32, i32, i64, i64 }> <{ i32 ptrtoint (ptr ${kindShape(KIND_ACCESSOR)} to i32), i32 0, i64 ${half(field.getter)}, i64 ${half(field.setter)} }>, section ".shapes", align 8`,
    );
    return symbol;
  }

  wellKnownSymbol(name: string): string {
    const symbol = `symbol.${name}`;
    const description = this.wordOfSymbol(this.string(`Symbol.${name}`));
    this.module.addGlobal(
      symbol,
      `global <{ i32, i32, i64, i32, i32 }> <{ i32 ptrtoint (ptr ${kindShape(KIND_SYMBOL)} to i32), i32 0, i64 ${description}, i32 ${hashOf(name)}, i32 0 }>, section ".shapes", align 8`,
    );
    return symbol;
  }

  simpleShape(symbol: string, kind: number, sizeBytes: number, pointerMap: bigint): string {
    return this.module.shape({
      symbol,
      kind,
      sizeBytes,
      pointerMap,
      prototype: '2',
      entries: () => [],
      flags: 0,
    });
  }

  /** Records of iterator operations: {header; +8 what is walked; +16 index, or the next method}. */
  iteratorShape(): string {
    return this.simpleShape('shape.iterator', KIND_FRAME, 32, 0b11n);
  }

  /** The C-ABI entry of a trusted function, for interrupt stubs and other assembly. */
  nativeEntry(f: FunctionInstance): string {
    const symbol = `native.${f.number}`;
    if (this.module.has(symbol)) return symbol;
    this.module.reserve(symbol);
    const s = this.signature(f);
    const params = s.params.map((rep, n) => `${llvmType(rep)} %p${n}`).join(', ');
    const type = llvmResult(s);
    const result = s.throws || s.result === 'void' ? 'void' : type;
    const callText = `call ${type} ${ModuleBuilder.ref(s.symbol)}(${params})`;
    const body =
      result === 'void'
        ? `  ${type === 'void' ? '' : '%r = '}${callText}\n  ret void`
        : `  %r = ${callText}\n  ret ${type} %r`;
    const text = `define internal ${result} @${symbol}(${params}) #0 {\n${body}\n}\n`;
    this.module.addFunction({ ref: `@${symbol}`, origin: f.fn.key, text });
    return symbol;
  }

  cellShape(boxed: boolean): string {
    return this.simpleShape(boxed ? 'shape.cell' : 'shape.cell.raw', KIND_CELL, 16, boxed ? 1n : 0n);
  }

  // ── static objects ─────────────────────────────────────────────────────────────────────────────────────────────

  /** The static object of a prototype, class, or function without captures. */
  objectSymbol(object: AbstractObject): string {
    const symbol = `object.${object.number}`;
    if (this.module.has(symbol)) return symbol;
    const shape = `i32 ptrtoint (ptr ${ModuleBuilder.ref(this.#shapeSymbol(object))} to i32)`;
    if (object.kind === 'function' || object.kind === 'class') {
      const layout = this.layouts.of(object);
      const words = (layout.sizeBytes - 24) / 8;
      const initial = Array.from({ length: words }, () => `i64 ${WORD_UNDEFINED_TEXT}`);
      for (const slot of layout.slots.values())
        if (slot.mayBeAbsent) initial[(slot.offset - 24) / 8] = `i64 ${WORD_HOLE_TEXT}`;
      const slots = words === 0 ? '' : `, [${words} x i64] [${initial.join(', ')}]`;
      const type = `<{ i32, i32, ptr, ptr${words === 0 ? '' : `, [${words} x i64]`} }>`;
      this.module.addGlobal(
        symbol,
        `internal global ${type} <{ ${shape}, i32 0, ptr null, ptr ${ModuleBuilder.ref(`info.${object.number}`)}${slots} }>, section ".shapes", align 8`,
      );
      this.functionInfo(object);
    } else {
      // Array.prototype is an array (ECMA-262 23.1.3), an empty one.
      const rest = this.#isArrayPrototype(object)
        ? [', ptr, i32, i32', ', ptr null, i32 0, i32 0']
        : ['', ''];
      this.module.addGlobal(
        symbol,
        `internal global <{ i32, i32, ptr${rest[0]} }> <{ ${shape}, i32 0, ptr null${rest[1]} }>, section ".shapes", align 8`,
      );
    }
    this.shapeOf(object);
    return symbol;
  }

  /** The static part of a function object: code addresses, name, length, prototype. */
  functionInfo(object: AbstractObject): string {
    const symbol = `info.${object.number}`;
    if (this.module.has(symbol)) return symbol;
    const fn = object.fn;
    const prototype = object.prototype;
    this.module.reserve(symbol);
    const code = this.#entryOf(object, false);
    const construct = this.#entryOf(object, true);
    const name = object.class === undefined ? (fn?.name ?? '') : publicName(object.class);
    const fields = [
      code,
      construct,
      this.addressOf(this.string(name)),
      fn?.length ?? 0,
      infoFlags(object),
      prototype === undefined ? WORD_UNDEFINED_TEXT : this.addressOf(this.objectSymbol(prototype)),
    ];
    if (INFO_BYTES !== fields.length * 4)
      throw new Error('the function info emitted here must have the size of layout/objects.ts');
    this.module.addReserved(
      symbol,
      `internal global [${fields.length} x i32] [${fields.map((field) => `i32 ${field}`).join(', ')}], section "${STATIC_SECTION}", align 4`,
    );
    return symbol;
  }

  /** The address of the boxed entry of a function object, or 0 where nothing can call it so. */
  #entryOf(object: AbstractObject, construct: boolean): string {
    const fn = object.fn;
    if (fn === undefined || fn.externSymbol !== undefined) return '0';
    const hook = object.kind === 'class' ? staticHook(object, construct ? '$construct' : '$call') : undefined;
    if (hook !== undefined) return construct ? this.#hookEntry(object, hook) : this.#entryOf(hook, false);
    if (construct !== (object.kind === 'class') && !(construct && fn.isConstructor)) return '0';
    const instance = this.world.findInstance(fn, object);
    if (instance === undefined || (construct ? !instance.boxedConstruct : !instance.boxedEntry)) return '0';
    const symbol = `${construct ? 'construct' : 'entry'}.${object.number}.${sanitize(fn.key)}`;
    if (!this.module.has(symbol)) {
      this.module.reserve(symbol);
      this.#boxedEntries.push({ symbol, instance, construct, hook: false, object });
    }
    return this.addressOf(symbol);
  }

  /** The boxed entry for `new` of a built-in whose `$construct` makes what it returns. */
  #hookEntry(object: AbstractObject, hook: AbstractObject): string {
    const instance = hook.fn === undefined ? undefined : this.world.findInstance(hook.fn, hook);
    if (instance?.boxedEntry !== true) return '0';
    const symbol = `construct.${object.number}`;
    if (!this.module.has(symbol)) {
      this.module.reserve(symbol);
      this.#boxedEntries.push({ symbol, instance, construct: false, hook: true, object });
    }
    return this.addressOf(symbol);
  }
}

function onlyObject(type: Type): AbstractObject | undefined {
  return type.objects.length === 1 ? type.objects[0] : undefined;
}

/** Of slots: what is boxed has no row. */
const REP_CODES: ReadonlyMap<Rep, number> = new Map([
  ['f64', REP_F64],
  ['f64u', REP_F64U],
  ['bool', REP_BOOL],
  ['u8', REP_U8],
  ['u16', REP_U16],
  ['u32', REP_U32],
  ['u64', REP_U64],
  ['i8', REP_I8],
  ['i16', REP_I16],
  ['i32', REP_I32],
  ['i64', REP_I64],
]);

function repCode(rep: Rep): number {
  return REP_CODES.get(rep) ?? REP_BOXED;
}

function sanitize(key: string): string {
  return key.replaceAll(/[^\w.$]/g, '_');
}

function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}

interface Uses {
  readonly self: boolean;
  readonly newTarget: boolean;
  readonly rest: boolean;
}

const usesCache = new WeakMap<FunctionIr, Uses>();

/** Which implicit inputs the body of a function reads. */
export function usesOf(f: FunctionInstance): Uses {
  const known = usesCache.get(f.fn);
  if (known !== undefined) return known;
  let self = false;
  let newTarget = false;
  let rest = false;
  for (const block of f.fn.blocks) {
    for (const i of block.instrs) {
      const isSuper = i.op === 'super.call' || (i.op === 'super.call.spread' && i.args.length === 2);
      if (i.op === 'this' || isSuper) self = true;
      if (i.op === 'newtarget' || isSuper) newTarget = true;
      if (i.op === 'rest' || i.op === 'arguments') rest = true;
    }
  }
  const uses = { self, newTarget, rest };
  usesCache.set(f.fn, uses);
  return uses;
}

export function llvmResult(s: Signature): string {
  if (!s.throws) return llvmType(s.result);
  return s.result === 'void' ? 'i64' : `{ ${llvmType(s.result)}, i64 }`;
}

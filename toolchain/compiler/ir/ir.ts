/**
 * The intermediate representation: typed SSA, in functions of basic blocks. Lowering builds it (builder.ts), passes
 * change it, llvm/ prints it as LLVM IR. What each operation means is in ops.ts, one row each.
 *
 * A block ends in exactly one terminator (the last instruction). Phis stand first in a block, with one operand a
 * predecessor, in the order of `block.preds`. An operation that may throw inside a `try` is the last but one instruction of its
 * block and is followed by the terminator `check`, which names the block that catches; outside a `try` an exception
 * leaves the function, and nothing is written for it.
 */
import type { Naming } from './namings.ts';
import type { OpName } from './ops.ts';
import type { Hint, IrType } from './types.ts';

/** A place in the source: a byte offset in a file of the program. */
export interface Span {
  readonly file: SourceRef;
  readonly start: number;
  readonly end: number;
  /** Where stacks say it is, when that isn't the start: of `a\n.b()` the name `b`, as V8 has it. */
  readonly focus?: number;
}

/** What diagnostics, DWARF and stacks need of a source file. */
export interface SourceRef {
  readonly path: string;
  /** The path that stacks show, the same on every computer: relative to the project, or `importos:net/stack.ts`. */
  readonly name: string;
  readonly text: string;
  /** Declared types are proofs in this file (os/machine, os/memory, os/runtime, os/drivers). */
  readonly trusted: boolean;
}

export type ConstValue = undefined | null | boolean | number | string;

/** One operation. Its result, if any, is the instruction itself used as an operand. */
export class Instr {
  readonly op: OpName;
  args: Instr[];
  type: IrType;
  block: Block;
  span: Span | undefined;
  /** Attributes, by the operation's row in ops.ts; only those named there are present. */
  readonly attrs: Attributes;
  /** A number for printing, unique in the function. */
  id = 0;

  constructor(
    op: OpName,
    type: IrType,
    args: Instr[],
    attrs: Attributes,
    block: Block,
    span: Span | undefined,
  ) {
    this.op = op;
    this.type = type;
    this.args = args;
    this.attrs = attrs;
    this.block = block;
    this.span = span;
  }
}

/** Every attribute that some operation carries. */
export interface Attributes {
  value?: ConstValue;
  /** Machine integer constants. */
  integer?: bigint;
  index?: number;
  /** A property name, private name, intrinsic, symbol or operator. */
  name?: string;
  operator?: string;
  /** How the callee or iterable is written, for messages. */
  text?: string;
  keys?: readonly string[];
  global?: Global;
  fn?: FunctionIr;
  class?: ClassInfo;
  member?: Member;
  filter?: Filter;
  /** What the checker says of the result. */
  hint?: Hint;
  /** Terminators: the blocks control goes to. */
  targets?: Block[];
  /** `switch`: the constants of targets[1…], in order; targets[0] is the default. */
  cases?: readonly number[];
  enumerable?: boolean;
}

/** A narrowing that holds on one path: keep only these primitives, or (not) instances of a class. */
export interface Filter {
  /** P_* bits that remain possible. */
  readonly keep: number;
  /** Set: only what Array.isArray affirms, or denies. */
  readonly array?: boolean;
  /** Set: only (positive) or no (negative) instances of this class among the objects. */
  readonly instanceOf?: { readonly class: Instr; readonly positive: boolean };
  /** The discriminant of a union: an own property `name` that is (positive) or isn't the constant. */
  readonly property?: { readonly name: string; readonly value: ConstValue; readonly positive: boolean };
}

export class Block {
  fn: FunctionIr;
  readonly instrs: Instr[] = [];
  preds: Block[] = [];
  id = 0;
  /** How likely the block is: blocks that throw or call a generic path are cold and laid out of line. */
  cold = false;

  constructor(fn: FunctionIr) {
    this.fn = fn;
  }
}

/** A variable at module level. */
export interface Global {
  readonly key: string;
  readonly name: string;
  /** Machine type in trusted rooms, else `js`. */
  readonly type: IrType;
  /** Initialised by a constant before any code runs (machine-integer globals of trusted rooms, hoisted `var`: undefined). */
  readonly initial: ConstValue | bigint;
  /** Starts as a hole: reading it before its declaration ran is a ReferenceError. */
  readonly tdz: boolean;
  readonly hint: Hint | undefined;
  /** Assigned in one place only, its declaration. */
  readonly constant: boolean;
  /** Its declaration. */
  readonly span?: Span | undefined;
}

export interface Param {
  readonly name: string;
  readonly type: IrType;
  readonly hint: Hint | undefined;
}

/** What kind of code a function is; decides how it may be called and what `this` is. */
export type FunctionKind =
  | 'function'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'derived-constructor'
  | 'module';

/**
 * One function as it was written. `captures` are the outer variables it uses, in the order of the operands of `closure`:
 * immutable ones are captured as values, reassigned ones as cells.
 * `body` builds the blocks on first use: what is never reached is never lowered.
 */
export class FunctionIr {
  /** Unique and stable: module path and the chain of names, e.g. `src/main.ts:Server.handle`. */
  readonly key: string;
  /** The ECMAScript `name` property. */
  readonly name: string;
  readonly kind: FunctionKind;
  readonly params: readonly Param[] = [];
  /** The ECMAScript `length` property. */
  readonly length: number = 0;
  readonly resultType: IrType = 'js';
  readonly resultHint: Hint | undefined;
  captures: readonly Capture[] = [];
  /** Mentions `new.target`. */
  asksNewTarget = false;
  readonly isAsync: boolean = false;
  readonly isGenerator: boolean = false;
  /** Has type parameters, or belongs to a class that has: copied per type arguments. */
  readonly generic: boolean = false;
  /** Sloppy-mode code (CommonJS without 'use strict'). */
  readonly sloppy: boolean = false;
  /** Trusted room. */
  readonly trusted: boolean = false;
  /** Declared without a body in a trusted room: a C-ABI symbol of this name. */
  readonly externSymbol: string | undefined;
  readonly span: Span | undefined;
  /** The class that a method, accessor or constructor belongs to. */
  readonly owner: ClassInfo | undefined;
  /** Of the part of an async function or generator that runs when it is resumed: what was written. */
  readonly resumes: FunctionIr | undefined;
  /** The first is the entry; empty until lowered. */
  readonly blocks: Block[] = [];
  /** Which variables values are, in no order. */
  readonly namings: Naming[] = [];
  #lower: ((fn: FunctionIr) => void) | undefined;

  constructor(init: FunctionInit, lower: ((fn: FunctionIr) => void) | undefined) {
    this.key = init.key;
    this.name = init.name;
    this.kind = init.kind;
    this.params = init.params;
    this.length = init.length;
    this.resultType = init.resultType;
    this.resultHint = init.resultHint;
    this.isAsync = init.isAsync;
    this.isGenerator = init.isGenerator;
    this.generic = init.generic;
    this.sloppy = init.sloppy;
    this.trusted = init.trusted;
    this.externSymbol = init.externSymbol;
    this.span = init.span;
    this.owner = init.owner;
    this.resumes = init.resumes;
    this.#lower = lower;
  }

  /** Builds the body if that hasn't been done; cheap afterwards. */
  ensureLowered(): void {
    const lower = this.#lower;
    this.#lower = undefined;
    if (lower !== undefined) lower(this);
  }

  /**
   * A `function` that `new` may be applied to (ECMA-262 10.2.5): neither async nor a generator; of the system's only those
   * that look at `new.target`.
   */
  get isConstructor(): boolean {
    if (this.kind !== 'function' || this.isAsync || this.isGenerator) return false;
    return this.asksNewTarget || !this.key.startsWith('os/');
  }

  get entry(): Block {
    const first = this.blocks[0];
    if (first === undefined) throw new Error(`function ${this.key} has no body`);
    return first;
  }
}

/** Is it a static member of its class? */
export function isStaticMember(fn: FunctionIr): boolean {
  return fn.owner?.members.some((m) => m.isStatic && m.fn === fn) === true;
}

export interface FunctionInit {
  readonly key: string;
  readonly name: string;
  readonly kind: FunctionKind;
  readonly params: readonly Param[];
  readonly length: number;
  readonly resultType: IrType;
  readonly resultHint: Hint | undefined;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly generic: boolean;
  readonly sloppy: boolean;
  readonly trusted: boolean;
  readonly externSymbol: string | undefined;
  readonly span: Span | undefined;
  readonly owner: ClassInfo | undefined;
  readonly resumes?: FunctionIr;
}

export interface Capture {
  readonly name: string;
  /** The operand is a cell (the variable is reassigned after capture), not the value. */
  readonly cell: boolean;
  readonly type: IrType;
}

export interface Member {
  /** The property name; undefined when computed. names.ts has those of private members and well-known symbols. */
  readonly name: string | undefined;
  readonly kind: 'method' | 'get' | 'set' | 'field';
  readonly isStatic: boolean;
  /** Methods and accessors. */
  readonly fn: FunctionIr | undefined;
  /** Fields: machine type in trusted rooms, else `js`. */
  readonly type: IrType;
  readonly hint: Hint | undefined;
}

/** A class declaration or expression. */
export interface ClassInfo {
  /** Unique and stable, like FunctionIr.key. */
  readonly key: string;
  readonly name: string;
  /** Known when `extends` names a class that is never reassigned. */
  readonly base: ClassInfo | undefined;
  /** `extends` is present (its value is an operand of `class`). */
  readonly derived: boolean;
  /** Written or implied. Runs field initialisers itself: at its start, or right after `super()`. */
  readonly construct: FunctionIr;
  readonly members: readonly Member[];
  readonly generic: boolean;
  readonly trusted: boolean;
  /** Layout kind of instances when they aren't ordinary objects (layout/natives.ts), e.g. `Array`, `Uint8Array`, `Error`. */
  readonly native: string | undefined;
  readonly span: Span | undefined;
}

/** The whole program: nothing but roots; everything else is found from them. */
export interface Program {
  /** Module initialisers in the order of evaluation (ECMA-262 16.2.1.6); each runs once. */
  readonly modules: readonly FunctionIr[];
  /** Runs the program's own modules in place of `modules` when one of them has a top-level await. */
  readonly evaluation: FunctionIr | undefined;
  /** Functions that the compiler and other rooms call by name: runtime support, boot. Looked up lazily. */
  runtimeFunction(name: string): FunctionIr;
  runtimeClass(name: string): ClassInfo;
  /** A class that lowering has met, by its key. */
  classByKey(key: string): ClassInfo | undefined;
}

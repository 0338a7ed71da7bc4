/**
 * The transfer function: analyses one function instance once, giving each instruction its type from its operands'
 * types and telling the world what flows where. Blocks that no feasible edge reaches aren't looked at.
 */
import type { Block, Instr } from '../../ir/ir.ts';
import { P_BIGINT, P_HOLE, P_OBJECT } from '../../ir/types.ts';
import { binaryType, MAY_BE_FALSE, MAY_BE_TRUE, unaryType } from './arithmetic.ts';
import { isBranded } from './branded.ts';
import {
  type Arguments,
  arrayFor,
  callMethod,
  callOne,
  callValue,
  construct,
  elementsOf,
  keyConversion,
  pass,
  superCall,
  superElement,
  superMethod,
  superProperty,
  toPrimitive,
} from './calls.ts';
import { constructed, declared, param, receiver, stepped } from './declared.ts';
import { effect } from './effects.ts';
import { callRuntime, iteratorStep, openIterator } from './iteration.ts';
import type { AbstractObject, FunctionInstance } from './objects.ts';
import {
  arrayConstructors,
  chainOf,
  getElement,
  getProperty,
  readChain,
  typedConstructors,
} from './properties.ts';
import { limited, refine } from './refine.ts';
import { isBuiltin, literalRoom } from './rooms.ts';
import { truthOfBool } from './truth.ts';
import {
  BIGINT,
  BOOLEAN,
  HOLE,
  hasObjects,
  INT32_MAX,
  INT32_MIN,
  integer,
  isNever,
  join,
  NEVER,
  OPAQUE,
  ofConstant,
  ofObject,
  STRING,
  SYMBOL,
  type Type,
  UNDEFINED,
  withoutPrims,
} from './type.ts';
import { waysBack } from './ways-back.ts';
import type { World } from './world.ts';

const MACHINE_RANGES = new Map<string, readonly [number, number]>([
  ['u8', [0, 0xff]],
  ['u16', [0, 0xffff]],
  ['u32', [0, 0xffff_ffff]],
  ['i8', [-0x80, 0x7f]],
  ['i16', [-0x8000, 0x7fff]],
  ['i32', [INT32_MIN, INT32_MAX]],
  ['u64', [0, 2 ** 60]],
  ['i64', [-(2 ** 60), 2 ** 60]],
]);

/** A property's value that goes on as a value: its functions may be called by anybody. */
function taken(a: Analysis, type: Type): Type {
  for (const fn of type.objects) if (fn.kind === 'function') a.takenAsValue(fn);
  return join(type, UNDEFINED);
}

/** A property name as the keys of literals show it: no two lists of names look alike. */
function written(key: string): string {
  return /^[\w$]+$/.test(key) ? key : JSON.stringify(key);
}

export class Analysis {
  readonly w: World;
  readonly f: FunctionInstance;
  /** What is being analysed. */
  at: Instr | undefined;
  #changed = false;
  /** Something changed that the pass has gone by already. */
  #changedAbove = false;
  #hasLoops = true;
  #readAbove: ReadonlySet<number> = new Set();

  constructor(world: World, instance: FunctionInstance) {
    this.w = world;
    this.f = instance;
  }

  /**
   * Runs to a local fixed point. What changes is looked at further down in the same pass: another one is for what has been passed by then, in a
   * loop or because something that this instance has read was written by itself.
   */
  run(): void {
    const { f } = this;
    const { fn } = f;
    const entry = fn.blocks[0];
    if (entry === undefined) return;
    const { hasLoops, readAbove } = waysBack(fn);
    this.#hasLoops = hasLoops;
    this.#readAbove = readAbove;
    f.reached.add(entry);
    do {
      this.#changed = false;
      this.#changedAbove = false;
      for (const block of fn.blocks) {
        if (!this.f.reached.has(block)) continue;
        for (const instr of block.instrs) {
          if (this.#cannotRun(instr)) break;
          this.#visit(instr, block);
        }
      }
    } while (this.#changed && (this.#changedAbove || f.queued));
  }

  /** No value can arrive at an operand: neither can control come here, as far as is known. */
  #cannotRun(instr: Instr): boolean {
    return instr.op !== 'phi' && instr.args.some((x) => x.type === 'js' && isNever(this.type(x)));
  }

  type(instr: Instr | undefined): Type {
    if (instr === undefined) return UNDEFINED;
    return this.f.types[instr.id] ?? NEVER;
  }

  truth(instr: Instr | undefined): number {
    return instr === undefined ? 0 : (this.f.truth[instr.id] ?? 0);
  }

  addTarget(instr: Instr, target: FunctionInstance): void {
    let set = this.f.targets.get(instr);
    if (set === undefined) {
      set = new Set();
      this.f.targets.set(instr, set);
    }
    set.add(target);
  }

  takenAsValue(fn: AbstractObject): void {
    fn.needsBoxedEntry = true;
  }

  /** Properties read only in order to be called: the function isn't taken as a value. */
  propertyFor(instr: Instr, object: AbstractObject, self: Type, name: string): Type {
    return readChain(this, instr, chainOf(this, object, name), self);
  }

  call(
    instr: Instr,
    fn: AbstractObject,
    self: Type,
    args: readonly Type[],
    newTarget: Type | undefined,
  ): Type {
    return callOne(this, instr, fn, self, { listed: args }, newTarget, true);
  }

  element(instr: Instr, value: Type): Type {
    return getElement(this, instr, value, integer(0, INT32_MAX));
  }

  /** May a write by index go beyond the end of the array and leave holes? */
  mayExtend(_instr: Instr): boolean {
    return true;
  }

  #visit(instr: Instr, block: Block): void {
    this.at = instr;
    if (instr.type === 'bool') {
      const truth = (this.f.truth[instr.id] ?? 0) | truthOfBool(this, instr);
      if (truth !== (this.f.truth[instr.id] ?? 0)) {
        this.f.truth[instr.id] = truth;
        this.#changed = true;
        this.#changedAbove ||= this.#hasLoops;
      }
      return;
    }
    if (instr.type === 'void') {
      effect(this, instr);
      return;
    }
    const old = this.f.types[instr.id] ?? NEVER;
    const computed = this.#value(instr, block);
    const next = this.w.grow(old, computed);
    if (next !== old) {
      this.f.types[instr.id] = next;
      this.#changed = true;
      this.#changedAbove ||= this.#readAbove.has(instr.id);
    }
  }

  #args(instr: Instr, from: number): Arguments {
    return { listed: instr.args.slice(from).map((x) => this.type(x)) };
  }

  #spread(instr: Instr, at: number): Arguments {
    return { listed: [], spread: elementsOf(this, instr, this.type(instr.args[at])) };
  }

  /** The type of the result of an operation that has one (not bool). */
  #value(i: Instr, block: Block): Type {
    const a = i.args;
    const t = (n: number): Type => this.type(a[n]);
    const { w, f } = this;
    const name = i.attrs.name ?? '';
    switch (i.op) {
      case 'const':
        return ofConstant(i.attrs.value);
      case 'symbol':
        return SYMBOL;
      case 'hole':
        return HOLE;
      case 'int':
        return NEVER;
      case 'param':
        return param(this, i);
      case 'rest':
        return this.#rest(i);
      case 'arguments': {
        const o = w.argumentsObject(`${f.number}.${i.id}`, f.context);
        w.write(o.elements, f.extra.type);
        for (const p of f.params) w.write(o.elements, w.read(p, f));
        w.write(o.elements, w.read(f.extra, f));
        return ofObject(o);
      }
      case 'this':
        return receiver(this, i);
      case 'newtarget':
        return w.read(f.newTarget, f);
      case 'capture': {
        const field = f.closure?.captures[i.attrs.index ?? 0];
        return field === undefined ? NEVER : w.read(field, f);
      }
      case 'phi':
        return this.#phi(i, block);
      case 'select':
        return join(t(1), t(2));
      case 'cell.new': {
        const cell = w.siteObject(f, i, 'cell', () => {});
        w.write(cell.elements, a.length > 0 ? t(0) : HOLE);
        return ofObject(cell);
      }
      case 'cell.get': {
        let out = NEVER;
        this.shareCells(t(0));
        for (const o of t(0).objects) out = join(out, w.read(o.elements, f));
        return out;
      }
      case 'frame.new':
        // One for all instances of a context, as the resume function's closure that captures it (#closure).
        return ofObject(w.object(`frame ${f.fn.key}@${f.context}`, 'frame', f.context, () => {}));
      case 'frame.get': {
        let out = NEVER;
        for (const o of t(0).objects) out = join(out, w.read(o.field(name), f));
        return out;
      }
      case 'global.get': {
        const g = i.attrs.global;
        if (g === undefined || i.type !== 'js') return NEVER;
        return w.read(w.global(g), f);
      }
      case 'tdz.check': {
        const g = a[0]?.op === 'global.get' ? a[0].attrs.global : undefined;
        if (g !== undefined) w.write(w.global(g), HOLE);
        if (i.attrs.class !== undefined) w.classObject(i.attrs.class).usedEarly = true;
        return withoutPrims(t(0), P_HOLE);
      }
      case 'closure':
        return this.#closure(i);
      case 'class':
        return this.#class(i);
      case 'class.ref':
        return i.attrs.class === undefined ? NEVER : ofObject(w.classObject(i.attrs.class));
      case 'super.call':
        return superCall(this, i, this.#args(i, 1));
      case 'super.call.spread':
        return superCall(this, i, this.#spread(i, 1));
      case 'super.get':
        return taken(this, superProperty(this, i, t(1)));
      case 'super.elem.get':
        return superElement(this, i, t(1));
      case 'super.method':
        return superMethod(this, i, t(1), this.#args(i, 2));
      case 'object': {
        const keys = i.attrs.keys ?? [];
        const context = f.context === '' ? '' : `@${f.context}`;
        const o = w.object(
          `literal {${keys.map(written).join(',')}}${literalRoom(f, keys)}${context}`,
          'literal',
          f.context,
          (made) => {
            made.keys = keys;
            made.proto = w.builtinPrototype('Object');
          },
        );
        for (let n = 0; n < keys.length; n++) w.write(o.field(keys[n] ?? ''), t(n));
        return ofObject(o);
      }
      case 'prop.get':
        return declared(this, i, getProperty(this, i, t(0), name));
      case 'elem.get':
        keyConversion(this, i, t(1));
        return declared(this, i, getElement(this, i, t(0), t(1)));
      case 'object.rest': {
        const o = w.siteObject(f, i, 'literal', (made) => {
          made.proto = w.builtinPrototype('Object');
          made.open = true;
        });
        w.write(o.elements, getElement(this, i, t(0), STRING));
        return ofObject(o);
      }
      case 'private.get': {
        let out = NEVER;
        for (const o of this.branded(i, t(0))) {
          const privateField = o.field(name);
          const member = i.attrs.class?.members.find((m) => m.name === name && m.fn !== undefined);
          if (member === undefined) out = join(out, w.read(privateField, f));
          else out = join(out, this.#privateMember(i, name, ofObject(o)));
        }
        return declared(this, i, out);
      }
      case 'private.method': {
        const self = t(0);
        const member = i.attrs.class?.members.find((m) => m.name === name && m.kind === 'method');
        if (member?.fn !== undefined) {
          return declared(
            this,
            i,
            callOne(this, i, w.functionObject(member.fn), self, this.#args(i, 1), undefined),
          );
        }
        let out = NEVER;
        for (const o of this.branded(i, self)) {
          const callee =
            member === undefined ? w.read(o.field(name), f) : this.#privateMember(i, name, ofObject(o));
          out = join(out, callValue(this, i, callee, ofObject(o), this.#args(i, 1), true));
        }
        return declared(this, i, out);
      }
      case 'array': {
        const o = this.#newArray(i, i.attrs.hint?.typeArguments ?? '');
        for (const x of a) w.write(o.elements, this.type(x));
        return ofObject(o);
      }
      case 'binary': {
        return binaryType(i.attrs.operator ?? '', this.#operand(i, t(0)), this.#operand(i, t(1)));
      }
      case 'unary':
        return unaryType(i.attrs.operator ?? '', this.#operand(i, t(0)));
      case 'typeof':
        return isNever(t(0)) ? NEVER : STRING;
      case 'frombool':
        return this.truth(a[0]) === 0 ? NEVER : BOOLEAN;
      case 'tostring':
      case 'to.key':
        if (hasObjects(t(0))) toPrimitive(this, i, t(0));
        if (isNever(t(0))) return NEVER;
        return i.op === 'to.key' ? join(STRING, w.keyPrims(t(0))) : STRING;
      case 'concat':
        return STRING;
      case 'refine':
        return refine(this, i, t(0));
      case 'limit':
        return limited(t(0), i.attrs.operator ?? '', t(1));
      case 'trust':
        return this.#trusted(i);
      case 'call':
        return declared(this, i, callValue(this, i, t(0), t(1), this.#args(i, 2)));
      case 'call.method':
        return declared(this, i, callMethod(this, i, t(0), name, this.#args(i, 1)));
      case 'call.elem': {
        keyConversion(this, i, t(1));
        const callee = getElement(this, i, t(0), t(1));
        return declared(this, i, callValue(this, i, callee, t(0), this.#args(i, 2), true));
      }
      case 'call.direct':
        return this.#direct(i);
      case 'call.spread':
        return declared(this, i, callValue(this, i, t(0), t(1), this.#spread(i, 2), true));
      case 'new':
        return constructed(this, i, construct(this, i, t(0), this.#args(i, 1)));
      case 'new.spread':
        return construct(this, i, t(0), this.#spread(i, 1));
      case 'intrinsic':
        return this.#intrinsic(i);
      case 'convert':
        return this.#convert(i);
      case 'iter.open':
        return openIterator(this, i, t(0));
      case 'iter.step':
        return stepped(this, i, iteratorStep(this, i, t(0)));
      case 'iter.open.async':
        return callRuntime(this, i, 'openAsyncIterator', [t(0)]);
      case 'iter.object':
        return callRuntime(this, i, 'asyncIteratorObject', [t(0)]);
      case 'iter.next.async':
        return callRuntime(this, i, 'stepAsyncIterator', [t(0)]);
      case 'iter.close.async':
        return join(callRuntime(this, i, 'closeAsyncIterator', [t(0)]), HOLE);
      case 'iter.result': {
        const value = getProperty(this, i, t(0), 'value');
        getProperty(this, i, t(0), 'done');
        return join(value, HOLE);
      }
      case 'forin.keys': {
        const o = this.#newArray(i, 'string');
        w.write(o.elements, STRING);
        return ofObject(o);
      }
      case 'catch':
        return w.read(w.thrown, f);
      default:
        // Machine-typed results: no JavaScript type.
        return NEVER;
    }
  }

  /** The objects that a private member may be on: those named, and of unknown ones the instances of its class. */
  branded(i: Instr, type: Type): readonly AbstractObject[] {
    const info = i.attrs.class;
    const known = type.objects.filter((o) => isBranded(this.w, o, i));
    if (!type.opaque || info === undefined) return known;
    return [...new Set([...known, ...this.w.instancesOf(info.key, this.f)])];
  }

  /** What arithmetic makes of an operand: objects are converted, and what converts them may give a BigInt. */
  #operand(i: Instr, type: Type): Type {
    if (!hasObjects(type)) return type;
    const primitive = toPrimitive(this, i, type);
    return (primitive.prims & P_BIGINT) !== 0 || primitive.opaque ? join(type, BIGINT) : type;
  }

  /** Cells that meet at one place must hold their values alike. */
  shareCells(cells: Type): void {
    if (cells.objects.length > 1) for (const o of cells.objects) o.open = true;
  }

  #privateMember(i: Instr, name: string, self: Type): Type {
    const info = i.attrs.class;
    if (info === undefined) return NEVER;
    const member = info.members.find((m) => m.name === name && m.fn !== undefined && m.kind !== 'set');
    if (member?.fn === undefined) return NEVER;
    const fn = this.w.functionObject(member.fn);
    if (member.kind === 'get') return callOne(this, i, fn, self, { listed: [] }, undefined);
    this.takenAsValue(fn);
    return ofObject(fn);
  }

  #rest(i: Instr): Type {
    const o = this.#newArray(i, 'rest');
    this.w.write(o.elements, this.w.read(this.f.extra, this.f));
    return ofObject(o);
  }

  #newArray(i: Instr, elementHint: string): AbstractObject {
    if (elementHint === 'rest') {
      return this.w.arrayObject(`${elementHint} ${this.f.number}.${i.id}`, this.f.context);
    }
    return arrayFor(this.w, this.f, i, elementHint);
  }

  #phi(i: Instr, block: Block): Type {
    let out = NEVER;
    for (let n = 0; n < i.args.length; n++) {
      const pred = block.preds[n];
      if (pred !== undefined && this.#feasible(pred, block)) out = join(out, this.type(i.args[n]));
    }
    return out;
  }

  #feasible(pred: Block, block: Block): boolean {
    if (!this.f.reached.has(pred)) return false;
    const last = pred.instrs.at(-1);
    if (last?.op !== 'branch') return true;
    const [yes, no] = last.attrs.targets ?? [];
    const truth = this.truth(last.args[0]);
    return (yes === block && (truth & MAY_BE_TRUE) !== 0) || (no === block && (truth & MAY_BE_FALSE) !== 0);
  }

  #closure(i: Instr): Type {
    const fn = i.attrs.fn;
    if (fn === undefined) return NEVER;
    if (fn.captures.length === 0 && this.f.context === '') return ofObject(this.w.functionObject(fn));
    const context = this.f.context === '' ? '' : `@${this.f.context}`;
    const object = this.w.makeFunctionObject(fn, `function ${fn.key}${context}`, this.f.context);
    object.depth = this.f.depth;
    object.home ??= this.f.home;
    for (let n = 0; n < i.args.length; n++) {
      const field = object.captures[n];
      if (field !== undefined) this.w.write(field, this.type(i.args[n]));
    }
    return ofObject(object);
  }

  #class(i: Instr): Type {
    const info = i.attrs.class;
    if (info === undefined) return NEVER;
    const object = this.w.classObject(info);
    const first = info.derived ? 1 : 0;
    if (info.derived && info.base === undefined) {
      const bases = this.type(i.args[0]);
      if (bases.opaque || bases.objects.length > 1) this.w.unknown.changePrototypes();
      for (const o of this.type(i.args[0]).objects) {
        if (object.base === undefined && (o.kind === 'class' || o.kind === 'function')) {
          object.base = o;
          object.proto = o;
          if (object.prototype !== undefined) object.prototype.proto = o.prototype;
          if (o.kind === 'function') this.w.extendFunction(object, o, this.f);
        }
      }
    }
    for (let n = first; n < i.args.length; n++) {
      while (object.captures.length <= n - first) object.captures.push(this.w.newField());
      const field = object.captures[n - first];
      if (field !== undefined) this.w.write(field, this.type(i.args[n]));
    }
    return ofObject(object);
  }

  #direct(i: Instr): Type {
    const fn = i.attrs.fn;
    if (fn === undefined || fn.externSymbol !== undefined) return NEVER;
    const callee = this.w.functionObject(fn);
    const args = this.#args(i, 1);
    const result = callOne(this, i, callee, this.type(i.args[0]), args, undefined);
    return fn.trusted ? this.w.meet(result, fn.resultHint, this.f) : result;
  }

  #intrinsic(i: Instr): Type {
    switch (i.attrs.name) {
      case 'trust':
        return this.#trusted(i);
      case 'wordOf':
        // Whose word it is, nobody knows any more.
        if (isBuiltin(this.f.fn.key)) this.w.unknown.escapeAll(this.type(i.args[0]));
        return NEVER;
      case 'arrayConstructorOf':
        return arrayConstructors(this, i, this.type(i.args[0]));
      case 'typedConstructorOf':
        return typedConstructors(this, i, this.type(i.args[0]));
      case 'invokeBoxed':
        return this.w.meet(OPAQUE, i.attrs.hint, this.f);
      case 'constructBoxed':
        return this.w.meet(OPAQUE, i.attrs.hint, this.f);
      case 'valueOfWord':
      case 'objectAt':
        return this.w.meet(OPAQUE, i.attrs.hint, this.f);
      case 'codeAddress': {
        const fn = i.attrs.fn;
        if (fn !== undefined) {
          const target = this.w.instance(fn, '', undefined, 0);
          pass(this, i, target, UNDEFINED, { listed: [], spread: OPAQUE }, undefined);
        }
        return NEVER;
      }
      default:
        return i.type === 'js' ? this.w.meet(OPAQUE, i.attrs.hint, this.f) : NEVER;
    }
  }

  /** `trust<T>(value)`. Interfaces prove nothing in built-ins: a string is an Iterable too. */
  #trusted(i: Instr): Type {
    const { hint } = i.attrs;
    const type = this.type(i.args[0]);
    const isInterface = hint !== undefined && (hint.prims & P_OBJECT) !== 0 && hint.classes === undefined;
    return isInterface && isBuiltin(this.f.fn.key) ? type : this.w.meet(type, hint, this.f);
  }

  /** Machine integers become numbers with the machine type's interval. */
  #convert(i: Instr): Type {
    if (i.type !== 'js') return NEVER;
    const from = i.args[0];
    if (from === undefined) return NEVER;
    if (from.type === 'bool') return BOOLEAN;
    const range = MACHINE_RANGES.get(from.type);
    return range === undefined ? this.type(from) : integer(range[0], range[1]);
  }

  reach(blocks: readonly Block[]): void {
    for (const b of blocks) {
      if (this.f.reached.has(b)) continue;
      this.f.reached.add(b);
      this.#changed = true;
      this.#changedAbove ||= this.#hasLoops;
    }
  }
}

/**
 * The LLVM text of one function instance: walks its blocks, keeps what holds each IR value, and lets the files in
 * select/ choose instructions for each operation by the inferred types.
 */
import { locate } from '../diagnostics/missing.ts';
import type { Block, FunctionIr, Instr } from '../ir/ir.ts';
import { isSymbolKey, symbolOfKey } from '../ir/names.ts';
import { DOUBLE_OFFSET } from '../layout/values.ts';
import { MAY_BE_FALSE, MAY_BE_TRUE } from '../passes/inference/arithmetic.ts';
import { targetOf } from '../passes/inference/calls.ts';
import type { AbstractObject, FunctionInstance } from '../passes/inference/objects.ts';
import { isNever, NEVER, type Type } from '../passes/inference/type.ts';
import { attributesOf, ofCall } from './attributes.ts';
import { blockOrder } from './block-order.ts';
import { Code, type PendingPhi } from './code.ts';
import { convert, UNDEFINED_NAN, WORD_HOLE_TEXT, WORD_UNDEFINED_TEXT } from './convert.ts';
import type { Subprogram } from './debug-info.ts';
import { type Emission, llvmResult, type Signature } from './emission.ts';
import { KeptLoads } from './kept.ts';
import { type FunctionText, ModuleBuilder } from './module.ts';
import { llvmType, type Rep, repOfIr, type Value } from './rep.ts';
import { NOT_POINTER } from './select/compare.ts';
import { constantOf } from './select/constants.ts';
import { guard } from './select/guard.ts';
import { isFast } from './select/guarded.ts';
import { asideOf, isAside } from './select/slow-path.ts';
import { checkStack } from './select/stack.ts';
import { SELECT } from './select/table.ts';
import { calleeCode } from './select/unproved.ts';
import { Variables } from './variables.ts';
import { verifiable, verify } from './verify.ts';

export class FunctionEmitter {
  readonly em: Emission;
  readonly f: FunctionInstance;
  readonly signature: Signature;
  readonly code: Code;
  readonly #symbol: string;
  readonly #scope: Subprogram;
  readonly #variables: Variables;
  readonly #values = new Map<Instr, Value>();
  readonly #labels = new Map<Block, string>();
  readonly #phis = new Map<Block, PendingPhi[]>();
  /** Where the error is kept on the way to a handler or out of the function. */
  #error: string | undefined;
  /** The label for an operation that throws: of the current `check`, or the function's exit. */
  #failLabel: string | undefined;
  #exitUsed = false;
  /** What loops keep of their arrays. */
  kept: KeptLoads;
  /** Extra results of an operation that its users look at (the `done` of iter.step). */
  readonly side = new Map<Instr, string>();
  /** ToInt32 of results, where it is at hand. */
  readonly int32s = new Map<Instr, string>();
  /** Results that are integers or undefined as an `i64` in which undefined is NO_ELEMENT, where that is at hand. */
  readonly elements = new Map<Instr, string>();
  /** Characters that are only compared with characters: the unit as an `i32`, or one that no text has. */
  readonly units = new Map<Instr, string>();

  constructor(em: Emission, f: FunctionInstance, signature: Signature = em.signature(f), wrapper?: string) {
    this.em = em;
    this.f = f;
    this.signature = signature;
    this.#symbol = wrapper ?? signature.symbol;
    this.#scope = em.module.debug.subprogram(f.fn, wrapper !== undefined, this.#symbol);
    this.code = new Code('entry', !this.#scope.isOs, this.#scope.nodes);
    this.code.at(em.module.debug.location(this.#scope, undefined));
    this.kept = new KeptLoads(this, []);
    this.#variables = new Variables(this, this.#scope, wrapper === undefined ? f.fn.namings : []);
  }

  /** An emitter for code around a function, `symbol`, which throws and returns boxed words. */
  static wrapper(em: Emission, f: FunctionInstance, result: Rep, symbol: string): FunctionEmitter {
    const signature = { ...em.signature(f), result, throws: true };
    return new FunctionEmitter(em, f, signature, symbol);
  }

  /** The text of such a wrapper. */
  wrapped(header: string): FunctionText {
    this.#finishExit();
    return {
      ref: ModuleBuilder.ref(this.#symbol),
      origin: this.f.fn.key,
      text: this.code.text(`${header} !dbg ${this.#scope.id}`),
      nodes: this.#scope.nodes,
    };
  }

  emit(): FunctionText {
    const { fn, reached } = this.f;
    for (const block of fn.blocks) if (reached.has(block)) this.#labels.set(block, `b${block.id}`);
    if (this.em.recursion.checks(this.f)) checkStack(this);
    const first = fn.blocks[0];
    if (first === undefined) throw new Error(`${fn.key} has no body`);
    const order = blockOrder(first, reached);
    this.kept = new KeptLoads(this, order);
    for (const block of order) this.#block(block);
    this.finishPhis();
    for (const phis of this.#phis.values()) {
      for (const p of phis) p.fill(`phi ${llvmType(p.rep)} ${p.incoming.join(', ')}`);
    }
    return this.wrapped(this.header());
  }

  /** Where exceptions that nothing here catches leave the function. */
  #finishExit(): void {
    if (!this.#exitUsed) return;
    this.code.start('exit.throw');
    const error = this.code.value(`load i64, ptr ${this.errorSlot()}`);
    this.#returnError(error);
  }

  header(): string {
    const s = this.signature;
    const params: string[] = [];
    if (s.env) params.push('ptr %env');
    if (s.self !== undefined) params.push(`${llvmType(s.self)} %self`);
    if (s.newTarget) params.push('i64 %newtarget');
    s.params.forEach((rep, n) => {
      params.push(`${llvmType(rep)} %p${n}`);
    });
    if (s.rest) params.push('i32 %argc', 'ptr %extra');
    const attributes = attributesOf(this.f, this.em.recursion.checks(this.f));
    return `define internal ${llvmResult(s)} ${ModuleBuilder.ref(s.symbol)}(${params.join(', ')}) ${attributes}`;
  }

  #block(block: Block): void {
    this.code.start(this.label(block));
    this.kept.enter(block);
    const phis: PendingPhi[] = [];
    this.#phis.set(block, phis);
    const last = block.instrs.at(-1);
    const checked = last?.op === 'check' ? block.instrs.at(-2) : undefined;
    for (const i of block.instrs) {
      if (i.op === 'phi') {
        const rep = this.rep(i);
        const slot = this.code.reserve();
        this.#values.set(i, { rep, text: slot.name });
        phis.push({ instr: i, rep, incoming: [], fill: slot.fill });
        continue;
      }
      this.#failLabel = i === checked ? this.code.fresh('fail') : undefined;
      if (i.op === 'check') continue;
      if (i === last) this.kept.leave(block);
      this.#select(i);
      if (!this.code.open && i !== last) {
        // The operation never returns normally.
        this.#landing(block, checked);
        return;
      }
    }
    if (last?.op === 'check') this.#landing(block, checked);
  }

  #select(i: Instr): void {
    this.#at = i;
    this.#variables.before(i);
    this.code.at(this.em.module.debug.location(this.#scope, i.span));
    if (i.args.some((a) => this.isNever(a))) {
      // An operand that no value can reach: neither can we.
      this.stop();
      this.setNever(i);
      return;
    }
    try {
      SELECT[i.op](this, i);
    } catch (error) {
      locate(error, i.span);
      if (error instanceof Error && !error.message.includes(' in ')) {
        error.message = `${error.message} in ${this.f.fn.key} at %${i.id} ${i.op}(${i.args.map((a) => this.rep(a)).join(', ')})`;
      }
      throw error;
    }
  }

  /** The end of a block whose last operation may throw in a try: on to the normal block, and the way to the handler. */
  #landing(block: Block, checked: Instr | undefined): void {
    const last = block.instrs.at(-1);
    if (last?.op !== 'check' || checked === undefined) return;
    const [normal, handler] = last.attrs.targets ?? [];
    if (normal === undefined || handler === undefined) return;
    if (this.code.open) {
      this.kept.leave(block);
      this.jumpTo(block, normal);
    }
    const label = this.#lastFail;
    if (label !== undefined) {
      this.code.start(label);
      this.kept.leave(block);
      this.jumpTo(block, handler);
    }
    this.#lastFail = undefined;
  }

  #lastFail: string | undefined;

  // ── values ─────────────────────────────────────────────────────────────────────────────────────────────────────

  type(i: Instr | undefined): Type {
    return i === undefined ? NEVER : (this.f.types[i.id] ?? NEVER);
  }

  rep(i: Instr): Rep {
    return repOfIr(i.type, this.type(i));
  }

  /** What holds an operand. */
  value(i: Instr | undefined): Value {
    if (i === undefined) return { rep: 'js', text: WORD_UNDEFINED_TEXT };
    const held = this.#values.get(i);
    if (held !== undefined) return held;
    if (i.op === 'const') return constantOf(this, i);
    if (i.op === 'int') return { rep: this.rep(i), text: (i.attrs.integer ?? 0n).toString() };
    if (i.op === 'hole') return { rep: 'js', text: WORD_HOLE_TEXT };
    // Defined in a block that is never reached: no value can arrive.
    return { rep: 'never', text: WORD_UNDEFINED_TEXT };
  }

  /** An operand in the representation that an instruction wants. */
  use(i: Instr | undefined, rep: Rep): string {
    const held = this.value(i);
    if (rep === 'f64u' && held.rep === 'js' && held.text === WORD_UNDEFINED_TEXT) return UNDEFINED_NAN;
    if (held.rep === 'bool' && rep === 'js' && (held.text === 'true' || held.text === 'false')) {
      return held.text === 'true' ? '7' : '6';
    }
    return convert(this.code, held, rep).text;
  }

  /** The operand as a boxed word. */
  boxed(i: Instr | undefined): string {
    return this.use(i, 'js');
  }

  set(i: Instr, value: Value): void {
    if (i.type === 'void') return;
    const rep = this.rep(i);
    guard(this, i, value);
    if (this.em.verifies) verify(this, i, value);
    this.#values.set(i, rep === 'never' ? value : convert(this.code, value, rep));
  }

  /** Ends the block where inference proved that control can't come; a trap, should the proof be wrong. */
  stop(): void {
    if (!this.code.open) return;
    if (this.em.verifies && verifiable(this.f) && this.#at !== undefined) {
      const { id, op } = this.#at;
      this.runtime('panic', this.str(`reached what inference excludes: ${this.f.fn.key} %${id} ${op}`));
    }
    this.code.line('call void @llvm.trap()');
    this.code.end('unreachable');
  }

  /** The operation being selected. */
  #at: Instr | undefined;

  /** Can no value of this operand or result exist? */
  isNever(i: Instr | undefined): boolean {
    return i !== undefined && i.type === 'js' && isNever(this.type(i));
  }

  /** The result of an operation whose value can't arrive (it always throws, or its type is empty). */
  setNever(i: Instr): void {
    this.#values.set(i, { rep: 'never', text: WORD_UNDEFINED_TEXT });
  }

  // ── control flow ───────────────────────────────────────────────────────────────────────────────────────────────

  label(block: Block): string {
    return this.#labels.get(block) ?? `unreached${block.id}`;
  }

  /** Jumps to a block, giving its phis their values along this edge. */
  jumpTo(from: Block, to: Block): void {
    this.passPhis(from, to);
    this.code.jump(this.label(to));
  }

  /** Converts and records the operands of a successor's phis; call right before the branch. */
  passPhis(from: Block, to: Block): void {
    const at = to.preds.indexOf(from);
    for (const i of to.instrs) {
      if (i.op !== 'phi') break;
      const rep = this.rep(i);
      const text = this.use(i.args[at], rep);
      this.#incoming.push({ to, phi: i, text: `[ ${text}, %${this.code.label} ]` });
    }
  }

  readonly #incoming: { to: Block; phi: Instr; text: string }[] = [];

  /** Ends a block with a branch on a bool, or a jump where types decide it. */
  branch(i: Instr, block: Block): void {
    const [yes, no] = i.attrs.targets ?? [];
    const condition = i.args[0];
    if (yes === undefined || no === undefined || condition === undefined) return;
    const truth = this.f.truth[condition.id] ?? 0;
    const mayYes = (truth & MAY_BE_TRUE) !== 0;
    const mayNo = (truth & MAY_BE_FALSE) !== 0;
    if (mayYes && mayNo) {
      const test = this.use(condition, 'bool');
      this.passPhis(block, yes);
      this.passPhis(block, no);
      const likely = no.cold && !yes.cold ? 'yes' : yes.cold && !no.cold ? 'no' : undefined;
      this.code.branch(test, this.label(yes), this.label(no), likely);
    } else if (mayYes) this.jumpTo(block, yes);
    else if (mayNo) this.jumpTo(block, no);
    else this.stop();
  }

  // ── exceptions ─────────────────────────────────────────────────────────────────────────────────────────────────

  errorSlot(): string {
    this.#error ??= this.code.alloca('i64');
    return this.#error;
  }

  /** Throws a boxed word: to the handler of the current operation, or out of the function. Ends the block. */
  fail(error: string): void {
    this.code.line(`store i64 ${error}, ptr ${this.errorSlot()}`);
    if (this.#failLabel !== undefined) {
      this.#lastFail = this.#failLabel;
      this.code.jump(this.#failLabel);
      return;
    }
    if (!this.signature.throws) {
      // An operation that types prove can't throw here.
      this.stop();
      return;
    }
    this.#exitUsed = true;
    this.code.jump('exit.throw');
  }

  /** Goes on only when the error word is 0. */
  checkError(error: string): void {
    const bad = this.code.value(`icmp ne i64 ${error}, 0`);
    const failing = this.code.fresh('throw');
    const next = this.code.fresh('next');
    this.code.branch(bad, failing, next, 'no');
    this.code.start(failing);
    this.fail(error);
    this.code.start(next);
  }

  #returnError(error: string): void {
    const s = this.signature;
    if (s.result === 'void') this.code.end(`ret i64 ${error}`);
    else {
      const type = llvmResult(s);
      const pair = this.code.value(`insertvalue ${type} poison, i64 ${error}, 1`);
      this.code.end(`ret ${type} ${pair}`);
    }
  }

  returnValue(i: Instr | undefined): void {
    const s = this.signature;
    if (s.result === 'void') {
      this.code.end(s.throws ? 'ret i64 0' : 'ret void');
      return;
    }
    const text =
      i === undefined
        ? convert(this.code, { rep: 'js', text: WORD_UNDEFINED_TEXT }, s.result).text
        : this.use(i, s.result);
    if (!s.throws) {
      this.code.end(`ret ${llvmType(s.result)} ${text}`);
      return;
    }
    const type = llvmResult(s);
    const first = this.code.value(`insertvalue ${type} poison, ${llvmType(s.result)} ${text}, 0`);
    const pair = this.code.value(`insertvalue ${type} ${first}, i64 0, 1`);
    this.code.end(`ret ${type} ${pair}`);
  }

  // ── calls ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Calls a function instance directly. `args` are already in its order; missing ones are undefined. */
  callInstance(
    target: FunctionInstance,
    operands: {
      readonly env?: Value | undefined;
      readonly self?: Value | undefined;
      readonly newTarget?: Value | undefined;
      readonly args: readonly Value[];
    },
    comesBack = true,
  ): Value {
    const s = this.em.signature(target);
    const parts: string[] = [];
    const undefinedValue: Value = { rep: 'js', text: WORD_UNDEFINED_TEXT };
    const add = (value: Value, rep: Rep): void => {
      parts.push(`${llvmType(rep)} ${convert(this.code, value, rep).text}`);
    };
    if (s.env) add(operands.env ?? undefinedValue, 'ptr');
    if (s.self !== undefined) add(operands.self ?? undefinedValue, s.self);
    if (s.newTarget) add(operands.newTarget ?? undefinedValue, 'js');
    s.params.forEach((rep, n) => {
      add(operands.args[n] ?? undefinedValue, rep);
    });
    if (s.rest) {
      const extra = operands.args.slice(s.params.length);
      parts.push(`i32 ${operands.args.length}`, `ptr ${this.words(extra)}`);
    }
    const given = `(${parts.join(', ')})${ofCall(this.f, target)}`;
    return comesBack && this.code.isCold && isAside(target)
      ? this.finishCall(s, `${asideOf(this.em, s)}${given}`, 'preserve_mostcc ')
      : this.finishCall(s, `${ModuleBuilder.ref(s.symbol)}${given}`);
  }

  /** Boxed words in the stack frame; null when there are none. */
  words(values: readonly Value[]): string {
    if (values.length === 0) return 'null';
    const slots = this.code.alloca('i64', values.length);
    values.forEach((v, n) => {
      const word = convert(this.code, v, 'js').text;
      const at = this.code.value(`getelementptr i64, ptr ${slots}, i32 ${n}`);
      this.code.line(`store i64 ${word}, ptr ${at}`);
    });
    return slots;
  }

  finishCall(s: Signature, callee: string, convention = ''): Value {
    const type = llvmResult(s);
    if (!s.throws) {
      if (s.result === 'void') {
        this.code.line(`call ${convention}void ${callee}`);
        this.kept.refresh();
        return { rep: 'js', text: WORD_UNDEFINED_TEXT };
      }
      const text = this.code.value(`call ${convention}${type} ${callee}`);
      this.kept.refresh();
      return { rep: s.result, text };
    }
    const result = this.code.value(`call ${convention}${type} ${callee}`);
    this.kept.refresh();
    if (s.result === 'void') {
      this.checkError(result);
      return { rep: 'js', text: WORD_UNDEFINED_TEXT };
    }
    this.checkError(this.code.value(`extractvalue ${type} ${result}, 1`));
    return { rep: s.result, text: this.code.value(`extractvalue ${type} ${result}, 0`) };
  }

  /** Calls a function of the runtime by its name in os/runtime/support.ts. */
  runtime(name: string, ...args: readonly Value[]): Value {
    return this.callInstance(this.em.runtime(name), { args });
  }

  /** Calls a known function on an operand as `this`, in the context that inference chose for this place. */
  callFunction(
    i: Instr,
    fn: FunctionIr,
    receiver: Instr | undefined,
    args: readonly Value[],
    boxed: boolean,
  ): Value {
    const callee = this.em.world.functionObject(fn);
    const target = targetOf(this.em.world, this.f, i, callee, this.type(receiver), boxed);
    return this.callInstance(target, { env: this.staticEnv(callee), self: this.value(receiver), args });
  }

  /** The one object of a static function, which holds what it captures. */
  staticEnv(callee: AbstractObject): Value | undefined {
    if ((callee.fn?.captures.length ?? 0) === 0) return undefined;
    return { rep: 'ptr', text: ModuleBuilder.ref(this.em.objectSymbol(callee)) };
  }

  /** Calls a function value through its boxed entry; throws "`text` is not a function" when it isn't one. */
  callBoxed(callee: Value, self: Value, args: readonly Value[], text: string): Value {
    const generic = (): Value => this.runtime('callableCode', callee, this.str(text));
    const code = isFast(this) ? calleeCode(this, callee, generic) : generic();
    return this.callEntry(code, callee, self, { rep: 'js', text: WORD_UNDEFINED_TEXT }, args);
  }

  /** Jumps to a boxed entry whose address is known to be one. */
  callEntry(entry: Value, callee: Value, self: Value, newTarget: Value, args: readonly Value[]): Value {
    return this.callEntryWords(entry, callee, self, newTarget, String(args.length), this.words(args));
  }

  callEntryWords(
    entry: Value,
    callee: Value,
    self: Value,
    newTarget: Value,
    count: string,
    words: string,
  ): Value {
    const parts = [
      `ptr ${this.convert(callee, 'ptr')}`,
      `i64 ${this.convert(self, 'js')}`,
      `i64 ${this.convert(newTarget, 'js')}`,
      `i32 ${count}`,
      `ptr ${words}`,
    ];
    const address = this.convert(entry, 'u64');
    const pointer = this.code.value(`inttoptr i64 ${address} to ptr`);
    const result = this.code.value(`call { i64, i64 } ${pointer}(${parts.join(', ')})`);
    this.kept.refresh();
    this.checkError(this.code.value(`extractvalue { i64, i64 } ${result}, 1`));
    return { rep: 'js', text: this.code.value(`extractvalue { i64, i64 } ${result}, 0`) };
  }

  /** Calls a runtime function that always throws; ends the block. */
  throwFrom(name: string, ...args: readonly Value[]): void {
    this.callInstance(this.em.runtime(name), { args }, false);
    this.stop();
  }

  // ── small pieces that the files in select/ share ───────────────────────────────────────────────────────────────

  convert(value: Value, rep: Rep): string {
    return convert(this.code, value, rep).text;
  }

  bool(value: Value): string {
    return this.convert(value, 'bool');
  }

  /** A string operand as a pointer. */
  string(i: Instr | undefined): Value {
    return { rep: 'ptr', text: this.use(i, 'ptr') };
  }

  setRaw(i: Instr, value: Value): void {
    this.#values.set(i, value);
  }

  isNumberWord(word: string): string {
    return this.code.value(`icmp uge i64 ${word}, ${DOUBLE_OFFSET}`);
  }

  isPointerWord(word: string): string {
    const masked = this.code.value(`and i64 ${word}, ${NOT_POINTER}`);
    return this.code.value(`icmp eq i64 ${masked}, 0`);
  }

  storeWord(pointer: string, offset: number, word: string): void {
    const at = this.code.value(`getelementptr i8, ptr ${pointer}, i64 ${offset}`);
    this.code.line(`store i64 ${word}, ptr ${at}`);
  }

  /** One of two ways; their results meet in a boxed word unless both are the same representation. */
  choose(condition: string, cold: () => Value | undefined, hot: () => Value | undefined): Value {
    const coldLabel = this.code.fresh('cold');
    const hotLabel = this.code.fresh('hot');
    const done = this.code.fresh('done');
    this.code.branch(condition, coldLabel, hotLabel, 'no');
    this.code.start(hotLabel);
    const a = hot();
    const rep = a?.rep ?? 'void';
    const hotEnd = this.code.label;
    const hotOpen = this.code.open;
    if (hotOpen) this.code.jump(done);
    this.code.start(coldLabel);
    const b = cold();
    const converted = a === undefined || b === undefined ? undefined : this.convert(b, rep);
    const coldEnd = this.code.label;
    const coldOpen = this.code.open;
    if (coldOpen) this.code.jump(done);
    if (!hotOpen && !coldOpen) return { rep: 'never', text: WORD_UNDEFINED_TEXT };
    this.code.start(done);
    if (a === undefined || converted === undefined) return { rep: 'js', text: WORD_UNDEFINED_TEXT };
    const incoming: string[] = [];
    if (hotOpen) incoming.push(`[ ${a.text}, %${hotEnd} ]`);
    if (coldOpen) incoming.push(`[ ${converted}, %${coldEnd} ]`);
    return { rep, text: this.code.value(`phi ${llvmType(rep)} ${incoming.join(', ')}`) };
  }

  /** The low half of a header of an object with this shape. */
  shapeConstant(object: AbstractObject): string {
    return `ptrtoint (ptr ${ModuleBuilder.ref(this.em.shapeOf(object))} to i32)`;
  }

  /** The operand as a Value in boxed form, for runtime calls. */
  arg(i: Instr | undefined): Value {
    return { rep: 'js', text: this.boxed(i) };
  }

  str(text: string): Value {
    return { rep: 'ptr', text: ModuleBuilder.ref(this.em.string(text)) };
  }

  key(text: string): Value {
    const symbol = isSymbolKey(text) ? this.em.wellKnownSymbol(symbolOfKey(text)) : this.em.key(text);
    return { rep: 'ptr', text: ModuleBuilder.ref(symbol) };
  }

  /** Distributes recorded phi operands once all edges are known. */
  finishPhis(): void {
    for (const { to, phi, text } of this.#incoming) {
      const p = this.#phis.get(to)?.find((x) => x.instr === phi);
      p?.incoming.push(text);
    }
  }
}

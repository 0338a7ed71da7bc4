/**
 * Async functions and generators become state machines: the function as written keeps only what starts it; its body
 * moves into a resume function that runs from one suspension to the next. What lives across a suspension is kept in a frame
 * object with one typed slot a value.
 *
 *   async function f(a) { x; const v = await p; y }
 *   → f(a):  frame = {state: 0, a}; return startAsync(resume with frame)
 *   → resume(activation, mode, value):
 *        switch (frame.state) { case 0: x; frame.state = 1; awaitValue(activation, p); return
 *                               case 1: if (mode is throw) throw value; v = value; y; return settle(activation, undefined) }
 *
 * Runs before inference, on one function at a time. The runtime's half is os/runtime/suspension/.
 */
import { locate } from '../diagnostics/missing.ts';
import { Block, type FunctionInit, FunctionIr, Instr, type Program, type Span } from '../ir/ir.ts';
import type { SourceVariable } from '../ir/namings.ts';
import { isTerminator, type OpName, opRow } from '../ir/ops.ts';
import type { IrType } from '../ir/types.ts';
import { RESUME_RETURN, RESUME_THROW } from '../layout/suspension.ts';
import { liveAtResumption } from './suspension-liveness.ts';

/** Operations that read what the caller passed: they stay in the outer function, their values go into the frame. */
const ENTRY_OPS: ReadonlySet<OpName> = new Set([
  'param',
  'this',
  'newtarget',
  'capture',
  'rest',
  'arguments',
]);

const CONSTANTS: ReadonlySet<OpName> = new Set(['const', 'int', 'hole']);

interface Hooks {
  readonly start: string;
  readonly await: string;
  readonly yield: string;
  readonly finish: string;
}

/** Runtime functions (os/runtime/support.ts) for each kind of function. */
const HOOKS: { readonly [kind in 'async' | 'generator' | 'asyncGenerator']: Hooks } = {
  async: { start: 'startAsync', await: 'awaitValue', yield: '', finish: 'returnAsync' },
  generator: { start: 'startGenerator', await: '', yield: 'yieldValue', finish: 'returnGenerator' },
  asyncGenerator: {
    start: 'startAsyncGenerator',
    await: 'awaitInGenerator',
    yield: 'yieldAsync',
    finish: 'returnAsyncGenerator',
  },
};

const made = new WeakSet<FunctionIr>();

/** Rewrites an async function or generator in place, once. */
export function makeStateMachine(fn: FunctionIr, program: Program): void {
  if (made.has(fn)) return;
  made.add(fn);
  new StateMachine(fn, program).run();
}

class StateMachine {
  readonly #outer: FunctionIr;
  readonly #resume: FunctionIr;
  readonly #program: Program;
  readonly #hooks: Hooks;
  /** Values kept in the frame, and their slots. */
  readonly #slots = new Map<Instr, string>();
  #frame: Instr | undefined;
  #activation: Instr | undefined;
  #mode: Instr | undefined;
  #value: Instr | undefined;
  /** The place of what is being rewritten. */
  #span: Span | undefined;

  constructor(fn: FunctionIr, program: Program) {
    this.#outer = fn;
    this.#program = program;
    this.#span = fn.span;
    this.#hooks = fn.isGenerator ? (fn.isAsync ? HOOKS.asyncGenerator : HOOKS.generator) : HOOKS.async;
    const param = (name: string): { name: string; type: IrType; hint: undefined } => ({
      name,
      type: 'js',
      hint: undefined,
    });
    const init: FunctionInit = {
      key: `${fn.key}.resume`,
      name: fn.name,
      resumes: fn,
      kind: 'arrow',
      params: [param('activation'), param('mode'), param('value')],
      length: 3,
      resultType: 'js',
      resultHint: undefined,
      isAsync: false,
      isGenerator: false,
      generic: false,
      sloppy: fn.sloppy,
      trusted: fn.trusted,
      externSymbol: undefined,
      span: fn.span,
      owner: undefined,
    };
    this.#resume = new FunctionIr(init, undefined);
    this.#resume.captures = [{ name: 'frame', cell: false, type: 'js' }];
  }

  run(): void {
    const body = this.#outer.blocks.splice(0);
    const [first] = body;
    if (first === undefined) return;
    const moved = this.#takeEntryOps(body);
    const dispatch = this.#dispatchBlock();
    const blocks: Block[] = [];
    const resumed = this.#split(body, blocks);
    this.#replaceReturned(blocks);
    this.#findSlots(moved, dispatch, blocks, resumed);
    this.#rewriteReturns(blocks);
    this.#spill(blocks);
    this.#fillDispatch(dispatch, first, resumed);
    this.#resume.blocks.push(dispatch, ...blocks);
    for (const b of this.#resume.blocks) b.fn = this.#resume;
    this.#buildOuter(moved);
    this.#moveNamings(dispatch);
    number(this.#resume);
    number(this.#outer);
  }

  /**
   * Variables that always are the same value have it in the frame, or are a constant: the resume function names those at
   * its beginning. The others are named where they are assigned, up to the next suspension.
   */
  #moveNamings(dispatch: Block): void {
    const namings = this.#outer.namings.splice(0);
    const [frame, start] = dispatch.instrs;
    if (frame === undefined || start === undefined) return;
    const present = new Set(this.#resume.blocks.flatMap((block) => block.instrs));
    const counts = new Map<SourceVariable, number>();
    for (const { variable } of namings) counts.set(variable, (counts.get(variable) ?? 0) + 1);
    for (const { variable, value: before, before: anchor } of namings) {
      const value = this.#replacements.get(before) ?? before;
      const slot = this.#slots.get(value);
      const isOnly = counts.get(variable) === 1;
      if (isOnly && slot !== undefined)
        this.#resume.namings.push({ variable, value: frame, before: start, slot });
      else if (isOnly && CONSTANTS.has(value.op))
        this.#resume.namings.push({ variable, value, before: start });
      // Elsewhere the value may come from before a suspension.
      else if (present.has(anchor) && (CONSTANTS.has(value.op) || value.block === anchor.block))
        this.#resume.namings.push({ variable, value, before: anchor });
    }
  }

  /** Removes parameters and the like from the body; they are evaluated by the outer function. */
  #takeEntryOps(body: readonly Block[]): Instr[] {
    const moved: Instr[] = [];
    for (const block of body) {
      const kept = block.instrs.filter((i) => {
        if (!ENTRY_OPS.has(i.op)) return true;
        moved.push(i);
        return false;
      });
      block.instrs.splice(0, block.instrs.length, ...kept);
    }
    return moved;
  }

  #dispatchBlock(): Block {
    const block = new Block(this.#resume);
    this.#frame = this.#emit(block, 'capture', 'js', [], { index: 0 });
    this.#activation = this.#emit(block, 'param', 'js', [], { index: 0 });
    this.#mode = this.#emit(block, 'param', 'js', [], { index: 1 });
    this.#value = this.#emit(block, 'param', 'js', [], { index: 2 });
    return block;
  }

  /** Splits blocks behind each await or yield; gives the blocks that execution comes back to, by state - 1. */
  #split(body: readonly Block[], out: Block[]): Block[] {
    const resumed: Block[] = [];
    for (const block of body) {
      let current = block;
      out.push(current);
      for (;;) {
        const at = current.instrs.findIndex(
          (i) => i.op === 'await' || i.op === 'yield' || i.op === 'generator.start',
        );
        const suspend = current.instrs[at];
        if (suspend === undefined) break;
        current = this.#splitAt(current, at, suspend, resumed, out);
      }
    }
    return resumed;
  }

  #splitAt(block: Block, at: number, suspend: Instr, resumed: Block[], out: Block[]): Block {
    const rest = block.instrs.splice(at);
    this.#span = suspend.span ?? this.#outer.span;
    rest.shift();
    const handler = rest[0]?.op === 'check' ? rest[0].attrs.targets?.[1] : undefined;
    const back = new Block(this.#resume);
    const throwing = new Block(this.#resume);
    throwing.cold = true;
    const next = new Block(this.#resume);
    resumed.push(back);
    const state = this.#emit(block, 'const', 'js', [], { value: resumed.length });
    this.#setSlot(block, 'state', state);
    if (suspend.op !== 'generator.start') {
      this.#call(block, suspend.op === 'yield' ? this.#hooks.yield : this.#hooks.await, [
        this.#need(this.#activation),
        this.#need(suspend.args[0]),
      ]);
    }
    // Looking at what is awaited may throw (a getter `constructor` of a promise): at the await.
    const looks = suspend.op === 'await' && handler !== undefined;
    const away = looks ? this.#check(block, handler) : block;
    this.#leave(away);
    // On the way back.
    const thrown = this.#emit(back, 'const', 'js', [], { value: RESUME_THROW });
    const fails = this.#emit(back, 'compare', 'bool', [this.#need(this.#mode), thrown], { operator: '===' });
    this.#end(back, 'branch', [fails], [throwing, next]);
    // It takes the suspension's place among the ways to the handler.
    this.#end(throwing, 'throw', [this.#need(this.#value)], handler === undefined ? [] : [handler], false);
    if (handler !== undefined && looks) addPredLike(handler, block, throwing);
    else if (handler !== undefined) replacePred(handler, block, throwing);
    if (away !== block) out.push(away);
    out.push(back, throwing, next);
    // The awaited value stands where the await stood.
    const value = this.#emit(next, 'refine', 'js', [this.#need(this.#value)], { filter: { keep: 0x7ff } });
    this.#replacements.set(suspend, value);
    const tail = rest[0]?.op === 'check' ? rest.slice(1) : rest;
    if (rest[0]?.op === 'check') {
      const [goal] = rest[0].attrs.targets ?? [];
      if (goal !== undefined) {
        this.#end(next, 'jump', [], [goal], false);
        replacePred(goal, block, next);
      }
    }
    for (const i of tail) {
      i.block = next;
      next.instrs.push(i);
    }
    for (const target of tail.at(-1)?.attrs.targets ?? []) replacePred(target, block, next);
    return next;
  }

  readonly #replacements = new Map<Instr, Instr>();

  /**
   * Was a yield resumed by return()? The mode tells, until the next suspension. The question stands behind its yield, in
   * the same block or, inside a `try`, at the start of the next.
   */
  #replaceReturned(blocks: readonly Block[]): void {
    for (const block of blocks) {
      const at = block.instrs.findIndex((i) => i.op === 'yield.returned');
      const question = block.instrs[at];
      if (question === undefined) continue;
      const two = this.#make(block, 'const', 'js', [], { value: RESUME_RETURN });
      const answer = this.#make(block, 'compare', 'bool', [this.#need(this.#mode), two], { operator: '===' });
      block.instrs.splice(at, 1, two, answer);
      this.#replacements.set(question, answer);
    }
  }

  /** Entry values, and whatever is used behind a suspension, live in the frame; constants are made anew each time. */
  #findSlots(
    moved: readonly Instr[],
    dispatch: Block,
    blocks: readonly Block[],
    resumed: readonly Block[],
  ): void {
    for (const i of moved) this.#slots.set(i, `${i.op}${i.attrs.index ?? ''}.${this.#slots.size}`);
    for (const block of blocks) {
      for (const i of block.instrs) {
        i.args = i.args.map((a) => this.#replacements.get(a) ?? a);
        mapTestedClass(i, (c) => this.#replacements.get(c) ?? c);
      }
    }
    for (const v of liveAtResumption(blocks, resumed)) {
      if (v === this.#frame || v === this.#activation || v === this.#mode || v === this.#value) continue;
      if (CONSTANTS.has(v.op)) moveTo(dispatch, v);
      else if (!this.#slots.has(v)) this.#slots.set(v, `v${this.#slots.size}`);
    }
  }

  #rewriteReturns(blocks: readonly Block[]): void {
    for (const block of blocks) {
      const last = block.instrs.at(-1);
      if (last?.op !== 'return' || this.#ours.has(last)) continue;
      block.instrs.pop();
      const value = last.args[0] ?? this.#emit(block, 'const', 'js', [], { value: undefined });
      this.#call(block, this.#hooks.finish, [this.#need(this.#activation), value]);
      this.#leave(block);
    }
  }

  /** Stores behind each definition of a slot's value, loads before each use. */
  #spill(blocks: readonly Block[]): void {
    for (const block of blocks) {
      const out: Instr[] = [];
      const phis: Instr[] = [];
      const store = (i: Instr): void => {
        const slot = this.#slots.get(i);
        if (slot !== undefined)
          out.push(this.#make(block, 'frame.set', 'void', [this.#need(this.#frame), i], { name: slot }));
      };
      let checked: Instr | undefined;
      for (const i of block.instrs) {
        if (i.op === 'phi') {
          phis.push(i);
          out.push(i);
          continue;
        }
        for (const p of phis.splice(0)) store(p);
        i.args = i.args.map((a) => this.#load(block, a, i, out));
        mapTestedClass(i, (c) => this.#load(block, c, i, out));
        if (i.op === 'check' && checked !== undefined) {
          // Nothing may stand between an operation and its check: its result is stored where it is used first.
          out.push(i);
          continue;
        }
        out.push(i);
        checked = opRow(i.op).throws ? i : undefined;
        const next = block.instrs[block.instrs.indexOf(i) + 1];
        if (next?.op === 'check') this.#storeInNormal(next, i);
        else if (!isTerminator(i.op)) store(i);
      }
      for (const p of phis.splice(0)) store(p);
      block.instrs.splice(0, block.instrs.length, ...out);
      this.#loadForPhis(block);
    }
    for (const [block, stores] of this.#late) {
      const at = block.instrs.findIndex((i) => i.op !== 'phi');
      block.instrs.splice(at, 0, ...stores);
    }
  }

  readonly #late: [Block, Instr[]][] = [];

  /** The result of a checked operation is stored at the start of the block that follows normally. */
  #storeInNormal(check: Instr, result: Instr): void {
    const slot = this.#slots.get(result);
    const [normal] = check.attrs.targets ?? [];
    if (slot === undefined || normal === undefined) return;
    this.#late.push([
      normal,
      [this.#make(normal, 'frame.set', 'void', [this.#need(this.#frame), result], { name: slot })],
    ]);
  }

  #load(block: Block, value: Instr, user: Instr, out: Instr[]): Instr {
    const slot = this.#slots.get(value);
    if (slot === undefined || user.op === 'phi') return value;
    // Right behind its definition the value itself is at hand.
    if (value.block === block && out.includes(value)) return value;
    const load = this.#make(block, 'frame.get', value.type, [this.#need(this.#frame)], { name: slot });
    out.push(load);
    return load;
  }

  /** Operands of a successor's phis are loaded at the end of the predecessor. */
  #loadForPhis(block: Block): void {
    const last = block.instrs.at(-1);
    for (const target of last?.attrs.targets ?? []) {
      target.preds.forEach((pred, n) => {
        if (pred !== block) return;
        for (const phi of target.instrs) {
          if (phi.op !== 'phi') break;
          const operand = phi.args[n];
          const slot = operand === undefined ? undefined : this.#slots.get(operand);
          if (operand === undefined || slot === undefined || block.instrs.includes(operand)) continue;
          const load = this.#make(block, 'frame.get', operand.type, [this.#need(this.#frame)], {
            name: slot,
          });
          const before = block.instrs.at(-1)?.op === 'check' ? 2 : 1;
          block.instrs.splice(block.instrs.length - before, 0, load);
          phi.args[n] = load;
        }
      });
    }
  }

  #fillDispatch(dispatch: Block, first: Block, resumed: readonly Block[]): void {
    if (resumed.length === 0) {
      this.#end(dispatch, 'jump', [], [first]);
      return;
    }
    const state = this.#emit(dispatch, 'frame.get', 'js', [this.#need(this.#frame)], { name: 'state' });
    const end = this.#end(dispatch, 'switch', [state], [first, ...resumed]);
    end.attrs.cases = resumed.map((_, n) => n + 1);
  }

  /** The function as callers see it. */
  #buildOuter(moved: readonly Instr[]): void {
    const block = new Block(this.#outer);
    this.#outer.blocks.push(block);
    for (const i of moved) {
      i.block = block;
      block.instrs.push(i);
    }
    const frame = this.#emit(block, 'frame.new', 'js', [], {});
    const zero = this.#emit(block, 'const', 'js', [], { value: 0 });
    this.#emit(block, 'frame.set', 'void', [frame, zero], { name: 'state' });
    for (const i of moved) {
      const slot = this.#slots.get(i);
      if (slot !== undefined) this.#emit(block, 'frame.set', 'void', [frame, i], { name: slot });
    }
    const step = this.#emit(block, 'closure', 'js', [frame], { fn: this.#resume });
    const started = this.#call(block, this.#hooks.start, [step]);
    this.#end(block, 'return', [started], []);
  }

  readonly #ours = new Set<Instr>();

  #need(i: Instr | undefined): Instr {
    if (i === undefined) throw new Error(`${this.#outer.key}: malformed suspension`);
    return i;
  }

  #make(block: Block, op: OpName, type: IrType, args: Instr[], attrs: Instr['attrs']): Instr {
    return new Instr(op, type, args, attrs, block, this.#span);
  }

  #emit(block: Block, op: OpName, type: IrType, args: Instr[], attrs: Instr['attrs']): Instr {
    const i = this.#make(block, op, type, args, attrs);
    block.instrs.push(i);
    return i;
  }

  #setSlot(block: Block, name: string, value: Instr): void {
    this.#emit(block, 'frame.set', 'void', [this.#need(this.#frame), value], { name });
  }

  #call(block: Block, name: string, args: Instr[]): Instr {
    const self = this.#emit(block, 'const', 'js', [], { value: undefined });
    return this.#emit(block, 'call.direct', 'js', [self, ...args], { fn: this.#hook(name) });
  }

  #hook(name: string): FunctionIr {
    try {
      return this.#program.runtimeFunction(name);
    } catch (error) {
      locate(error, this.#span);
      throw error;
    }
  }

  /** Ends a block behind an operation that may throw in a `try`; gives the block that follows normally. */
  #check(block: Block, handler: Block): Block {
    const normal = new Block(this.#resume);
    normal.preds.push(block);
    this.#end(block, 'check', [], [normal, handler], false);
    return normal;
  }

  /** Ends a resume function's run. */
  #leave(block: Block): void {
    this.#end(block, 'return', [this.#emit(block, 'const', 'js', [], { value: undefined })], []);
  }

  #end(block: Block, op: OpName, args: Instr[], targets: Block[], addPreds = true): Instr {
    const i = this.#emit(block, op, 'void', args, targets.length === 0 ? {} : { targets });
    this.#ours.add(i);
    if (addPreds) for (const t of targets) if (!t.preds.includes(block)) t.preds.push(block);
    return i;
  }
}

/** Rewrites the class that a narrowing by `instanceof` tests for. */
function mapTestedClass(i: Instr, map: (tested: Instr) => Instr): void {
  const { filter } = i.attrs;
  if (filter?.instanceOf === undefined) return;
  i.attrs.filter = { ...filter, instanceOf: { ...filter.instanceOf, class: map(filter.instanceOf.class) } };
}

/** Another way to a block, on which its phis have the values that they have on the way from `like`. */
function addPredLike(block: Block, like: Block, pred: Block): void {
  const at = block.preds.indexOf(like);
  for (const phi of block.instrs) {
    if (phi.op !== 'phi') break;
    const operand = phi.args[at];
    if (operand !== undefined) phi.args.push(operand);
  }
  block.preds.push(pred);
}

function moveTo(block: Block, i: Instr): void {
  i.block.instrs.splice(i.block.instrs.indexOf(i), 1);
  i.block = block;
  block.instrs.push(i);
}

function replacePred(block: Block, from: Block, to: Block): void {
  block.preds = block.preds.map((p) => (p === from ? to : p));
}

function number(fn: FunctionIr): void {
  let next = 0;
  fn.blocks.forEach((block, n) => {
    block.id = n;
    for (const i of block.instrs) i.id = next++;
  });
}

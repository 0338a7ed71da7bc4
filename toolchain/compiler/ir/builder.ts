/**
 * Builds the blocks of one function, in SSA form from the first instruction on.
 *
 * Variables are turned into values while the code is read, by Braun et al., "Simple and Efficient Construction of Static
 * Single Assignment Form" (2013): each block remembers the last value of a variable; reading one in a block whose
 * predecessors aren't all known yet leaves an incomplete phi, filled in when the block is sealed; a phi that turns out to
 * join only one value is forwarded to it. Values that differ only by `refine` count as one (ssa.ts).
 *
 * The builder also writes the `check` that follows every operation that may throw inside a `try`. Code that can't be
 * reached (after return, in a block without predecessors) is built into nothing: callers needn't ask.
 */
import { type Attributes, Block, type ConstValue, type FunctionIr, Instr, type Span } from './ir.ts';
import { isTerminator, type OpName, opRow } from './ops.ts';
import { Ssa, type Variable } from './ssa.ts';
import type { IrType, MachineInt } from './types.ts';

export { Variable } from './ssa.ts';

export class Builder {
  readonly fn: FunctionIr;
  /** Where a throw goes: the handler of the innermost `try`, or undefined: out of the function. */
  handler: Block | undefined;
  /** The place in the source of what is emitted next. */
  span: Span | undefined;
  #block: Block;
  #reachable = true;
  readonly #ssa: Ssa;

  /** Begins the function with its entry block. */
  constructor(fn: FunctionIr) {
    this.fn = fn;
    this.#block = new Block(fn);
    this.#ssa = new Ssa(fn);
    this.#ssa.seal(this.#block);
    fn.blocks.push(this.#block);
  }

  /** The block that is being filled; one that belongs to nothing while code is unreachable. */
  get block(): Block {
    return this.#block;
  }

  get reachable(): boolean {
    return this.#reachable;
  }

  /** A block to jump to, not yet placed. `sealed` blocks get all predecessors before they are started. */
  newBlock(cold = false): Block {
    const block = new Block(this.fn);
    block.cold = cold;
    return block;
  }

  /** Continues in a block whose predecessors are all known. */
  start(block: Block): void {
    this.startOpen(block);
    this.#ssa.seal(block);
  }

  /** Continues in a block that may get more predecessors (a loop's head) until `seal`. */
  startOpen(block: Block): void {
    this.#block = block;
    this.#reachable = block.preds.length > 0;
    if (this.#reachable) this.fn.blocks.push(block);
  }

  /** No more predecessors will come. */
  seal(block: Block): void {
    this.#ssa.seal(block);
  }

  /** Appends an operation. `type` is needed where the row's result is `same`, and overrides it elsewhere. */
  emit(op: OpName, args: Instr[] = [], attrs: Attributes = {}, type?: IrType): Instr {
    const row = opRow(op);
    const result = type ?? (row.result === 'same' ? undefined : row.result);
    if (result === undefined) throw new Error(`operation ${op} needs a type`);
    const instr = new Instr(op, result, args, attrs, this.#block, this.span);
    this.#block.instrs.push(instr);
    if (row.throws && this.handler !== undefined) this.#check(this.handler);
    return instr;
  }

  #check(handler: Block): void {
    const normal = this.newBlock();
    this.#end('check', [], [normal, handler]);
    this.start(normal);
  }

  constant(value: ConstValue): Instr {
    return this.emit('const', [], { value });
  }

  int(integer: bigint, type: MachineInt): Instr {
    return this.emit('int', [], { integer }, type);
  }

  jump(target: Block): void {
    this.#end('jump', [], [target]);
  }

  /** Goes to `then` when the bool is true, else to `otherwise`. */
  branch(condition: Instr, then: Block, otherwise: Block): void {
    if (then === otherwise) this.jump(then);
    else this.#end('branch', [condition], [then, otherwise]);
  }

  /** Goes to the target of the first case that equals the integer, else to `otherwise`. */
  switch(value: Instr, cases: readonly number[], targets: readonly Block[], otherwise: Block): void {
    this.#end('switch', [value], [otherwise, ...targets], cases);
  }

  return(value?: Instr): void {
    this.#end('return', value === undefined ? [] : [value], []);
  }

  throw(value: Instr): void {
    this.#end('throw', [value], this.handler === undefined ? [] : [this.handler]);
  }

  unreachable(): void {
    this.#end('unreachable', [], []);
  }

  #end(op: OpName, args: Instr[], targets: Block[], cases?: readonly number[]): void {
    if (!isTerminator(op)) throw new Error(`${op} doesn't end a block`);
    if (this.#reachable) {
      const attrs: Attributes = {};
      if (targets.length > 0) attrs.targets = targets;
      if (cases !== undefined) attrs.cases = cases;
      this.#block.instrs.push(new Instr(op, 'void', args, attrs, this.#block, this.span));
      for (const target of targets) target.preds.push(this.#block);
    }
    this.#block = new Block(this.fn);
    this.#ssa.seal(this.#block);
    this.#reachable = false;
  }

  read(variable: Variable): Instr {
    return this.#ssa.read(variable, this.#block);
  }

  write(variable: Variable, value: Instr): void {
    this.#ssa.assign(variable, this.#block, value);
  }

  /** More is known here of what the variable is: that is no assignment. */
  narrow(variable: Variable, value: Instr): void {
    this.#ssa.write(variable, this.#block, value);
  }

  /** Replaces forwarded phis, drops what is pure and unused, and numbers everything. The builder is done after it. */
  finish(): void {
    this.#ssa.finish();
  }
}

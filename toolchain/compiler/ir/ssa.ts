/**
 * The bookkeeping behind the builder's variables: which value a variable has at the end of which block, phis that wait
 * for predecessors, and phis that turned out to be needless. Only builder.ts uses it.
 *
 * A phi that joins `refine`s (or `limit`s) of one value is that value: a refinement is knowledge about a path, and where the paths
 * meet the knowledge ends. So narrowing a variable in both arms of an `if` costs no phi behind it.
 */
import { type Block, type FunctionIr, Instr } from './ir.ts';
import { NamingRecorder, type SourceVariable } from './namings.ts';
import { isTerminator, opRow } from './ops.ts';
import type { IrType } from './types.ts';

/** Something that is assigned: a local variable of the program, or one that lowering made up. */
export class Variable {
  readonly name: string;
  type: IrType;
  /** What debuggers know it as; nothing for one that lowering made up. */
  source: SourceVariable | undefined;

  constructor(name: string, type: IrType) {
    this.name = name;
    this.type = type;
  }
}

export class Ssa {
  readonly #fn: FunctionIr;
  readonly #values = new Map<Variable, Map<Block, Instr>>();
  readonly #incomplete = new Map<Block, Map<Variable, Instr>>();
  readonly #sealed = new Set<Block>();
  /** Needless phis and what stands for them. */
  readonly #forwarded = new Map<Instr, Instr>();
  /** Which phis have this phi as an operand, perhaps below refinements. */
  readonly #phiUsers = new Map<Instr, Set<Instr>>();

  readonly #namings = new NamingRecorder();

  constructor(fn: FunctionIr) {
    this.#fn = fn;
  }

  /** An assignment in the source; `write` is also how a block remembers what it has read. */
  assign(variable: Variable, block: Block, value: Instr): void {
    this.write(variable, block, value);
    if (variable.source !== undefined) this.#namings.write(variable.source, value, block);
  }

  write(variable: Variable, block: Block, value: Instr): void {
    let values = this.#values.get(variable);
    if (values === undefined) {
      values = new Map();
      this.#values.set(variable, values);
    }
    values.set(block, value);
  }

  read(variable: Variable, block: Block): Instr {
    const known = this.#values.get(variable)?.get(block);
    const value = known === undefined ? this.#readFromPredecessors(variable, block) : this.#resolve(known);
    this.write(variable, block, value);
    return value;
  }

  #readFromPredecessors(variable: Variable, block: Block): Instr {
    if (!this.#sealed.has(block)) {
      const phi = this.#newPhi(variable, block);
      let incomplete = this.#incomplete.get(block);
      if (incomplete === undefined) {
        incomplete = new Map();
        this.#incomplete.set(block, incomplete);
      }
      incomplete.set(variable, phi);
      return phi;
    }
    const [only, another] = block.preds;
    if (only === undefined) return this.#unassigned(variable, block);
    if (another === undefined) return this.read(variable, only);
    const phi = this.#newPhi(variable, block);
    this.write(variable, block, phi);
    return this.#fill(variable, phi);
  }

  /** Only unreachable code, or a path that can't be taken, reads a variable that was never written. */
  #unassigned(variable: Variable, block: Block): Instr {
    const machine = variable.type !== 'js' && variable.type !== 'bool';
    const instr = machine
      ? new Instr('int', variable.type, [], { integer: 0n }, block, undefined)
      : new Instr('const', 'js', [], { value: undefined }, block, undefined);
    block.instrs.unshift(instr);
    return instr;
  }

  #newPhi(variable: Variable, block: Block): Instr {
    const phi = new Instr('phi', variable.type, [], {}, block, undefined);
    block.instrs.unshift(phi);
    if (variable.source !== undefined) this.#namings.join(variable.source, phi);
    return phi;
  }

  #fill(variable: Variable, phi: Instr): Instr {
    for (const pred of phi.block.preds) {
      const value = this.read(variable, pred);
      phi.args.push(value);
      for (let v: Instr | undefined = value; v !== undefined; v = isNarrowing(v) ? v.args[0] : undefined) {
        if (v.op === 'phi') this.#usersOf(v).add(phi);
      }
    }
    return this.#simplify(phi);
  }

  #usersOf(phi: Instr): Set<Instr> {
    let users = this.#phiUsers.get(phi);
    if (users === undefined) {
      users = new Set();
      this.#phiUsers.set(phi, users);
    }
    return users;
  }

  /** All values that `value` is known to equal, the most refined first. */
  #chain(value: Instr): Instr[] {
    const chain: Instr[] = [];
    let v: Instr | undefined = this.#resolve(value);
    while (v !== undefined) {
      chain.push(v);
      v = isNarrowing(v) && v.args[0] !== undefined ? this.#resolve(v.args[0]) : undefined;
    }
    return chain;
  }

  #simplify(phi: Instr): Instr {
    let common: Instr[] | undefined;
    for (const arg of phi.args) {
      const chain = this.#chain(arg);
      if (chain.includes(phi)) continue;
      common = common === undefined ? chain : common.filter((v) => chain.includes(v));
      if (common.length === 0) return phi;
    }
    const same = common?.[0];
    if (same === undefined) return phi;
    this.#forwarded.set(phi, same);
    phi.block.instrs.splice(phi.block.instrs.indexOf(phi), 1);
    const users = this.#phiUsers.get(phi) ?? [];
    for (const user of users) {
      if (same.op === 'phi') this.#usersOf(same).add(user);
      if (user !== phi && !this.#forwarded.has(user) && this.#isComplete(user)) this.#simplify(user);
    }
    return this.#resolve(same);
  }

  #isComplete(phi: Instr): boolean {
    return phi.args.length === phi.block.preds.length;
  }

  #resolve(value: Instr): Instr {
    let v = value;
    for (let next = this.#forwarded.get(v); next !== undefined; next = this.#forwarded.get(v)) v = next;
    return v;
  }

  seal(block: Block): void {
    if (this.#sealed.has(block)) return;
    this.#sealed.add(block);
    const incomplete = this.#incomplete.get(block);
    this.#incomplete.delete(block);
    for (const [variable, phi] of incomplete ?? []) this.#fill(variable, phi);
  }

  finish(): void {
    if (this.#incomplete.size > 0) throw new Error(`${this.#fn.key}: a block was never sealed`);
    for (const block of this.#fn.blocks) {
      for (const instr of block.instrs) instr.args = instr.args.map((arg) => this.#resolve(arg));
    }
    const finishNamings = this.#namings.beforeDropping(this.#fn, (value) => this.#resolve(value));
    dropUnused(this.#fn);
    finishNamings();
    number(this.#fn);
  }
}

/** The same value, of which a path knows more. */
function isNarrowing(instr: Instr): boolean {
  return instr.op === 'refine' || instr.op === 'limit';
}

/** Removes pure operations whose result nobody uses: mostly constants, phis and refinements made on suspicion. */
function dropUnused(fn: FunctionIr): void {
  const used = new Set<Instr>();
  const pending: Instr[] = [];
  const use = (instr: Instr): void => {
    if (used.has(instr)) return;
    used.add(instr);
    pending.push(instr);
  };
  for (const block of fn.blocks) {
    for (const instr of block.instrs) if (!isRemovable(instr)) use(instr);
  }
  for (let instr = pending.pop(); instr !== undefined; instr = pending.pop()) {
    for (const arg of instr.args) use(arg);
    const narrowing = instr.attrs.filter?.instanceOf;
    if (narrowing !== undefined) use(narrowing.class);
  }
  for (const block of fn.blocks) {
    const kept = block.instrs.filter((instr) => used.has(instr));
    block.instrs.splice(0, block.instrs.length, ...kept);
  }
}

function isRemovable(instr: Instr): boolean {
  const row = opRow(instr.op);
  return row.effect === 'pure' && !row.throws && instr.op !== 'catch' && !isTerminator(instr.op);
}

function number(fn: FunctionIr): void {
  let next = 0;
  fn.blocks.forEach((block, index) => {
    block.id = index;
    for (const instr of block.instrs) instr.id = next++;
  });
}

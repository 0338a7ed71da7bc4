/**
 * Checks that a function is well-formed: what ops.ts and ir.ts promise to every pass. Runs in tests after lowering and
 * after each pass; a violation is our bug, so it throws, with the function's text.
 */
import type { Block, FunctionIr, Instr } from './ir.ts';
import { isTerminator, type OpName, opRow } from './ops.ts';
import { printFunction, printInstr } from './print.ts';
import type { IrType } from './types.ts';

/** Throws an Error that names the broken rule and shows the function. Does nothing for functions without a body. */
export function verifyFunction(fn: FunctionIr): void {
  if (fn.blocks.length === 0) return;
  new Verifier(fn).run();
}

const NARROW: readonly IrType[] = ['u8', 'u16', 'u32', 'u64', 'i8', 'i16', 'i32', 'i64'];

/** [fewest, most] operands where a row has a fixed number; others are checked by their users. */
const ARITY: Partial<Record<OpName, readonly [number, number]>> = {
  const: [0, 0],
  int: [0, 0],
  symbol: [0, 0],
  hole: [0, 0],
  param: [0, 0],
  capture: [0, 0],
  'cell.new': [1, 1],
  'cell.get': [1, 1],
  'cell.set': [2, 2],
  'global.get': [0, 0],
  'global.set': [1, 1],
  'tdz.check': [1, 1],
  'prop.get': [1, 1],
  'prop.set': [2, 2],
  'prop.define': [2, 2],
  'elem.get': [2, 2],
  'elem.set': [3, 3],
  'elem.define': [3, 3],
  'accessor.define': [3, 3],
  'private.get': [1, 1],
  'private.set': [2, 2],
  'private.add': [2, 2],
  binary: [2, 2],
  unary: [1, 1],
  compare: [2, 2],
  truthy: [1, 1],
  not: [1, 1],
  frombool: [1, 1],
  refine: [1, 1],
  limit: [2, 2],
  'int.binary': [2, 2],
  'int.compare': [2, 2],
  convert: [1, 1],
  select: [3, 3],
  'iter.step': [1, 1],
  await: [1, 1],
  yield: [1, 1],
  jump: [0, 0],
  branch: [1, 1],
  switch: [1, 1],
  return: [0, 1],
  throw: [1, 1],
  check: [0, 0],
  unreachable: [0, 0],
};

/** Operations whose operands must all be bool. */
const TAKES_BOOL: ReadonlySet<OpName> = new Set(['branch', 'not', 'frombool']);
/** Operations that take operands of any type, or state it elsewhere. */
const TAKES_ANY: ReadonlySet<OpName> = new Set([
  'phi',
  'global.set',
  'int.binary',
  'int.compare',
  'convert',
  'select',
  'call',
  'call.direct',
  'call.method',
  'super.method',
  'private.method',
  'new',
  'super.call',
  'intrinsic',
  'prop.set',
  'prop.define',
  'private.set',
  'private.add',
  'return',
  'switch',
  'refine',
  'trust',
]);

class Verifier {
  readonly #fn: FunctionIr;
  readonly #position = new Map<Instr, number>();
  readonly #dominators = new Map<Block, Block>();
  readonly #order = new Map<Block, number>();

  constructor(fn: FunctionIr) {
    this.#fn = fn;
  }

  run(): void {
    const { blocks } = this.#fn;
    for (const block of blocks) {
      block.instrs.forEach((instr, index) => {
        this.#position.set(instr, index);
      });
    }
    for (const block of blocks) this.#verifyBlock(block);
    this.#verifyPredecessors();
    this.#computeDominators();
    for (const block of blocks) {
      for (const instr of block.instrs) this.#verifyUses(instr);
    }
  }

  #fail(rule: string, instr?: Instr): never {
    const place = instr === undefined ? '' : ` at b${instr.block.id}: ${printInstr(instr)}`;
    throw new Error(`${this.#fn.key}: ${rule}${place}\n\n${printFunction(this.#fn)}`);
  }

  #verifyBlock(block: Block): void {
    const last = block.instrs.at(-1);
    if (last === undefined || !isTerminator(last.op)) this.#fail(`b${block.id} doesn't end in a terminator`);
    let phisOver = false;
    for (const instr of block.instrs) {
      if (instr.block !== block) this.#fail('an instruction is in another block than it says', instr);
      if (isTerminator(instr.op) && instr !== last) this.#fail('a terminator is not the last', instr);
      if (instr.op === 'phi') {
        if (phisOver) this.#fail('a phi follows another instruction', instr);
        if (instr.args.length !== block.preds.length)
          this.#fail("a phi doesn't match the predecessors", instr);
      } else phisOver = true;
      this.#verifyShape(instr);
    }
  }

  #verifyShape(instr: Instr): void {
    const row = opRow(instr.op);
    for (const key of Object.keys(instr.attrs)) {
      if (!row.attrs.some((known) => known === key)) this.#fail(`attribute ${key} isn't in the row`, instr);
    }
    if (
      row.result !== 'same' &&
      row.result !== instr.type &&
      !isMachine(instr.type) &&
      instr.type !== 'bool'
    ) {
      this.#fail(`the result should be ${row.result}`, instr);
    }
    if (row.result === 'void' && instr.type !== 'void') this.#fail('there should be no result', instr);
    const arity = ARITY[instr.op];
    if (arity !== undefined && (instr.args.length < arity[0] || instr.args.length > arity[1])) {
      this.#fail(`${instr.args.length} operands`, instr);
    }
    for (const arg of instr.args) {
      if (arg.type === 'void') this.#fail('an operand has no value', instr);
      if (TAKES_BOOL.has(instr.op) ? arg.type !== 'bool' : !TAKES_ANY.has(instr.op) && arg.type !== 'js') {
        this.#fail(`an operand is ${arg.type}`, instr);
      }
    }
    this.#verifyTypes(instr);
  }

  #verifyTypes(instr: Instr): void {
    const types = instr.args.map((arg) => arg.type);
    switch (instr.op) {
      case 'phi':
        if (types.some((type) => type !== instr.type)) this.#fail('a phi joins other types', instr);
        break;
      case 'int.binary':
        if (types.some((type) => type !== instr.type)) this.#fail('operands of other types', instr);
        break;
      case 'int.compare':
        if (types[0] !== types[1]) this.#fail('operands of two types', instr);
        break;
      case 'return':
        if (types[0] !== undefined && types[0] !== this.#fn.resultType)
          this.#fail('a wrong result type', instr);
        break;
      case 'global.set':
        if (types[0] !== instr.attrs.global?.type) this.#fail("the value hasn't the variable's type", instr);
        break;
      case 'check':
        this.#verifyCheck(instr);
        break;
    }
  }

  #verifyCheck(instr: Instr): void {
    const before = instr.block.instrs.at(-2);
    if (before === undefined || !opRow(before.op).throws)
      this.#fail('a check follows what never throws', instr);
    if (instr.attrs.targets?.length !== 2) this.#fail('a check needs two targets', instr);
  }

  #verifyPredecessors(): void {
    const edges = new Map<Block, Block[]>();
    const placed = new Set(this.#fn.blocks);
    for (const block of this.#fn.blocks) {
      for (const target of block.instrs.at(-1)?.attrs.targets ?? []) {
        if (!placed.has(target)) this.#fail(`b${block.id} goes to a block that isn't in the function`);
        edges.set(target, [...(edges.get(target) ?? []), block]);
      }
    }
    for (const block of this.#fn.blocks) {
      const expected = edges.get(block) ?? [];
      const same =
        expected.length === block.preds.length && expected.every((pred) => block.preds.includes(pred));
      if (!same) this.#fail(`the predecessors of b${block.id} are wrong`);
    }
  }

  /** Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm". */
  #computeDominators(): void {
    const order = reversePostorder(this.#fn.entry);
    order.forEach((block, index) => {
      this.#order.set(block, index);
    });
    if (order.length !== this.#fn.blocks.length) this.#fail('a block is unreachable');
    this.#dominators.set(this.#fn.entry, this.#fn.entry);
    for (let changed = true; changed; ) {
      changed = false;
      for (const block of order.slice(1)) {
        const done = block.preds.filter((pred) => this.#dominators.has(pred));
        const dominator = done.reduce((a, b) => this.#meet(a, b));
        if (this.#dominators.get(block) !== dominator) {
          this.#dominators.set(block, dominator);
          changed = true;
        }
      }
    }
  }

  #orderOf(block: Block): number {
    return this.#order.get(block) ?? 0;
  }

  #meet(first: Block, second: Block): Block {
    let a = first;
    let b = second;
    while (a !== b) {
      while (this.#orderOf(a) > this.#orderOf(b)) a = this.#dominators.get(a) ?? this.#fn.entry;
      while (this.#orderOf(b) > this.#orderOf(a)) b = this.#dominators.get(b) ?? this.#fn.entry;
    }
    return a;
  }

  #dominates(a: Block, b: Block): boolean {
    let block = b;
    while (this.#orderOf(block) > this.#orderOf(a)) block = this.#dominators.get(block) ?? this.#fn.entry;
    return block === a;
  }

  #verifyUses(instr: Instr): void {
    instr.args.forEach((arg, index) => {
      const position = this.#position.get(arg);
      if (position === undefined) this.#fail(`operand ${index} isn't in the function`, instr);
      if (instr.op === 'phi') {
        const pred = instr.block.preds[index];
        if (pred === undefined || !this.#dominates(arg.block, pred))
          this.#fail(`operand ${index} isn't there yet`, instr);
      } else if (arg.block === instr.block) {
        if (position >= (this.#position.get(instr) ?? 0)) this.#fail(`operand ${index} comes later`, instr);
      } else if (!this.#dominates(arg.block, instr.block))
        this.#fail(`operand ${index} doesn't dominate its use`, instr);
    });
  }
}

function isMachine(type: IrType): boolean {
  return NARROW.includes(type) || type === 'f64';
}

function reversePostorder(entry: Block): Block[] {
  const seen = new Set<Block>([entry]);
  const result: Block[] = [];
  const stack = [{ block: entry, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const target = top.block.instrs.at(-1)?.attrs.targets?.[top.next++];
    if (target === undefined) {
      result.push(top.block);
      stack.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      stack.push({ block: target, next: 0 });
    }
  }
  return result.reverse();
}

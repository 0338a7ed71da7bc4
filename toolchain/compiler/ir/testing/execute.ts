/** One activation: walks the blocks of a function. A generator, so that `await` and `yield` can suspend it. */
import type { Block, Instr } from '../ir.ts';
import { type Activation, HOLE, type Interpreter, type Resume, type Suspension } from './interpret.ts';
import { evaluate } from './operations.ts';

/** The values of one activation and what its suspended operations left behind. */
export class Frame {
  readonly interpreter: Interpreter;
  readonly activation: Activation;
  readonly values = new Map<Instr, unknown>();
  /** Was the last yield resumed by return()? */
  returned = false;
  caught: unknown;

  constructor(interpreter: Interpreter, activation: Activation) {
    this.interpreter = interpreter;
    this.activation = activation;
  }

  arg(instr: Instr, index: number): unknown {
    const arg = instr.args[index];
    return arg === undefined ? undefined : this.values.get(arg);
  }

  args(instr: Instr, from = 0): unknown[] {
    return instr.args.slice(from).map((arg) => this.values.get(arg));
  }
}

export function* execute(
  interpreter: Interpreter,
  activation: Activation,
): Generator<Suspension, unknown, Resume> {
  const frame = new Frame(interpreter, activation);
  let block = activation.fn.entry;
  let from: Block | undefined;
  for (;;) {
    enterPhis(frame, block, from);
    let handler: Block | undefined;
    let next: Block | undefined;
    try {
      for (const instr of block.instrs) {
        if (instr.op === 'phi') continue;
        if (instr.op === 'return') return frame.arg(instr, 0);
        const targets = instr.attrs.targets ?? [];
        handler = handlerOf(block, instr);
        if (instr.op === 'throw') throw frame.arg(instr, 0);
        if (targets.length > 0) next = targetOf(frame, instr, targets);
        else frame.values.set(instr, yield* step(frame, instr));
      }
    } catch (error) {
      if (handler === undefined) throw error;
      frame.caught = error;
      next = handler;
    }
    if (next === undefined) throw new Error(`${activation.fn.key}: b${block.id} goes nowhere`);
    from = block;
    block = next;
  }
}

function enterPhis(frame: Frame, block: Block, from: Block | undefined): void {
  const index = from === undefined ? -1 : block.preds.indexOf(from);
  const updates: [Instr, unknown][] = [];
  for (const instr of block.instrs) if (instr.op === 'phi') updates.push([instr, frame.arg(instr, index)]);
  for (const [phi, value] of updates) frame.values.set(phi, value);
}

/** Where an error of this instruction goes: the check behind it, or a throw's own target. */
function handlerOf(block: Block, instr: Instr): Block | undefined {
  if (instr.op === 'throw') return instr.attrs.targets?.[0];
  const last = block.instrs.at(-1);
  return last?.op === 'check' && block.instrs.at(-2) === instr ? last.attrs.targets?.[1] : undefined;
}

function targetOf(frame: Frame, instr: Instr, targets: readonly Block[]): Block | undefined {
  switch (instr.op) {
    case 'branch':
      return frame.arg(instr, 0) === true ? targets[0] : targets[1];
    case 'switch': {
      const index = instr.attrs.cases?.indexOf(frame.arg(instr, 0) as number) ?? -1;
      return targets[index + 1];
    }
    default:
      return targets[0];
  }
}

function* step(frame: Frame, instr: Instr): Generator<Suspension, unknown, Resume> {
  switch (instr.op) {
    case 'generator.start':
      yield { kind: 'start', value: undefined };
      return undefined;
    case 'await': {
      const resume = yield { kind: 'await', value: frame.arg(instr, 0) };
      if (resume.mode === 'throw') throw resume.value;
      return resume.value;
    }
    case 'yield': {
      const resume = yield { kind: 'yield', value: frame.arg(instr, 0) };
      frame.returned = resume.mode === 'return';
      if (resume.mode === 'throw') throw resume.value;
      return resume.value;
    }
    case 'yield.returned':
      return frame.returned;
    case 'catch':
      return frame.caught;
    case 'symbol':
      return Reflect.get(Symbol, instr.attrs.name ?? '');
    case 'hole':
      return HOLE;
    default:
      return evaluate(frame, instr);
  }
}

/**
 * Which variable of the source a value is, for debuggers. It is no operation of the IR: a function has a list of it
 * beside its blocks, so that no pass sees it, no value lives longer for it, and code is the same with and without.
 */
import type { Block, FunctionIr, Instr, Span } from './ir.ts';

/** A variable, parameter or `this` as the program writes it. */
export interface SourceVariable {
  readonly name: string;
  /** Its declaration. */
  readonly span: Span | undefined;
  /** Parameters count from 1; 0: none. */
  readonly parameter: number;
  /** Its values are cells, which hold what the program sees. */
  readonly isCell: boolean;
  /** The offsets in the file between which it can be named; undefined: in the whole function. */
  readonly scope: { readonly start: number; readonly end: number } | undefined;
}

/** From an instruction on, in its block and those behind it, a variable is a value. */
export interface Naming {
  readonly variable: SourceVariable;
  readonly value: Instr;
  readonly before: Instr;
  /** The value is the frame of a suspended function, and this the slot in it. */
  readonly slot?: string;
}

interface Record {
  readonly variable: SourceVariable;
  readonly value: Instr;
  readonly block: Block;
  /** Undefined: at the block's start. */
  readonly after: Instr | undefined;
  /** The value is the variable's own phi. */
  readonly isJoin: boolean;
}

/** Collects the namings of a function that is being built. */
export class NamingRecorder {
  readonly #records: Record[] = [];

  /** The variable is assigned at the end of what the block has so far. */
  write(variable: SourceVariable, value: Instr, block: Block): void {
    this.#records.push({ variable, value, block, after: block.instrs.at(-1), isJoin: false });
  }

  /** The variable is a phi of the block. */
  join(variable: SourceVariable, phi: Instr): void {
    this.#records.push({ variable, value: phi, block: phi.block, after: undefined, isJoin: true });
  }

  /** Keeps the order that blocks have before unused operations are dropped; gives what makes the list behind it. */
  beforeDropping(fn: FunctionIr, resolve: (value: Instr) => Instr): () => void {
    const wanted = new Set(this.#records.map(({ block }) => block));
    const orders = new Map(
      fn.blocks.filter((block) => wanted.has(block)).map((block) => [block, [...block.instrs]]),
    );
    return () => {
      const kept = new Set(fn.blocks.flatMap((block) => block.instrs));
      for (const { variable, value, block, after, isJoin } of this.#records) {
        const order = orders.get(block) ?? [];
        const from = after === undefined ? 0 : order.indexOf(after) + 1;
        const before = order.find((i, n) => n >= from && i.op !== 'phi' && i.op !== 'check' && kept.has(i));
        const resolved = resolve(value);
        // A phi that was forwarded joins nothing: the variable is that value already. A phi that was dropped is no value.
        const isValue = isJoin ? kept.has(value) : resolved.op !== 'phi' || kept.has(resolved);
        if (before !== undefined && isValue) fn.namings.push({ variable, value: resolved, before });
      }
    };
  }
}

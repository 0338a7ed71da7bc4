/**
 * The text of one LLVM function while it is being made: instructions, labels, fresh names.
 */
import type { Instr } from '../ir/ir.ts';
import type { Nodes } from './metadata.ts';
import type { Rep } from './rep.ts';
export class Code {
  readonly #lines: string[] = [];
  readonly #entry: string[] = [];
  #next = 0;
  #label: string;
  #open = true;
  /** Labels that a jump or a likely branch of a place leads to that isn't cold itself, and those that others lead to. */
  readonly #hot = new Set<string>();
  readonly #cold = new Set<string>();
  #isCold = false;
  /** What instructions end in: the place in the source that they come from. */
  #place = '';

  /** Keeps LLVM from merging calls that look alike: one of two lines of the source can't be named then. */
  readonly #keepsCallsApart: boolean;

  readonly #nodes: Nodes | undefined;

  constructor(entryLabel: string, keepsCallsApart = false, nodes?: Nodes) {
    this.#nodes = nodes;
    this.#keepsCallsApart = keepsCallsApart;
    this.#label = entryLabel;
    this.#lines.push(`${entryLabel}:`);
  }

  /** Notes that the function's text names a shared metadata node. */
  uses(reference: string): string {
    return this.#nodes?.use(reference) ?? reference;
  }

  /** The place in the source of what follows: a reference to a DILocation. */
  at(location: string): void {
    this.#place = `, !dbg ${location}`;
  }

  /** What follows comes from no place: debuggers take it for a function's prologue. */
  atNowhere(): void {
    this.#place = '';
  }

  #placed(text: string): string {
    return `${text}${this.#keepsCallsApart && text.startsWith('call ') ? ' nomerge' : ''}${this.#place}`;
  }

  /** The block that instructions go to now: what a phi names as the source of a value. */
  get label(): string {
    return this.#label;
  }

  /** Has the current block no terminator yet? */
  get open(): boolean {
    return this.#open;
  }

  /** Do only unlikely branches lead to the current block? */
  get isCold(): boolean {
    return this.#isCold;
  }

  #leadsTo(label: string, isLikely: boolean): void {
    (isLikely && !this.#isCold ? this.#hot : this.#cold).add(label);
  }

  /** A label or value name not used before. */
  fresh(prefix: string): string {
    return `${prefix}${this.#next++}`;
  }

  /** An instruction with a result; gives its name. */
  value(text: string): string {
    const name = `%t${this.#next++}`;
    this.#lines.push(`  ${name} = ${this.#placed(text)}`);
    return name;
  }

  /** Room for an instruction whose text is known later (phis); fill it with the returned function. */
  reserve(): { readonly name: string; fill(text: string): void } {
    const name = `%h${this.#next++}`;
    const at = this.#lines.length;
    this.#lines.push('');
    return {
      name,
      fill: (text) => {
        this.#lines[at] = `  ${name} = ${text}`;
      },
    };
  }

  line(text: string): void {
    this.#lines.push(`  ${this.#placed(text)}`);
  }

  /** An alloca in the entry block, so that it is allocated once. */
  alloca(type: string, count = 1): string {
    const name = `%s${this.#next++}`;
    this.#entry.push(`  ${name} = alloca ${type}, i32 ${count}, align 8`);
    return name;
  }

  /** A line of the entry block, behind what allocates. */
  prologue(text: string): void {
    this.#entry.push(`  ${text}`);
  }

  /** A record for debuggers (LLVM's "Source Level Debugging", #dbg_value), which is no instruction. */
  record(text: string): void {
    this.#lines.push(`    ${text}`);
  }

  start(label: string): void {
    if (this.#open) this.jump(label);
    this.#isCold = this.#cold.has(label) && !this.#hot.has(label);
    this.#lines.push(`${label}:`);
    this.#label = label;
    this.#open = true;
  }

  /** Ends the block. Instructions after it need a `start` first. */
  end(text: string): void {
    this.#lines.push(`  ${this.#placed(text)}`);
    this.#open = false;
  }

  jump(label: string): void {
    this.#leadsTo(label, true);
    this.end(`br label %${label}`);
  }

  /** Branches; `likely` names the side that is nearly always taken. */
  branch(condition: string, yes: string, no: string, likely?: 'yes' | 'no'): void {
    this.#leadsTo(yes, likely !== 'no');
    this.#leadsTo(no, likely !== 'yes');
    const weight = likely === undefined ? '' : likely === 'yes' ? ', !prof !0' : ', !prof !1';
    this.end(`br i1 ${condition}, label %${yes}, label %${no}${weight}`);
  }

  text(header: string): string {
    const [first, ...rest] = this.#lines;
    return `${header} {\n${[first, ...this.#entry, ...rest].join('\n')}\n}\n`;
  }
}

/** A phi whose line is written when all edges into its block are known. */
export interface PendingPhi {
  readonly instr: Instr;
  readonly rep: Rep;
  readonly incoming: string[];
  fill(text: string): void;
}

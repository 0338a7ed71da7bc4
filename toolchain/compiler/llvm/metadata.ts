/**
 * Numbers for nodes of LLVM's metadata. Each function, and each node that functions share, has numbers of its own, which follow from its
 * name: so a function's text is the same whatever else the program has (parts.ts). LLVM lets numbers have gaps.
 */
import { stableNumber } from '../ir/stable-name.ts';

/** How many numbers are given away at a time. */
const RUN = 256;
/** Numbers are below 2^32; the first run belongs to module.ts. */
const RUNS = 2 ** 24 - 1;

/** Gives away runs of numbers, each once. */
export class NodeNumbers {
  readonly #taken = new Set<number>();

  /** The first of RUN numbers. */
  take(name: string): number {
    let run = stableNumber(name) % RUNS;
    while (this.#taken.has(run)) run = (run + 1) % RUNS;
    this.#taken.add(run);
    return (run + 1) * RUN;
  }
}

/** The nodes of one owner: a function, or something that functions share. */
export class Nodes {
  /** `!12 = …` */
  readonly lines: string[] = [];
  /** Shared nodes that these name, by reference. */
  readonly uses = new Set<string>();
  readonly #numbers: NodeNumbers;
  readonly #name: string;
  #next = 0;

  constructor(numbers: NodeNumbers, name: string) {
    this.#numbers = numbers;
    this.#name = name;
  }

  /** Makes a node; gives the reference to it. */
  add(text: string): string {
    if (this.#next % RUN === 0) this.#next = this.#numbers.take(`${this.#name}#${this.lines.length}`);
    const reference = `!${this.#next++}`;
    this.lines.push(`${reference} = ${text}`);
    return reference;
  }

  use(reference: string): string {
    this.uses.add(reference);
    return reference;
  }
}

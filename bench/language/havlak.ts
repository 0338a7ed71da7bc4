/**
 * Havlak: finds the loops of a control-flow graph of some 5,000 blocks, again and again.
 *
 * The algorithm is Paul Havlak's (Nesting of reducible and irreducible loops, 1997); the problem is Robert Hundt's, as
 * are-we-fast-yet states it; the text is ours.
 */
import type { Benchmark } from './benchmark.ts';

class BasicBlock {
  readonly name: number;
  readonly predecessors: BasicBlock[] = [];
  readonly successors: BasicBlock[] = [];

  constructor(name: number) {
    this.name = name;
  }
}

class ControlFlowGraph {
  readonly #blocks: BasicBlock[] = [];

  get blocks(): readonly BasicBlock[] {
    return this.#blocks;
  }

  /** The first block made. */
  get start(): BasicBlock {
    return this.#blocks[0];
  }

  /** The block of a name, made if need be; names are used in their order. */
  block(name: number): BasicBlock {
    this.#blocks[name] ??= new BasicBlock(name);
    return this.#blocks[name];
  }

  connect(from: number, to: number): void {
    const source = this.block(from);
    const target = this.block(to);
    source.successors.push(target);
    target.predecessors.push(source);
  }
}

class Loop {
  readonly header: BasicBlock | null;
  readonly isReducible: boolean;
  readonly blocks = new Set<BasicBlock>();
  readonly children = new Set<Loop>();
  #parent: Loop | null = null;
  nesting = 0;
  depth = 0;

  constructor(header: BasicBlock | null, isReducible: boolean) {
    this.header = header;
    this.isReducible = isReducible;
    if (header !== null) this.blocks.add(header);
  }

  get parent(): Loop | null {
    return this.#parent;
  }

  set parent(parent: Loop) {
    this.#parent = parent;
    parent.children.add(this);
  }
}

/** All loops found, below an artificial root. */
class LoopForest {
  readonly #root = new Loop(null, true);
  readonly #loops: Loop[] = [this.#root];

  get size(): number {
    return this.#loops.length;
  }

  add(header: BasicBlock, isReducible: boolean): Loop {
    const loop = new Loop(header, isReducible);
    this.#loops.push(loop);
    return loop;
  }

  calculateNesting(): void {
    for (const loop of this.#loops) {
      if (loop !== this.#root && loop.parent === null) loop.parent = this.#root;
    }
    this.#calculateBelow(this.#root, 0);
  }

  #calculateBelow(loop: Loop, depth: number): void {
    loop.depth = depth;
    for (const child of loop.children) {
      this.#calculateBelow(child, depth + 1);
      loop.nesting = Math.max(loop.nesting, 1 + child.nesting);
    }
  }
}

/** A block in the depth-first order, and in the sets of blocks that were collapsed into one. */
class UnionFindNode {
  readonly block: BasicBlock;
  readonly number: number;
  parent: UnionFindNode = this;
  loop: Loop | null = null;

  constructor(block: BasicBlock, number: number) {
    this.block = block;
    this.number = number;
  }

  /** The representative of the node's set; shortens the way to it. */
  find(): UnionFindNode {
    const passed: UnionFindNode[] = [];
    let node: UnionFindNode = this;
    while (node !== node.parent) {
      if (node.parent !== node.parent.parent) passed.push(node);
      node = node.parent;
    }
    for (const each of passed) each.parent = this.parent;
    return node;
  }
}

type BlockKind = 'nonheader' | 'reducible' | 'self' | 'irreducible' | 'dead';

/** More predecessors than this, and the search gives up. */
const MAX_NON_BACK_PREDECESSORS = 32 * 1024;

class LoopFinder {
  readonly #graph: ControlFlowGraph;
  readonly #forest: LoopForest;
  /** By block: its number in depth-first order; none while it isn't reached. */
  readonly #numbers = new Map<BasicBlock, number>();
  /** These, by number: */
  readonly #nodes: (UnionFindNode | undefined)[];
  readonly #last: number[];
  readonly #headers: number[];
  readonly #kinds: BlockKind[];
  readonly #backPredecessors: number[][];
  readonly #otherPredecessors: Set<number>[];

  constructor(graph: ControlFlowGraph, forest: LoopForest) {
    const size = graph.blocks.length;
    this.#graph = graph;
    this.#forest = forest;
    this.#nodes = new Array<UnionFindNode | undefined>(size).fill(undefined);
    this.#last = new Array<number>(size).fill(0);
    this.#headers = new Array<number>(size).fill(0);
    this.#kinds = new Array<BlockKind>(size).fill('nonheader');
    this.#backPredecessors = Array.from({ length: size }, () => []);
    this.#otherPredecessors = Array.from({ length: size }, () => new Set());
  }

  /** Finds the loops, innermost first, and adds them to the forest. */
  find(): void {
    this.#number(this.#graph.start, 0);
    const size = this.#nodes.length;
    for (let w = 0; w < size; w++) this.#classifyEdges(w);
    for (let w = size - 1; w >= 0; w--) {
      const node = this.#nodes[w];
      if (node !== undefined && !this.#findLoopOf(node, w)) return;
    }
  }

  /** Numbers what is reached from a block; the last number used. */
  #number(block: BasicBlock, number: number): number {
    this.#nodes[number] = new UnionFindNode(block, number);
    this.#numbers.set(block, number);
    let last = number;
    for (const target of block.successors) {
      if (!this.#numbers.has(target)) last = this.#number(target, last + 1);
    }
    this.#last[number] = last;
    return last;
  }

  #isAncestor(w: number, v: number): boolean {
    return w <= v && v <= this.#last[w];
  }

  #node(number: number): UnionFindNode {
    const node = this.#nodes[number];
    if (node === undefined) throw new Error(`no block has the number ${number}`);
    return node;
  }

  /** Back edges come from descendants. */
  #classifyEdges(w: number): void {
    const node = this.#nodes[w];
    if (node === undefined) {
      this.#kinds[w] = 'dead';
      return;
    }
    for (const predecessor of node.block.predecessors) {
      const v = this.#numbers.get(predecessor);
      if (v === undefined) continue;
      if (this.#isAncestor(w, v)) this.#backPredecessors[w].push(v);
      else this.#otherPredecessors[w].add(v);
    }
  }

  /** Finds the body of the loop with a header, if it is one, by going back from its back edges; false: give up. */
  #findLoopOf(node: UnionFindNode, w: number): boolean {
    const body: UnionFindNode[] = [];
    for (const v of this.#backPredecessors[w]) {
      if (v === w) this.#kinds[w] = 'self';
      else body.push(this.#node(v).find());
    }
    if (body.length > 0) this.#kinds[w] = 'reducible';
    const workList = [...body];
    for (const x of workList) {
      if (this.#otherPredecessors[x.number].size > MAX_NON_BACK_PREDECESSORS) return false;
      this.#addPredecessors(x, w, body, workList);
    }
    if (body.length > 0 || this.#kinds[w] === 'self') {
      const loop = this.#forest.add(node.block, this.#kinds[w] !== 'irreducible');
      this.#collapse(body, node, loop);
    }
    return true;
  }

  /** A predecessor that isn't a descendant of the header is another entry: the loop is irreducible. */
  #addPredecessors(x: UnionFindNode, w: number, body: UnionFindNode[], workList: UnionFindNode[]): void {
    for (const predecessor of this.#otherPredecessors[x.number]) {
      const y = this.#node(predecessor).find();
      if (!this.#isAncestor(w, y.number)) {
        this.#kinds[w] = 'irreducible';
        this.#otherPredecessors[w].add(y.number);
      } else if (y.number !== w && !body.some((node) => node === y)) {
        workList.push(y);
        body.push(y);
      }
    }
  }

  /** Makes one node of a loop; loops in it become its children. */
  #collapse(body: readonly UnionFindNode[], header: UnionFindNode, loop: Loop): void {
    header.loop = loop;
    for (const node of body) {
      this.#headers[node.number] = header.number;
      node.parent = header;
      if (node.loop !== null) node.loop.parent = loop;
      else loop.blocks.add(node.block);
    }
  }
}

/** Builds the graph of the suite: each method adds blocks from a name on and returns the last one's name. */
class GraphBuilder {
  readonly graph = new ControlFlowGraph();

  /** The small graph that the whole one grows from. */
  addSimple(): void {
    this.graph.block(0);
    this.#loop(0);
    this.graph.connect(0, 2);
  }

  addTrees(trees: number, nests: number, loops: number): void {
    let n = 2;
    for (let tree = 0; tree < trees; tree++) {
      this.graph.connect(2, n + 1);
      n++;
      for (let nest = 0; nest < nests; nest++) n = this.#nest(n, loops);
      this.graph.connect(n, 1);
    }
  }

  #nest(top: number, loops: number): number {
    let n = this.#straight(top, 1);
    for (let i = 0; i < loops; i++) n = this.#loop(n);
    const bottom = this.#straight(n, 1);
    this.graph.connect(n, top);
    return bottom;
  }

  #straight(from: number, count: number): number {
    for (let i = 0; i < count; i++) this.graph.connect(from + i, from + i + 1);
    return from + count;
  }

  #diamond(from: number): number {
    this.graph.connect(from, from + 1);
    this.graph.connect(from, from + 2);
    this.graph.connect(from + 1, from + 3);
    this.graph.connect(from + 2, from + 3);
    return from + 3;
  }

  /** A loop with two diamonds, each of which is a loop itself. */
  #loop(from: number): number {
    const header = this.#straight(from, 1);
    const diamond1 = this.#diamond(header);
    const between = this.#straight(diamond1, 1);
    const diamond2 = this.#diamond(between);
    const footer = this.#straight(diamond2, 1);
    this.graph.connect(diamond2, between);
    this.graph.connect(diamond1, header);
    this.graph.connect(footer, from);
    return this.#straight(footer, 1);
  }
}

const SEARCHES = 50;

/** Searches the small graph as often as the inner iterations say, then the whole one. */
function findAll(smallSearches: number): { readonly loops: number; readonly blocks: number } {
  const forest = new LoopForest();
  const builder = new GraphBuilder();
  const { graph } = builder;
  builder.addSimple();
  for (let i = 0; i < smallSearches; i++) new LoopFinder(graph, forest).find();
  builder.addTrees(10, 10, 5);
  new LoopFinder(graph, forest).find();
  for (let i = 0; i < SEARCHES; i++) new LoopFinder(graph, new LoopForest()).find();
  forest.calculateNesting();
  return { loops: forest.size, blocks: graph.blocks.length };
}

const EXPECTED_LOOPS = new Map([
  [1, 1605],
  [15, 1647],
  [150, 2052],
  [1500, 6102],
  [15_000, 46_602],
]);
const EXPECTED_BLOCKS = 5213;

export const havlak: Benchmark = {
  name: 'Havlak',
  run: (innerIterations) => {
    const { loops, blocks } = findAll(innerIterations);
    return loops === EXPECTED_LOOPS.get(innerIterations) && blocks === EXPECTED_BLOCKS;
  },
};

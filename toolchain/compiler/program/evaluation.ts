/**
 * In which order modules are evaluated when some of them have a top-level await (ECMA-262 16.2.1.5.3.1 InnerModuleEvaluation).
 * The graph is known and a module can't finish awaiting before the first pass over it has ended, so that everything
 * but the order in which awaits settle is decided here.
 */

/** What evaluation asks of a module graph. */
export interface EvaluationGraph<Module> {
  readonly roots: readonly Module[];
  readonly dependenciesOf: (module: Module) => Iterable<Module>;
  readonly hasAwait: (module: Module) => boolean;
}

/** One module's turn in the first pass. */
export interface EvaluationStep<Module> {
  readonly module: Module;
  /** Undefined: it is run at once. Else it is asynchronous, and waits for these; for nothing: it begins at once. */
  readonly awaits: readonly Module[] | undefined;
}

/** The steps, in order. */
export function evaluationSteps<Module>(graph: EvaluationGraph<Module>): EvaluationStep<Module>[] {
  return new Evaluation(graph).run();
}

interface Visit {
  readonly index: number;
  ancestor: number;
}

class Evaluation<Module> {
  readonly #graph: EvaluationGraph<Module>;
  readonly #visits = new Map<Module, Visit>();
  readonly #stack: Module[] = [];
  /** [[CycleRoot]], of modules that have left the stack. */
  readonly #cycleRoots = new Map<Module, Module>();
  readonly #asynchronous = new Set<Module>();
  readonly #steps: EvaluationStep<Module>[] = [];

  constructor(graph: EvaluationGraph<Module>) {
    this.#graph = graph;
  }

  run(): EvaluationStep<Module>[] {
    for (const root of this.#graph.roots) if (!this.#visits.has(root)) this.#visit(root);
    return this.#steps;
  }

  #visit(module: Module): Visit {
    const visit = { index: this.#visits.size, ancestor: this.#visits.size };
    this.#visits.set(module, visit);
    this.#stack.push(module);
    const awaits: Module[] = [];
    for (const required of this.#graph.dependenciesOf(module)) {
      const visited = this.#visits.get(required) ?? this.#visit(required);
      const root = this.#cycleRoots.get(required);
      if (root === undefined) visit.ancestor = Math.min(visit.ancestor, visited.ancestor);
      const awaited = root ?? required;
      if (this.#asynchronous.has(awaited)) awaits.push(awaited);
    }
    const isAsync = awaits.length > 0 || this.#graph.hasAwait(module);
    if (isAsync) this.#asynchronous.add(module);
    this.#steps.push({ module, awaits: isAsync ? awaits : undefined });
    if (visit.ancestor === visit.index) this.#close(module);
    return visit;
  }

  /** A strongly connected component is complete. */
  #close(root: Module): void {
    for (let member = this.#stack.pop(); member !== undefined; member = this.#stack.pop()) {
      this.#cycleRoots.set(member, root);
      if (member === root) return;
    }
  }
}

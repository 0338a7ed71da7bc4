/**
 * What lowering knows of the whole program: the FunctionIr of each function node, the ClassInfo of each class node, the
 * Global of each module-level variable, made once and on demand. Is the `Program` that passes see.
 */
import ts from 'typescript';
import type { MessageName } from '../diagnostics/messages.ts';
import { MissingFromOs } from '../diagnostics/missing.ts';
import { type DiagnosticSink, placeOf } from '../diagnostics/sink.ts';
import type { ClassInfo, FunctionIr, Global, Program } from '../ir/ir.ts';
import { isDirectFunction } from '../program/captures.ts';
import type { ModuleGraph, Resolved } from '../program/graph.ts';
import type { Hints } from '../program/hints.ts';
import { keyOf } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding, FunctionScope } from '../program/scopes.ts';
import { makeClass } from './class-info.ts';
import { evaluateFunction } from './common-js/loading.ts';
import { ConstantEvaluator } from './constants.ts';
import { Copies, type Copy, copyAround } from './copies.ts';
import { makeGlobal } from './globals.ts';
import { makeEvaluation, makeModuleFunction } from './modules.ts';
import { PrivateNames } from './private-names.ts';
import { makeFunction } from './signatures.ts';

/** Where functions that the compiler calls by name are looked for. */
const RUNTIME_MODULES = [
  'runtime/support.ts',
  'runtime/globals.ts',
  'node/globals.ts',
  'node/modules/common-js.ts',
  'boot/main.ts',
  'boot/host.ts',
  'boot/process.ts',
  'boot/network.ts',
  'boot/inspection.ts',
  'boot/microtasks.ts',
];

export interface LoweringOptions {
  readonly graph: ModuleGraph;
  readonly hints: Hints;
  readonly sink: DiagnosticSink;
  readonly target: string;
}

export class ProgramLowering implements Program {
  readonly graph: ModuleGraph;
  readonly hints: Hints;
  readonly sink: DiagnosticSink;
  readonly target: string;
  readonly constants: ConstantEvaluator;
  readonly copies = new Copies();
  readonly privateNames = new PrivateNames();
  readonly #functions = new Map<ts.Node, FunctionIr>();
  readonly #classes = new Map<ts.Node, ClassInfo>();
  readonly #classesByKey = new Map<string, ClassInfo>();
  readonly #globals = new Map<Binding, Global>();
  readonly #modules = new Map<SourceModule, FunctionIr>();
  readonly #runtimeNames = new Map<string, Resolved & { kind: 'binding' }>();
  #evaluation: FunctionIr | 'in order' | undefined;

  constructor(options: LoweringOptions) {
    this.graph = options.graph;
    this.hints = options.hints;
    this.sink = options.sink;
    this.target = options.target;
    this.constants = new ConstantEvaluator(options.graph);
  }

  get modules(): readonly FunctionIr[] {
    return this.graph.evaluationOrder().map((module) => evaluateFunction(this, module));
  }

  get evaluation(): FunctionIr | undefined {
    if (this.#evaluation === undefined) {
      const steps = this.graph.evaluationSteps();
      const waits = steps.some(({ awaits }) => awaits !== undefined);
      this.#evaluation = waits ? makeEvaluation(this, steps) : 'in order';
    }
    return this.#evaluation === 'in order' ? undefined : this.#evaluation;
  }

  moduleFunction(module: SourceModule): FunctionIr {
    let fn = this.#modules.get(module);
    if (fn === undefined) {
      fn = makeModuleFunction(this, module);
      this.#modules.set(module, fn);
    }
    return fn;
  }

  runtimeFunction(name: string): FunctionIr {
    const found = this.#runtime(name);
    const node = found?.binding.declaration;
    if (found === undefined || node === undefined || !ts.isFunctionDeclaration(node)) {
      throw new MissingFromOs(name);
    }
    return this.functionOf(found.module, node);
  }

  runtimeClass(name: string): ClassInfo {
    const found = this.#runtime(name);
    const node = found?.binding.declaration;
    if (found === undefined || node === undefined || !ts.isClassLike(node)) {
      throw new MissingFromOs(name);
    }
    return this.classOf(found.module, node);
  }

  #runtime(name: string): (Resolved & { kind: 'binding' }) | undefined {
    const known = this.#runtimeNames.get(name);
    if (known !== undefined) return known;
    for (const path of RUNTIME_MODULES) {
      const module = this.graph.osModule(path);
      const resolved = module === undefined ? undefined : this.graph.resolveExport(module, name);
      if (resolved?.kind !== 'binding') continue;
      this.graph.addRoot(resolved.module.path, true);
      this.#runtimeNames.set(name, resolved);
      return resolved;
    }
    return undefined;
  }

  /**
   * The function of a function-like node (or of a class node: its constructor is `classOf(…).construct`), where it is mentioned by a
   * function that is part of the copy `around`.
   */
  functionOf(
    module: SourceModule,
    node: ts.SignatureDeclaration,
    around?: Copy,
    owner?: ClassInfo,
  ): FunctionIr {
    const copy = copyAround(node, around);
    const functions = copy?.functions ?? this.#functions;
    let fn = functions.get(node);
    if (fn === undefined) {
      fn = makeFunction(this, module, node, owner, copy);
      functions.set(node, fn);
    }
    return fn;
  }

  classOf(module: SourceModule, node: ts.ClassLikeDeclaration, around?: Copy): ClassInfo {
    const copy = copyAround(node, around);
    const classes = copy?.classes ?? this.#classes;
    const known = classes.get(node);
    if (known !== undefined) return known;
    return makeClass(this, module, node, copy, (info) => {
      classes.set(node, info);
      this.#classesByKey.set(info.key, info);
    });
  }

  classByKey(key: string): ClassInfo | undefined {
    return this.#classesByKey.get(key);
  }

  globalOf(module: SourceModule, binding: Binding): Global {
    let global = this.#globals.get(binding);
    if (global === undefined) {
      global = makeGlobal(this, module, binding);
      this.#globals.set(binding, global);
    }
    return global;
  }

  /** What a name means in the end: through imports, and through the tables of global names. */
  resolve(module: SourceModule, binding: Binding): Resolved | undefined {
    return binding.link === undefined
      ? { kind: 'binding', module, binding }
      : this.graph.resolveImport(module, binding);
  }

  /** The class that an expression names for sure: a class declaration at module level that is never reassigned. */
  staticClass(
    module: SourceModule,
    node: ts.Expression,
  ): { module: SourceModule; node: ts.ClassDeclaration } | undefined {
    if (!ts.isIdentifier(node)) return undefined;
    const binding = module.analysis.references.get(node);
    const resolved =
      binding === undefined ? this.graph.resolveGlobal(node.text) : this.resolve(module, binding);
    if (resolved?.kind !== 'binding' || !isDirectClass(resolved.binding)) return undefined;
    const { declaration } = resolved.binding;
    if (declaration === undefined || !ts.isClassDeclaration(declaration)) return undefined;
    return { module: resolved.module, node: declaration };
  }

  /** What a function's closure holds, in order: everything it captures that isn't reachable without a closure. */
  capturesOf(module: SourceModule, fn: FunctionScope): Binding[] {
    return [...fn.captured].filter(
      (binding) => !isDirectFunction(binding) && !this.isStaticBase(module, binding),
    );
  }

  /** `%base` of a class whose `extends` names a class for sure: no need to hold it. */
  isStaticBase(module: SourceModule, binding: Binding): boolean {
    if (binding.name !== '%base') return false;
    const { declaration } = binding;
    return (
      declaration !== undefined &&
      ts.isExpressionWithTypeArguments(declaration) &&
      this.staticClass(module, declaration.expression) !== undefined
    );
  }

  report(name: MessageName, node: ts.Node, ...args: readonly string[]): void {
    this.sink.report(name, placeOf(node), ...args);
  }

  keyOf(module: SourceModule, node: ts.Node): string {
    return keyOf(module, node);
  }
}

/** A class declaration at module level that is never assigned: `class.ref` stands for it everywhere. */
export function isDirectClass(binding: Binding): boolean {
  return binding.kind === 'class' && binding.isModuleLevel && !binding.reassigned;
}

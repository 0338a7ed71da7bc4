/**
 * The modules of the program: loads what is imported, finds what a name is in the end, and orders the evaluation.
 *
 * The user's modules are evaluated exactly as ECMA-262 16.2.1.6 says. In os/ one thing is looser, so that only what is
 * used is in the image: `export … from` loads the other module only when one of its names is asked for. The modules
 * behind global names (`Map`, `console`) are loaded the same way, through the two tables in GLOBALS.
 */
import { join, relative } from 'node:path';
import ts from 'typescript';
import { type DiagnosticSink, type Place, placeOf } from '../diagnostics/sink.ts';
import { linkBuiltins } from './common-js/linking.ts';
import { CommonJsLoader } from './common-js/loader.ts';
import { type EvaluationStep, evaluationSteps } from './evaluation.ts';
import { inertUntil } from './inert.ts';
import { SourceModule } from './module.ts';
import type { Resolver } from './resolve.ts';
import type { Binding, ImportLink } from './scopes.ts';
import { isModuleSyntax, type SourceStore } from './source-store.ts';

/** Whose exports the global names are, relative to os/; the first that has one wins. */
const GLOBALS = ['runtime/globals.ts', 'node/globals.ts'];
/** The key of a program's module: never one that belongs to the system, even if its folder is called `os`. */
function ownKey(path: string): string {
  return /^(os|toolchain)\//.test(path) ? `./${path}` : path;
}

const TRUSTED_ROOMS = /^os\/(machine|memory|runtime|drivers|boot)\//;
/** Names that the compiler knows by itself. */
const BUILT_IN: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity', 'globalThis', 'global']);

/** What an imported or exported name is in the end. */
export type Resolved =
  | { readonly kind: 'binding'; readonly module: SourceModule; readonly binding: Binding }
  | { readonly kind: 'namespace'; readonly module: SourceModule };

export interface GraphOptions {
  readonly store: SourceStore;
  readonly sink: DiagnosticSink;
  readonly osRoot: string;
  readonly resolver: Resolver;
  readonly projectRoot: string;
}

export class ModuleGraph {
  readonly #options: GraphOptions;
  readonly #resolver: Resolver;
  readonly #modules = new Map<string, SourceModule>();
  /** By module and specifier. */
  readonly #resolutions = new Map<SourceModule, Map<string, SourceModule | undefined>>();
  readonly #dependencies = new Map<SourceModule, Set<SourceModule>>();
  readonly #globals = new Map<string, Resolved | undefined>();
  readonly #roots: SourceModule[] = [];
  #cycles: Map<SourceModule, number> | undefined;
  readonly #commonJs: CommonJsLoader;
  #required: Set<SourceModule> | undefined;

  constructor(options: GraphOptions) {
    this.#options = options;
    this.#resolver = options.resolver;
    this.#commonJs = new CommonJsLoader(options.resolver, options.sink, (path) => this.#load(path));
  }

  get modules(): Iterable<SourceModule> {
    return this.#modules.values();
  }

  /** The module of a parsed file, if it is part of the program. */
  moduleOf(file: ts.SourceFile): SourceModule | undefined {
    return this.#modules.get(file.fileName);
  }

  /** The module of a file, if it is part of the program. */
  moduleAt(path: string): SourceModule | undefined {
    return this.#modules.get(path);
  }

  /** Loads a module and all it needs, to be evaluated before the roots added later. Undefined if it can't be read. */
  addRoot(path: string, first = false): SourceModule | undefined {
    const module = this.#load(path);
    if (module === undefined || this.#roots.includes(module)) return module;
    if (first) this.#roots.unshift(module);
    else this.#roots.push(module);
    return module;
  }

  /** A module of os/ by its path in it, made a root when it is there. */
  osModule(path: string): SourceModule | undefined {
    const absolute = join(this.#options.osRoot, path);
    const known = this.#modules.get(absolute);
    if (known !== undefined) return known;
    if (!this.#options.store.exists(absolute)) return undefined;
    return this.#load(absolute);
  }

  #load(path: string): SourceModule | undefined {
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    const file = this.#options.store.parse(path);
    if (file === undefined) return undefined;
    const module = this.#makeModule(path, file);
    this.#modules.set(path, module);
    this.#cycles = undefined;
    const mixed = module.commonJs === undefined ? undefined : module.file.statements.find(isModuleSyntax);
    if (mixed !== undefined) this.#options.sink.report('mixedModule', placeOf(mixed));
    this.#loadDependencies(module);
    return module;
  }

  #makeModule(path: string, file: ts.SourceFile): SourceModule {
    const { projectRoot } = this.#options;
    const inHouse = this.#inHouse(path);
    const isOs = inHouse.startsWith('os/') || inHouse.startsWith('toolchain/compiler/layout/');
    const trusted = isOs && (TRUSTED_ROOMS.test(inHouse) || inHouse.startsWith('toolchain/'));
    const key = isOs ? inHouse : ownKey(relative(projectRoot, path).replaceAll('\\', '/'));
    return new SourceModule(path, key, file, isOs, trusted);
  }

  #inHouse(path: string): string {
    return relative(join(this.#options.osRoot, '..'), path).replaceAll('\\', '/');
  }

  /** `os/net/device.ts` for a file of os/, whether or not anything of it is in the program: one that only declares types isn't. */
  osFile(path: string): string | undefined {
    const inHouse = this.#inHouse(path);
    return inHouse.startsWith('os/') ? inHouse : undefined;
  }

  // ── dependencies, in the order in which they are evaluated ─────────────────────────────────────────────────────

  #loadDependencies(module: SourceModule): void {
    const dependencies = this.#dependenciesOf(module);
    for (const name of module.analysis.globals.keys()) {
      if (BUILT_IN.has(name)) continue;
      const resolved = this.resolveGlobal(name);
      if (resolved !== undefined) dependencies.add(resolved.module);
    }
    for (const request of module.requests) {
      if (request.reexport && module.isOs) continue;
      const target = this.#resolve(module, request.specifier, request.node);
      if (target !== undefined) dependencies.add(target);
    }
    this.#loadRequired(module, dependencies);
    // what `import()` may ask for is loaded, but evaluated only then; modules of os/ are there in any case
    for (const call of module.isOs ? [] : module.analysis.dynamicImports) {
      const target = this.dynamicTarget(module, call);
      if (target?.isOs === true) dependencies.add(target);
    }
    // names that come through a re-export of os/ bring the module that has them
    for (const binding of module.analysis.moduleScope.bindings.values()) {
      if (binding.link === undefined || (!binding.referenced && module.isTypeScript)) continue;
      const target = binding.link.target ?? this.#resolve(module, binding.link.specifier, undefined);
      if (target?.isOs !== true) continue;
      if (binding.link.name === '*') this.#loadReexports(target, dependencies);
      else {
        const resolved = this.resolveExport(target, binding.link.name);
        if (resolved !== undefined) dependencies.add(resolved.module);
      }
    }
  }

  /** What a CommonJS module requires is loaded; it runs when the call is reached, except that modules of os/ have run then. */
  #loadRequired(module: SourceModule, dependencies: Set<SourceModule>): void {
    for (const target of this.#commonJs.load(module)) {
      if (!target.isOs) continue;
      dependencies.add(target);
      const all = this.resolveExport(target, 'default');
      if (all?.kind === 'binding') dependencies.add(all.module);
      else this.#loadReexports(target, dependencies);
    }
    linkBuiltins(this, module);
  }

  /** The module that an `import()` with a literal specifier asks for. */
  dynamicTarget(module: SourceModule, call: ts.CallExpression): SourceModule | undefined {
    const [specifier] = call.arguments;
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined;
    return this.#resolve(module, specifier.text, specifier, true);
  }

  /** Does only `import()` reach the module? */
  isDynamic(module: SourceModule): boolean {
    return !module.isOs && !this.evaluationOrder().includes(module);
  }

  /** The program's own modules that a module imports, in order. */
  ownDependencies(module: SourceModule): SourceModule[] {
    return [...this.#dependenciesOf(module)].filter((dependency) => !dependency.isOs);
  }

  #loadReexports(module: SourceModule, dependencies: Set<SourceModule>): void {
    for (const request of module.requests) {
      const target = request.reexport ? this.#resolve(module, request.specifier, request.node) : undefined;
      if (target !== undefined) dependencies.add(target);
    }
  }

  #dependenciesOf(module: SourceModule): Set<SourceModule> {
    let dependencies = this.#dependencies.get(module);
    if (dependencies === undefined) {
      dependencies = new Set();
      this.#dependencies.set(module, dependencies);
    }
    return dependencies;
  }

  /** `isLate`: what asks is an `import()`, which rejects when it is reached. */
  #resolve(
    module: SourceModule,
    specifier: string,
    node: ts.Node | undefined,
    isLate = false,
  ): SourceModule | undefined {
    let known = this.#resolutions.get(module);
    if (known === undefined) {
      known = new Map();
      this.#resolutions.set(module, known);
    }
    if (known.has(specifier)) return known.get(specifier);
    const resolution = this.#resolver.resolve(specifier, module.path);
    const target = resolution.kind === 'file' ? this.#load(resolution.path) : undefined;
    // Who imports it at once has an error to report.
    if (!isLate || target !== undefined) known.set(specifier, target);
    const place: Place | undefined = node === undefined ? undefined : placeOf(node);
    if (resolution.kind === 'unsupported')
      this.#options.sink.report(
        isLate ? 'importsUnsupported' : 'nodeModuleUnsupported',
        place,
        resolution.name,
      );
    else if (target === undefined)
      this.#options.sink.report(isLate ? 'importsMissing' : 'moduleMissing', place, specifier);
    return target;
  }

  /** The modules to evaluate, each after what it needs (ECMA-262 16.2.1.6.1.3 InnerModuleEvaluation). */
  evaluationOrder(): SourceModule[] {
    const order = new Set<SourceModule>();
    const visiting = new Set<SourceModule>();
    const visit = (module: SourceModule): void => {
      if (visiting.has(module)) return;
      visiting.add(module);
      for (const dependency of this.#dependenciesOf(module)) visit(dependency);
      order.add(module);
    };
    for (const root of this.#roots) visit(root);
    for (const module of this.#modules.values()) {
      if (module.isOs || order.has(module)) continue;
      for (const dependency of this.#dependenciesOf(module)) if (dependency.isOs) visit(dependency);
    }
    return [...order];
  }

  /** How the program's own modules are evaluated; those of os/ have run before. */
  evaluationSteps(): EvaluationStep<SourceModule>[] {
    const own = (modules: Iterable<SourceModule>): SourceModule[] => [...modules].filter((m) => !m.isOs);
    return evaluationSteps({
      roots: own(this.#roots),
      dependenciesOf: (module) => own(this.#dependenciesOf(module)),
      hasAwait: (module) => module.analysis.moduleScope.fn.hasAwait,
    });
  }

  /** Can the two modules import each other, so that one may use the other before it is evaluated? */
  areInOneCycle(a: SourceModule, b: SourceModule): boolean {
    this.#cycles ??= findCycles(this.#modules.values(), (module) => [
      ...this.#dependenciesOf(module),
      ...(module.commonJs?.required() ?? []),
    ]);
    return this.#cycles.get(a) === this.#cycles.get(b);
  }

  /** Is the module part of an import cycle, other than through itself? */
  isInCycle(module: SourceModule): boolean {
    for (const other of this.#modules.values())
      if (other !== module && this.areInOneCycle(module, other)) return true;
    return false;
  }

  /** Up to where the module's statements run no function of it (inert.ts). */
  inertUntil(module: SourceModule): number {
    return inertUntil(module, (call) => {
      const target = module.commonJs?.targets.get(call);
      if (target?.kind !== 'module') return target !== undefined && target.kind !== 'dynamic';
      return target.module.isOs || !this.areInOneCycle(target.module, module);
    });
  }

  // ── CommonJS ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** Does the program look at a `module` or `require` as an object, through which it may come to every other? */
  get hasModuleObjects(): boolean {
    for (const { commonJs } of this.#modules.values()) {
      if (commonJs?.uses.usesModule || commonJs?.uses.usesRequire || commonJs?.uses.usesMain) return true;
    }
    return false;
  }

  /** Does a CommonJS module require the ES or JSON module, itself or through what it imports? Then it may run before its turn. */
  isRequired(module: SourceModule): boolean {
    if (this.#required === undefined) {
      this.#required = new Set();
      const add = (target: SourceModule): void => {
        if (target.commonJs !== undefined || this.#required?.has(target) !== false) return;
        this.#required.add(target);
        this.ownDependencies(target).forEach(add);
      };
      for (const { commonJs } of this.#modules.values()) commonJs?.required().forEach(add);
    }
    return this.#required.has(module);
  }

  /** The program's own module that runs first. */
  get main(): SourceModule | undefined {
    return this.#roots.find((module) => !module.isOs);
  }

  /** What ES modules import of a CommonJS module: exported names, `default`, `*` for all of it. */
  importedNames(module: SourceModule): readonly string[] {
    const found: string[] = [];
    const add = (importer: SourceModule, { specifier, name }: ImportLink): void => {
      if (this.#resolve(importer, specifier, undefined) === module) found.push(name);
    };
    for (const importer of this.#modules.values()) {
      if (importer.isOs) continue;
      for (const call of importer.analysis.dynamicImports)
        if (this.dynamicTarget(importer, call) === module) found.push('*');
      if (importer.commonJs !== undefined) continue;
      for (const { link, referenced } of importer.analysis.moduleScope.bindings.values())
        if (link !== undefined && (referenced || !importer.isTypeScript)) add(importer, link);
      for (const link of importer.indirectExports.values()) add(importer, link);
      for (const specifier of importer.starExports) add(importer, { specifier, name: '*' });
    }
    return found;
  }

  /** The names that ES modules may import from a CommonJS module (common-js/names.ts), those of what it re-exports among them. */
  commonJsNames(module: SourceModule, seen = new Set<SourceModule>()): ReadonlySet<string> {
    const { commonJs } = module;
    if (commonJs === undefined || seen.has(module)) return new Set(this.exportedNames(module));
    seen.add(module);
    const names = new Set(commonJs.names.names);
    for (const call of commonJs.names.reexports) {
      const target = commonJs.targets.get(call);
      if (target?.kind !== 'module') continue;
      for (const name of this.commonJsNames(target.module, seen)) names.add(name);
    }
    return names;
  }

  // ── names ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What an import binding stands for; undefined (reported) when the module or the export is missing. */
  resolveImport(module: SourceModule, binding: Binding): Resolved | undefined {
    const link = binding.link;
    if (link === undefined) return { kind: 'binding', module, binding };
    const target = link.target ?? this.#resolve(module, link.specifier, binding.declaration);
    if (target === undefined) return undefined;
    if (link.name === '*') return { kind: 'namespace', module: target };
    const resolved = this.resolveExport(target, link.name);
    if (resolved === undefined && binding.declaration !== undefined) {
      this.#options.sink.report('exportMissing', placeOf(binding.declaration), link.name, link.specifier);
    }
    return resolved;
  }

  /** ResolveExport (ECMA-262 16.2.1.7.2.2); undefined when there is none, or the name is ambiguous. */
  resolveExport(module: SourceModule, name: string, seen = new Set<SourceModule>()): Resolved | undefined {
    const local = module.localExports.get(name);
    if (local !== undefined) {
      const aliased = this.#defaultAlias(module, local);
      if (aliased !== undefined) return aliased;
      return local.link === undefined
        ? { kind: 'binding', module, binding: local }
        : this.resolveImport(module, local);
    }
    const indirect = module.indirectExports.get(name);
    if (indirect !== undefined) {
      const target = this.#resolve(module, indirect.specifier, undefined);
      if (target === undefined) return undefined;
      return indirect.name === '*'
        ? { kind: 'namespace', module: target }
        : this.resolveExport(target, indirect.name, seen);
    }
    // Node's modules are CommonJS: their default export is all that they export.
    if (name === 'default' && module.key.startsWith('os/node/')) return { kind: 'namespace', module };
    if (name === 'default' || seen.has(module)) return undefined;
    seen.add(module);
    return this.#resolveStars(module, name, seen);
  }

  /** `export default name` of a function, class or import that never changes: the thing itself. */
  #defaultAlias(module: SourceModule, local: Binding): Resolved | undefined {
    const { declaration } = local;
    if (declaration === undefined || !ts.isExportAssignment(declaration)) return undefined;
    const target = ts.isIdentifier(declaration.expression)
      ? module.analysis.references.get(declaration.expression)
      : undefined;
    if (target === undefined || target.reassigned) return undefined;
    if (target.link !== undefined) return this.resolveImport(module, target);
    return target.kind === 'function' || target.kind === 'class'
      ? { kind: 'binding', module, binding: target }
      : undefined;
  }

  #resolveStars(module: SourceModule, name: string, seen: Set<SourceModule>): Resolved | undefined {
    let found: Resolved | undefined;
    for (const specifier of module.starExports) {
      const target = this.#resolve(module, specifier, undefined);
      const resolved = target === undefined ? undefined : this.resolveExport(target, name, seen);
      if (resolved === undefined) continue;
      if (found !== undefined && !isSame(found, resolved)) return undefined;
      found = resolved;
    }
    return found;
  }

  /** All names that a module exports, in the order of a namespace object (sorted). */
  exportedNames(module: SourceModule, seen = new Set<SourceModule>()): string[] {
    if (seen.has(module)) return [];
    seen.add(module);
    const names = new Set([...module.localExports.keys(), ...module.indirectExports.keys()]);
    for (const specifier of module.starExports) {
      const target = this.#resolve(module, specifier, undefined);
      if (target === undefined) continue;
      for (const name of this.exportedNames(target, seen)) if (name !== 'default') names.add(name);
    }
    return [...names].sort();
  }

  /** Is it a global that sloppy code of the program makes by assigning it? */
  isImplied(name: string): boolean {
    if (this.resolveGlobal(name) !== undefined) return false;
    for (const { analysis } of this.#modules.values()) if (analysis.implied.has(name)) return true;
    return false;
  }

  /** All names in the tables of globals. */
  globalNames(): string[] {
    const names = new Set<string>();
    for (const path of GLOBALS) {
      const table = this.osModule(path);
      if (table !== undefined) for (const name of this.exportedNames(table)) names.add(name);
    }
    return [...names].sort();
  }

  /** What a global name is, if the program already uses it: asking loads nothing. */
  knownGlobal(name: string): Resolved | undefined {
    return this.#globals.get(name);
  }

  /** What a global name is; undefined when os/ has nothing of that name (not reported here). */
  resolveGlobal(name: string): Resolved | undefined {
    if (this.#globals.has(name)) return this.#globals.get(name);
    this.#globals.set(name, undefined);
    for (const path of GLOBALS) {
      const table = this.osModule(path);
      const resolved = table === undefined ? undefined : this.resolveExport(table, name);
      if (resolved === undefined) continue;
      this.#globals.set(name, resolved);
      return resolved;
    }
    return undefined;
  }
}

function isSame(a: Resolved, b: Resolved): boolean {
  if (a.module !== b.module || a.kind !== b.kind) return false;
  return a.kind === 'namespace' || (b.kind === 'binding' && a.binding === b.binding);
}

/** Tarjan's strongly connected components: a number for each module, the same for those that reach each other. */
function findCycles(
  modules: Iterable<SourceModule>,
  dependenciesOf: (module: SourceModule) => Iterable<SourceModule>,
): Map<SourceModule, number> {
  const component = new Map<SourceModule, number>();
  const low = new Map<SourceModule, number>();
  const stack: SourceModule[] = [];
  let next = 0;
  let count = 0;
  const visit = (module: SourceModule): number => {
    const index = next++;
    low.set(module, index);
    stack.push(module);
    let lowest = index;
    for (const dependency of dependenciesOf(module)) {
      if (component.has(dependency)) continue;
      lowest = Math.min(lowest, low.get(dependency) ?? visit(dependency));
    }
    low.set(module, lowest);
    if (lowest === index) {
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component.set(member, count);
        if (member === module) break;
      }
      count++;
    }
    return lowest;
  };
  for (const module of modules) if (!low.has(module)) visit(module);
  return component;
}

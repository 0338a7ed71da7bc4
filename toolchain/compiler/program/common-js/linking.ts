/**
 * Links CommonJS modules as ES modules are linked, where nobody can tell the difference: `const { A } = require('./a')` makes `A` another
 * name of what './a' exports, and no object is made. For that the exporting module's plan (plan.ts) must be plain, it must be in no cycle, and
 * every module that requires it must take names of it, at the top level and before it uses them. Everything else goes through the object
 * `module.exports`, and is right too. Called once, when all modules are loaded and before anything is lowered.
 */
import ts from 'typescript';
import type { ModuleGraph } from '../graph.ts';
import { unwrap } from '../keys.ts';
import type { SourceModule } from '../module.ts';
import { Binding, type ImportLink } from '../scopes.ts';
import type { CommonJs } from './common-js.ts';
import { requirable } from './image-names.ts';
import { aliasOf, type ExportPlan, isRead, type PlannedExport } from './plan.ts';
import { around, isRequire, writtenName } from './syntax.ts';
import { isFixed, isSettled, referencesOf, withoutThis } from './uses.ts';

type CommonJsModule = SourceModule & { readonly commonJs: CommonJs };

/** Decides for every CommonJS module of the graph how its exports are held, and links the names that others take of them. */
export function linkCommonJs(graph: ModuleGraph): void {
  const modules = [...graph.modules].filter(isCommonJs);
  if (modules.length === 0) return;
  const linking = new Linking(graph, modules);
  for (const module of modules) module.commonJs.hasBindings = linking.canBind(module);
  for (const module of modules) giveExports(graph, module);
  for (const module of modules) linking.linkRequires(module);
}

function isCommonJs(module: SourceModule): module is CommonJsModule {
  return module.commonJs !== undefined;
}

class Linking {
  readonly #graph: ModuleGraph;
  readonly #requirers = new Map<
    SourceModule,
    { readonly module: SourceModule; readonly call: ts.CallExpression }[]
  >();
  /** Modules that somebody may look up by name, or look at as `Module` objects. */
  readonly #visible: ReadonlySet<SourceModule>;

  constructor(graph: ModuleGraph, modules: readonly CommonJsModule[]) {
    this.#graph = graph;
    this.#visible = new Set(graph.hasModuleObjects ? modules : requirable(graph).values());
    for (const module of modules) {
      for (const { node, isResolve } of module.commonJs.uses.requires) {
        const target = module.commonJs.targets.get(node);
        if (target?.kind !== 'module' || isResolve) continue;
        const known = this.#requirers.get(target.module) ?? [];
        this.#requirers.set(target.module, [...known, { module, call: node }]);
      }
    }
  }

  /** Can the module do without an object of its exports? */
  canBind(module: CommonJsModule): boolean {
    const { plan } = module.commonJs;
    if (plan === undefined || this.#visible.has(module) || this.#graph.isInCycle(module)) return false;
    if (!this.#canImport(module, plan)) return false;
    if (plan.kind === 'value') return true;
    const areReadsSettled = plan.reads.every(({ node, name }) => {
      const planned = plan.exports.get(name);
      if (planned === undefined || !isSettled(this.#graph, module, node, planned.end)) return false;
      return !isCallee(node) || withoutThis(planned, module.analysis);
    });
    const requirers = this.#requirers.get(module) ?? [];
    return (
      areReadsSettled && requirers.every((each) => this.#takesNames(each.module, each.call, module, plan))
    );
  }

  /** Do ES modules import only what is a binding? Their `default` is `module.exports`, whatever `exports.default` is. */
  #canImport(module: SourceModule, plan: ExportPlan): boolean {
    const isImportable = (name: string): boolean =>
      plan.kind === 'value' ? name === 'default' : name !== 'default' && plan.exports.has(name);
    return this.#graph.importedNames(module).every(isImportable);
  }

  /** Does a `require` of `target`, whose exports are names, take some of them and nothing else? */
  #takesNames(
    module: SourceModule,
    call: ts.CallExpression,
    target: SourceModule,
    plan: ExportPlan & { kind: 'names' },
  ): boolean {
    const outer = around(call);
    const { parent } = outer;
    if (ts.isExpressionStatement(parent)) return true;
    if (ts.isPropertyAccessExpression(parent))
      return plan.exports.has(parent.name.text) && isRead(parent) && !isCallee(parent);
    if (!isTopLevelDeclaration(parent)) return false;
    if (ts.isIdentifier(parent.name)) {
      const uses = this.#settledUses(module, parent.name, parent);
      return uses?.every((use) => takesName(use, target, plan)) === true;
    }
    return (
      ts.isObjectBindingPattern(parent.name) &&
      parent.name.elements.every((element) => {
        const name = plainElement(element);
        if (name === undefined || !plan.exports.has(name) || !ts.isIdentifier(element.name)) return false;
        return this.#settledUses(module, element.name, parent) !== undefined;
      })
    );
  }

  /** Where a name is mentioned that a declaration binds once for all; undefined when some of it may run before the declaration. */
  #settledUses(
    module: SourceModule,
    name: ts.Identifier,
    declaration: ts.VariableDeclaration,
  ): readonly ts.Node[] | undefined {
    const binding = module.analysis.moduleScope.bindings.get(name.text);
    if (binding === undefined || !isFixed(binding, declaration)) return undefined;
    const uses = referencesOf(module).get(binding) ?? [];
    return uses.every((use) => isSettled(this.#graph, module, use, declaration.end)) ? uses : undefined;
  }

  /** Makes the names that a module takes of others stand for what they are there. */
  linkRequires(module: CommonJsModule): void {
    for (const [call, target] of module.commonJs.targets) {
      if (target.kind !== 'module' || target.module.isOs) continue;
      const hasValue = target.module.isJson || target.module.commonJs?.plan?.kind === 'value';
      if (!target.module.isJson && target.module.commonJs?.hasBindings !== true) continue;
      this.#linkDeclaration(module, call, target.module, hasValue);
    }
  }

  #linkDeclaration(
    module: CommonJsModule,
    call: ts.CallExpression,
    target: SourceModule,
    hasValue: boolean,
  ): void {
    const { parent } = around(call);
    if (ts.isPropertyAccessExpression(parent) && !hasValue) {
      // `const A = require('./a').A`
      const { parent: declaration } = around(parent);
      if (!isTopLevelDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return;
      if (this.#settledUses(module, declaration.name, declaration) === undefined) return;
      link(module, declaration.name, declaration, { specifier: '', name: parent.name.text, target });
    } else if (isTopLevelDeclaration(parent)) {
      if (ts.isIdentifier(parent.name)) {
        if (this.#settledUses(module, parent.name, parent) === undefined) return;
        link(module, parent.name, parent, { specifier: '', name: hasValue ? 'default' : '*', target });
      } else if (!hasValue) {
        for (const element of parent.name.elements) {
          if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name)) continue;
          const name = plainElement(element) ?? '';
          link(module, element.name, parent, { specifier: '', name, target });
        }
      }
    }
  }
}

/** Of Node's own modules names can be linked as soon as they are known: nobody assigns them. */
export function linkBuiltins(graph: ModuleGraph, module: SourceModule): void {
  for (const [call, target] of module.commonJs?.targets ?? []) {
    if (target.kind !== 'module' || !target.module.isOs) continue;
    const { parent } = around(call);
    if (!isTopLevelDeclaration(parent)) continue;
    const names = ts.isIdentifier(parent.name) ? [] : parent.name.elements.map(plainElement);
    const exists = names.every(
      (name) => name !== undefined && graph.resolveExport(target.module, name) !== undefined,
    );
    if (!exists) continue;
    const links: [ts.Identifier, string][] = [];
    if (ts.isIdentifier(parent.name)) links.push([parent.name, 'default']);
    else {
      for (const element of parent.name.elements) {
        if (ts.isBindingElement(element) && ts.isIdentifier(element.name))
          links.push([element.name, plainElement(element) ?? '']);
      }
    }
    const bindings = links.map(([name]) => module.analysis.moduleScope.bindings.get(name.text));
    if (!bindings.every((binding) => binding !== undefined && isFixed(binding, parent))) continue;
    for (const [name, exported] of links)
      link(module, name, parent, { specifier: '', name: exported, target: target.module });
  }
}

function link(
  module: SourceModule,
  name: ts.Identifier,
  declaration: ts.VariableDeclaration,
  to: ImportLink,
): void {
  const binding = module.analysis.moduleScope.bindings.get(name.text);
  if (binding === undefined) return;
  binding.link = to;
  binding.assignments.length = 0;
  module.commonJs?.linked.add(declaration);
}

/** `{ name }` and `{ name: local }`, without a default. */
function plainElement(element: ts.ArrayBindingElement): string | undefined {
  if (!ts.isBindingElement(element) || !ts.isObjectBindingPattern(element.parent)) return undefined;
  if (element.dotDotDotToken !== undefined || element.initializer !== undefined) return undefined;
  return ts.isIdentifier(element.name) ? writtenName(element.propertyName ?? element.name) : undefined;
}

function isTopLevelDeclaration(node: ts.Node): node is ts.VariableDeclaration {
  return (
    ts.isVariableDeclaration(node) &&
    ts.isVariableStatement(node.parent.parent) &&
    ts.isSourceFile(node.parent.parent.parent)
  );
}

/** Is the use of a required module a read of one of its names? */
function takesName(use: ts.Node, target: SourceModule, plan: ExportPlan & { kind: 'names' }): boolean {
  const access = around(use).parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== around(use)) return false;
  const planned = plan.exports.get(access.name.text);
  if (planned === undefined || !isRead(access)) return false;
  return !isCallee(access) || withoutThis(planned, target.analysis);
}

/** Does a call, or a tagged template, call the member with the object as its `this`? */
function isCallee(node: ts.Node): boolean {
  const outer = around(node);
  const { parent } = outer;
  if (ts.isTaggedTemplateExpression(parent)) return true;
  return ts.isCallExpression(parent) && parent.expression === outer;
}

/** Gives a module its exports: what `import` and `require` of it find. */
function giveExports(graph: ModuleGraph, module: CommonJsModule): void {
  const { commonJs } = module;
  if (commonJs.hasBindings && commonJs.plan?.kind === 'names') giveNames(module, commonJs.plan);
  else if (commonJs.hasBindings && commonJs.plan?.kind === 'value') giveValue(module, commonJs.plan);
  else giveObject(graph, module);
}

function giveNames(module: CommonJsModule, plan: ExportPlan & { kind: 'names' }): void {
  const { commonJs, analysis } = module;
  const bindings = new Map<string, { readonly binding: Binding; readonly isAlias: boolean }>();
  for (const planned of plan.exports.values()) {
    const alias = aliasOf(planned.value, analysis);
    const binding = alias ?? exportBinding(module, planned);
    binding.exported = true;
    binding.referenced = true;
    const isAlias = alias !== undefined || binding.link !== undefined;
    bindings.set(planned.name, { binding, isAlias });
    module.localExports.set(planned.name, binding);
    if (plan.literal !== undefined) commonJs.members.set(planned.node, { binding, isAlias });
  }
  for (const node of [...plan.writes, ...plan.reads.map((read) => read.node)]) {
    const member = bindings.get(node.name.text);
    if (member !== undefined) commonJs.members.set(node, member);
  }
}

function exportBinding(module: CommonJsModule, { name, node, end, value }: PlannedExport): Binding {
  const binding = new Binding(`exports.${name}`, 'export', module.analysis.moduleScope, node);
  binding.initEnd = end;
  linkReexport(module, binding, value);
  return binding;
}

/** `exports.a = require('./a')`, where './a' gives a value that is a binding: that binding. */
function linkReexport(module: CommonJsModule, binding: Binding, value: ts.Expression): void {
  const call = unwrap(value);
  const target = ts.isCallExpression(call) ? module.commonJs.targets.get(call) : undefined;
  if (target?.kind !== 'module' || target.module.commonJs?.hasBindings !== true) return;
  if (target.module.commonJs.plan?.kind === 'value' && isRequire(call))
    binding.link = { specifier: '', name: 'default', target: target.module };
}

function giveValue(module: CommonJsModule, plan: ExportPlan & { kind: 'value' }): void {
  const { commonJs } = module;
  const alias = aliasOf(plan.value, module.analysis);
  const assignment = around(plan.target).parent as ts.BinaryExpression;
  const binding = alias ?? new Binding('module.exports', 'export', module.analysis.moduleScope, assignment);
  if (alias === undefined) {
    binding.initEnd = assignment.end;
    linkReexport(module, binding, plan.value);
  }
  binding.exported = true;
  binding.referenced = true;
  module.localExports.set('default', binding);
  commonJs.members.set(plan.target, { binding, isAlias: alias !== undefined || binding.link !== undefined });
}

/** The object that `module.exports` is at the time; by name ES modules have what it had when the module had run. */
function giveObject(graph: ModuleGraph, module: CommonJsModule): void {
  const { commonJs } = module;
  const assignments = commonJs.exports.assignments;
  assignments.push({ end: module.file.end, fn: module.analysis.moduleScope.fn });
  for (const node of commonJs.uses.moduleExports)
    commonJs.members.set(node, { binding: commonJs.exports, isAlias: false });
  module.localExports.set('default', commonJs.exports);
  for (const name of graph.commonJsNames(module)) {
    if (name === 'default') continue;
    const binding = new Binding(`import.${name}`, 'export', module.analysis.moduleScope, undefined);
    binding.exported = true;
    binding.assignments.push({ end: module.file.end, fn: module.analysis.moduleScope.fn });
    commonJs.snapshots.set(name, binding);
    module.localExports.set(name, binding);
  }
}

/** What the front end knows of one CommonJS module: how it uses Node's wrapper, what its `require` calls mean, how its exports are held. */
import type ts from 'typescript';
import type { SourceModule } from '../module.ts';
import { type Analysis, Binding } from '../scopes.ts';
import { type WrapperUses, wrapperUses } from './facts.ts';
import { type ExportNames, exportNames } from './names.ts';
import { type ExportPlan, planExports } from './plan.ts';

/** What a call of `require` means. */
export type RequireTarget =
  | { readonly kind: 'module'; readonly module: SourceModule }
  | { readonly kind: 'missing'; readonly specifier: string }
  /** A module of Node that os/node/ hasn't. */
  | { readonly kind: 'unsupported'; readonly name: string }
  /** The name is known when the program runs. */
  | { readonly kind: 'dynamic' };

/** An access that stands for an exported binding. */
export interface ExportMember {
  readonly binding: Binding;
  /** The binding has a declaration of its own: assigning it to `exports` does nothing. */
  readonly isAlias: boolean;
}

/** Filled in three steps: when the file is parsed, when what it requires is loaded (loader.ts), and when all is linked (linking.ts). */
export class CommonJs {
  readonly uses: WrapperUses;
  readonly plan: ExportPlan | undefined;
  readonly names: ExportNames;
  /** What each call of `require` and `require.resolve` means. */
  readonly targets = new Map<ts.CallExpression, RequireTarget>();
  /** Modules that a `require` may mean whose argument isn't a literal. */
  readonly candidates = new Set<SourceModule>();
  /** Is there a `require` of which nothing is known? */
  hasUnknown = false;
  /** Holds `module.exports`. */
  readonly exports: Binding;
  /** Accesses of `exports.name` and `module.exports` that are bindings. */
  readonly members = new Map<ts.Node, ExportMember>();
  /** Top-level declarations that do nothing but run the module that they require: their names stand for its exports. */
  readonly linked = new Set<ts.VariableDeclaration>();
  /** Are the exports bindings, without an object? Decided when all modules are known. */
  hasBindings = false;
  /** Bindings that ES modules import by name, set when the module has been run for them. */
  readonly snapshots = new Map<string, Binding>();

  constructor(file: ts.SourceFile, analysis: Analysis) {
    this.uses = wrapperUses(file, analysis);
    this.plan = planExports(this.uses, analysis);
    this.names = exportNames(file);
    this.exports = new Binding('module.exports', 'export', analysis.moduleScope, undefined);
    this.exports.exported = true;
  }

  /** The modules that it may require, other than the system's, as far as they are known. */
  required(): SourceModule[] {
    const found = [...this.candidates];
    for (const target of this.targets.values()) if (target.kind === 'module') found.push(target.module);
    return found.filter((module) => !module.isOs);
  }
}

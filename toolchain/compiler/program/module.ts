/** One module of the program: its tree, its names, what it asks for and what it offers (ECMA-262 16.2.1.7). */
import ts from 'typescript';
import type { SourceRef } from '../ir/ir.ts';
import { analyze } from './analyze.ts';
import { CommonJs } from './common-js/common-js.ts';
import { WRAPPERS } from './common-js/syntax.ts';
import type { Analysis, Binding, ImportLink } from './scopes.ts';
import { isCommonJsFile } from './source-store.ts';
import { isDeclared } from './syntax.ts';

/** A module specifier in the source that has to be loaded. */
export interface Request {
  readonly specifier: string;
  readonly node: ts.Node;
  /** Only re-exports through it. Inside os/ such a module is loaded name by name. */
  readonly reexport: boolean;
}

const analysesOfOs = new WeakMap<ts.SourceFile, Analysis>();

/** A module of os/ is the same in every program: its names are found once for each time that it is parsed. */
function analysisOfOs(file: ts.SourceFile): Analysis {
  let analysis = analysesOfOs.get(file);
  if (analysis === undefined) {
    analysis = analyze(file, true, []);
    analysesOfOs.set(file, analysis);
  }
  return analysis;
}

export class SourceModule {
  readonly path: string;
  /** The path as it is shown in keys: relative to the project, or beginning with `os/`. */
  readonly key: string;
  readonly file: ts.SourceFile;
  readonly ref: SourceRef;
  readonly isOs: boolean;
  readonly analysis: Analysis;
  /** Export name → what it is in this module. */
  readonly localExports = new Map<string, Binding>();
  /** Export name → what it is in another module. */
  readonly indirectExports = new Map<string, ImportLink>();
  readonly starExports: string[] = [];
  readonly requests: Request[] = [];
  /** Of a CommonJS module. */
  readonly commonJs: CommonJs | undefined;

  constructor(path: string, key: string, file: ts.SourceFile, isOs: boolean, trusted: boolean) {
    this.path = path;
    this.key = key;
    this.file = file;
    this.isOs = isOs;
    const name = isOs ? `importos:${key.replace(/^os\//, '')}` : key;
    this.ref = { path, name, text: file.text, trusted };
    const isCommonJs = !isOs && !this.isJson && isCommonJsFile(file);
    this.analysis = isOs ? analysisOfOs(file) : analyze(file, false, isCommonJs ? WRAPPERS : []);
    this.commonJs = isCommonJs ? new CommonJs(file, this.analysis) : undefined;
    if (this.isJson) this.#exportJson();
    else for (const statement of file.statements) this.#collect(statement);
  }

  get isJson(): boolean {
    return this.path.endsWith('.json');
  }

  get trusted(): boolean {
    return this.ref.trusted;
  }

  /** Written in TypeScript: imports that are only used as types aren't imports. */
  get isTypeScript(): boolean {
    return /\.[mc]?ts$/.test(this.path);
  }

  #exportJson(): void {
    const binding = this.analysis.moduleScope.declare('*default*', 'const', this.file.statements[0]);
    this.#export('default', binding);
  }

  #export(name: string, binding: Binding): void {
    if (binding.link !== undefined && binding.link.name !== '*') this.indirectExports.set(name, binding.link);
    else this.localExports.set(name, binding);
    binding.exported = true;
  }

  #exportLocal(name: string, local: string): void {
    const binding = this.analysis.moduleScope.bindings.get(local);
    if (binding !== undefined) this.#export(name, binding);
  }

  #collect(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) this.#collectImport(statement);
    else if (ts.isExportDeclaration(statement)) this.#collectExports(statement);
    else if (ts.isExportAssignment(statement)) {
      this.#exportLocal('default', '*default*');
    } else this.#collectDeclaration(statement);
  }

  #collectDeclaration(statement: ts.Statement): void {
    if (!ts.canHaveModifiers(statement)) return;
    const modifiers = ts.getModifiers(statement)?.map((modifier) => modifier.kind) ?? [];
    if (!modifiers.includes(ts.SyntaxKind.ExportKeyword)) return;
    const isDefault = modifiers.includes(ts.SyntaxKind.DefaultKeyword);
    if (ts.isVariableStatement(statement)) {
      if (isDeclared(statement)) return;
      for (const name of statement.declarationList.declarations.flatMap((d) => namesOf(d.name)))
        this.#exportLocal(name, name);
    } else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isModuleDeclaration(statement)
    ) {
      const local = statement.name?.text ?? '*default*';
      this.#exportLocal(isDefault ? 'default' : local, local);
    }
  }

  #collectImport(node: ts.ImportDeclaration): void {
    const clause = node.importClause;
    if (!ts.isStringLiteral(node.moduleSpecifier) || clause?.isTypeOnly === true) return;
    const specifier = node.moduleSpecifier.text;
    if (clause === undefined || !this.isTypeScript || this.#usesValues(clause)) {
      this.requests.push({ specifier, node: node.moduleSpecifier, reexport: false });
    }
  }

  #usesValues(clause: ts.ImportClause): boolean {
    const locals = clause.name === undefined ? [] : [clause.name.text];
    const bindings = clause.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) locals.push(bindings.name.text);
    else if (bindings !== undefined) locals.push(...bindings.elements.map((element) => element.name.text));
    return locals.some((local) => this.analysis.moduleScope.bindings.get(local)?.referenced === true);
  }

  #collectExports(node: ts.ExportDeclaration): void {
    if (node.isTypeOnly) return;
    const clause = node.exportClause;
    if (node.moduleSpecifier === undefined) {
      if (clause === undefined || ts.isNamespaceExport(clause)) return;
      for (const element of clause.elements) {
        if (!element.isTypeOnly)
          this.#exportLocal(element.name.text, (element.propertyName ?? element.name).text);
      }
      return;
    }
    if (!ts.isStringLiteral(node.moduleSpecifier)) return;
    const specifier = node.moduleSpecifier.text;
    if (clause === undefined) this.starExports.push(specifier);
    else if (ts.isNamespaceExport(clause))
      this.indirectExports.set(clause.name.text, { specifier, name: '*' });
    else {
      const values = clause.elements.filter((element) => !element.isTypeOnly);
      if (values.length === 0 && clause.elements.length > 0) return;
      for (const element of values) {
        this.indirectExports.set(element.name.text, {
          specifier,
          name: (element.propertyName ?? element.name).text,
        });
      }
    }
    this.requests.push({ specifier, node: node.moduleSpecifier, reexport: true });
  }
}

/** The names a declaration binds. */
function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

/**
 * Names that are declared twice (ECMA-262 14.2.1, 14.12.1, 15.1.1, 15.2.1, 16.1.1, 16.2.1.1 and their kin): `let`, `const`, classes and imports
 * allow no other declaration of their name in the same scope, nor a `var` that passes through it. Functions are such names in blocks
 * and at the top of ES modules, and `var`s in functions and CommonJS modules.
 */
import ts from 'typescript';
import { type DiagnosticSink, placeOf } from '../diagnostics/sink.ts';
import { isSloppy } from './sloppy.ts';
import { isCommonJsFile } from './source-store.ts';

/** Reports each name of a file that is declared where another declaration forbids it. */
export function reportDeclaredTwice(file: ts.SourceFile, sink: DiagnosticSink): void {
  new Declarations(sink).file(file);
}

/** A block, a function's body, the head of a loop: its names, each with whether a plain function of sloppy code declares it. */
interface Scope {
  readonly around: Scope | undefined;
  readonly lexical: Map<string, 'function' | 'other'>;
  /** Names of `var`s that were declared here, or pass through. */
  readonly vars: Set<string>;
  /** A `var` goes no further than this. */
  readonly isFunction: boolean;
  /** Functions declare `var`s here. */
  readonly hasVarFunctions: boolean;
}

function makeScope(around: Scope | undefined, isFunction = false, hasVarFunctions = isFunction): Scope {
  return { around, lexical: new Map(), vars: new Set(), isFunction, hasVarFunctions };
}

class Declarations {
  readonly #sink: DiagnosticSink;

  constructor(sink: DiagnosticSink) {
    this.#sink = sink;
  }

  file(file: ts.SourceFile): void {
    const scope = makeScope(undefined, true, isCommonJsFile(file));
    for (const statement of file.statements) this.#visit(statement, scope);
    this.#exports(file);
  }

  #visit(node: ts.Node, scope: Scope): void {
    if (ts.isFunctionLike(node)) this.#function(node, scope);
    else if (ts.isClassLike(node)) {
      if (ts.isClassDeclaration(node) && node.name !== undefined) this.#lexical(node.name, scope);
      this.#children(node, scope);
    } else if (ts.isVariableDeclarationList(node)) this.#variables(node, scope);
    else if (ts.isImportClause(node)) this.#imports(node, scope);
    else if (ts.isCatchClause(node)) this.#catch(node, scope);
    else if (ts.isClassStaticBlockDeclaration(node)) this.#children(node.body, makeScope(scope, true));
    else if (ts.isBlock(node) || ts.isCaseBlock(node)) this.#children(node, makeScope(scope));
    else if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node))
      this.#children(node, makeScope(scope));
    else this.#children(node, scope);
  }

  #children(node: ts.Node, scope: Scope): void {
    ts.forEachChild(node, (child) => this.#visit(child, scope));
  }

  #function(node: ts.SignatureDeclaration, scope: Scope): void {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) {
      const isPlain = node.asteriskToken === undefined && !isAsync(node);
      if (scope.hasVarFunctions) this.#var(node.name, scope);
      else this.#lexical(node.name, scope, isPlain && isSloppy(node) ? 'function' : 'other');
    }
    const inner = makeScope(scope, true);
    this.#parameters(node, inner);
    const body = 'body' in node ? (node.body as ts.Node | undefined) : undefined;
    if (body === undefined) return;
    if (ts.isBlock(body)) this.#children(body, inner);
    else this.#visit(body, inner);
  }

  /** Parameters may have a name twice only where they are nothing but names, in a sloppy function that is neither arrow nor method. */
  #parameters(node: ts.SignatureDeclaration, scope: Scope): void {
    const isSimple = node.parameters.every(
      (p) => ts.isIdentifier(p.name) && p.initializer === undefined && p.dotDotDotToken === undefined,
    );
    const isOld = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node);
    const mayRepeat = isSimple && isOld && isSloppy(parameterOrSelf(node));
    const names = new Set<string>();
    for (const { name, initializer } of node.parameters) {
      for (const each of namesIn(name)) {
        if (names.has(each.text) && !mayRepeat) this.#clash(each);
        names.add(each.text);
      }
      this.#expressionsOf(name, scope);
      if (initializer !== undefined) this.#visit(initializer, scope);
    }
    // As a `var` would be: the body's `let` clashes with it, its `var` doesn't.
    for (const name of names) scope.vars.add(name);
  }

  #variables(list: ts.VariableDeclarationList, scope: Scope): void {
    const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
    for (const { name, initializer } of list.declarations) {
      for (const each of namesIn(name)) {
        if (isVar) this.#var(each, scope);
        else this.#lexical(each, scope);
      }
      this.#expressionsOf(name, scope);
      if (initializer !== undefined) this.#visit(initializer, scope);
    }
  }

  #imports(clause: ts.ImportClause, scope: Scope): void {
    if (clause.name !== undefined) this.#lexical(clause.name, scope);
    const named = clause.namedBindings;
    if (named === undefined) return;
    if (ts.isNamespaceImport(named)) this.#lexical(named.name, scope);
    else for (const { name } of named.elements) this.#lexical(name, scope);
  }

  /** A catch clause's parameter clashes with `let` in its block; with `var` only if it is a pattern (B.3.4). */
  #catch(clause: ts.CatchClause, scope: Scope): void {
    const inner = makeScope(scope);
    const name = clause.variableDeclaration?.name;
    const names = new Set<string>();
    if (name !== undefined) {
      for (const each of namesIn(name)) {
        if (names.has(each.text)) this.#clash(each);
        names.add(each.text);
        if (!ts.isIdentifier(name)) inner.lexical.set(each.text, 'other');
      }
      this.#expressionsOf(name, inner);
    }
    const block = makeScope(inner);
    for (const each of names) block.vars.add(each);
    this.#children(clause.block, block);
  }

  /** What a pattern computes: defaults and keys. */
  #expressionsOf(name: ts.BindingName, scope: Scope): void {
    if (ts.isIdentifier(name)) return;
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (element.propertyName !== undefined && ts.isComputedPropertyName(element.propertyName))
        this.#visit(element.propertyName.expression, scope);
      if (element.initializer !== undefined) this.#visit(element.initializer, scope);
      this.#expressionsOf(element.name, scope);
    }
  }

  #lexical(name: ts.Identifier, scope: Scope, kind: 'function' | 'other' = 'other'): void {
    const known = scope.lexical.get(name.text);
    const isRepeatedFunction = known === 'function' && kind === 'function';
    if ((known !== undefined && !isRepeatedFunction) || scope.vars.has(name.text)) this.#clash(name);
    scope.lexical.set(name.text, kind);
  }

  #var(name: ts.Identifier, scope: Scope): void {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.around) {
      if (at.lexical.has(name.text)) {
        this.#clash(name);
        return;
      }
      at.vars.add(name.text);
      if (at.isFunction) return;
    }
  }

  /** Names that a module exports twice (16.2.1.1). */
  #exports(file: ts.SourceFile): void {
    const names = new Set<string>();
    const add = (name: string, node: ts.Node): void => {
      if (names.has(name)) this.#sink.report('exportedTwice', placeOf(node), name);
      names.add(name);
    };
    for (const statement of file.statements) {
      if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined) {
        const clause = statement.exportClause;
        if (ts.isNamespaceExport(clause)) add(clause.name.text, clause.name);
        else for (const { name } of clause.elements) add(name.text, name);
      } else if (ts.isExportAssignment(statement)) add('default', statement);
      else if (isExported(statement)) {
        if (ts.isVariableStatement(statement))
          for (const { name } of statement.declarationList.declarations)
            for (const each of namesIn(name)) add(each.text, each);
        else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
          const isDefault =
            statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) === true;
          add(isDefault ? 'default' : (statement.name?.text ?? ''), statement.name ?? statement);
        }
      }
    }
  }

  #clash(name: ts.Identifier): void {
    this.#sink.report('declaredTwice', placeOf(name), name.text);
  }
}

function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}

/** A place of which isSloppy says what it is for a function itself, with the directives that it begins with. */
function parameterOrSelf(node: ts.SignatureDeclaration): ts.Node {
  return node.parameters[0] ?? node;
}

function isExported(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) === true;
}

function isAsync(node: ts.FunctionDeclaration): boolean {
  return node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) === true;
}

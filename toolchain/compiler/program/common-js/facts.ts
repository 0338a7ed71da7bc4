/**
 * How a CommonJS module uses what Node's wrapper gives to it: what it requires, and whether `module` and `require` are ever anything but
 * `module.exports` and a call. From one module's names and text, before other modules are known.
 */
import ts from 'typescript';
import type { Analysis, Binding } from '../scopes.ts';
import { around, isModuleExports, isRequire } from './syntax.ts';

/** A call of `require`, or of `require.resolve`. */
export interface RequireCall {
  readonly node: ts.CallExpression;
  /** The text of a literal argument. */
  readonly specifier: string | undefined;
  /** It only asks for the name of the file. */
  readonly isResolve: boolean;
  /** Reached only under a condition, later, or where somebody may catch what it throws. */
  readonly isOptional: boolean;
}

export interface WrapperUses {
  readonly requires: readonly RequireCall[];
  /** `exports` as a name, where it is anything but declared. */
  readonly exports: readonly ts.Identifier[];
  /** `module.exports`. */
  readonly moduleExports: readonly ts.PropertyAccessExpression[];
  /** `this` of the module itself. */
  readonly hasThis: boolean;
  /** `module` is used as an object: it is passed on, or asked for something else than its exports. */
  readonly usesModule: boolean;
  /** The same of `require`. */
  readonly usesRequire: boolean;
  /** The module may end early: it has a `return` of its own. */
  readonly returns: boolean;
  /** `require.main`, other than compared with `module`. */
  readonly usesMain: boolean;
  /** Calls with a literal of something else that is called `require`: a parameter to which `require` was passed. */
  readonly passedOn: readonly ts.CallExpression[];
}

/** Collects the uses in an analysed file. */
export function wrapperUses(file: ts.SourceFile, analysis: Analysis): WrapperUses {
  const collector = new Collector(analysis, file.statements.some(hasReturn));
  for (const [node, binding] of analysis.references) collector.add(node, binding);
  if (collector.usesRequire) collector.findPassedOn(file);
  return collector;
}

class Collector implements WrapperUses {
  readonly requires: RequireCall[] = [];
  readonly exports: ts.Identifier[] = [];
  readonly moduleExports: ts.PropertyAccessExpression[] = [];
  readonly passedOn: ts.CallExpression[] = [];
  hasThis = false;
  usesModule = false;
  usesRequire = false;
  usesMain = false;
  readonly #analysis: Analysis;

  readonly returns: boolean;

  constructor(analysis: Analysis, returns: boolean) {
    this.#analysis = analysis;
    this.returns = returns;
  }

  add(node: ts.Node, binding: Binding): void {
    if (binding.kind === 'this' && binding.isModuleLevel) this.hasThis = true;
    if (binding.kind !== 'wrapper' || !ts.isIdentifier(node)) return;
    if (binding.name === 'exports') this.exports.push(node);
    else if (binding.name === 'module') this.#addModule(node, binding);
    else if (binding.name === 'require') this.#addRequire(node, binding);
    else if (binding.name === 'arguments') {
      // They have `module` and `require` among them.
      this.usesModule = true;
      this.usesRequire = true;
    }
  }

  #addModule(node: ts.Identifier, binding: Binding): void {
    const outer = around(node);
    if (binding.reassigned) this.usesModule = true;
    else if (isModuleExports(outer.parent) && !isCallee(outer.parent)) this.moduleExports.push(outer.parent);
    else if (!isTypeof(outer) && !this.#isMainTest(outer)) this.usesModule = true;
  }

  #addRequire(node: ts.Identifier, binding: Binding): void {
    const outer = around(node);
    const { parent } = outer;
    if (binding.reassigned) {
      this.usesRequire = true;
      return;
    }
    if (ts.isCallExpression(parent) && parent.expression === outer) this.#addCall(parent, false);
    else if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'main') {
      if (!this.#isMainTest(parent)) this.usesMain = true;
    } else if (isNamed(parent, 'resolve') && isCallee(parent)) {
      this.#addCall(around(parent).parent as ts.CallExpression, true);
    } else if (!isTypeof(outer)) this.usesRequire = true;
  }

  #addCall(node: ts.CallExpression, isResolve: boolean): void {
    const [argument] = node.arguments;
    const specifier = argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : undefined;
    this.requires.push({ node, specifier, isResolve, isOptional: isOptional(node) });
  }

  /** `require.main === module`, from either side. */
  #isMainTest(node: ts.Node): boolean {
    const { parent } = around(node);
    return ts.isBinaryExpression(parent) && mainTest(parent, this.#analysis) !== undefined;
  }

  findPassedOn(node: ts.Node): void {
    const isPassed = ts.isCallExpression(node) && isRequire(node);
    const [argument] = isPassed ? node.arguments : [];
    const isLiteral = argument !== undefined && ts.isStringLiteralLike(argument);
    if (isPassed && isLiteral && this.#analysis.references.get(node.expression)?.kind !== 'wrapper')
      this.passedOn.push(node);
    ts.forEachChild(node, (child) => this.findPassedOn(child));
  }
}

/** Is the node `require.main === module`? Then whether it asks for equality; undefined when it is something else. */
export function mainTest(node: ts.BinaryExpression, analysis: Analysis): boolean | undefined {
  const K = ts.SyntaxKind;
  const operator = node.operatorToken.kind;
  const isEqual = operator === K.EqualsEqualsEqualsToken || operator === K.EqualsEqualsToken;
  const isUnequal = operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken;
  if (!isEqual && !isUnequal) return undefined;
  const isWrapper = (side: ts.Node, name: string): boolean => {
    const binding = analysis.references.get(side);
    return binding?.kind === 'wrapper' && binding.name === name && !binding.reassigned;
  };
  const isMain = (side: ts.Node): boolean =>
    ts.isPropertyAccessExpression(side) && side.name.text === 'main' && isWrapper(side.expression, 'require');
  const { left, right } = node;
  const matches =
    (isMain(left) && isWrapper(right, 'module')) || (isMain(right) && isWrapper(left, 'module'));
  return matches ? isEqual : undefined;
}

/** Is there a `return` that isn't a function's? */
function hasReturn(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return true;
  return (
    !ts.isFunctionLike(node) && !ts.isExpressionStatement(node) && (ts.forEachChild(node, hasReturn) ?? false)
  );
}

function isTypeof(node: ts.Node): boolean {
  return ts.isTypeOfExpression(node.parent);
}

function isNamed(node: ts.Node, name: string): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && node.name.text === name;
}

/** Is the expression what a call calls? */
function isCallee(node: ts.Node): boolean {
  const outer = around(node);
  return ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
}

/** Does anything around a call decide whether it is reached, or catch what it throws? */
function isOptional(node: ts.Node): boolean {
  const found = ts.findAncestor(
    node.parent,
    (outer) =>
      ts.isFunctionLike(outer) ||
      ts.isTryStatement(outer) ||
      ts.isIfStatement(outer) ||
      ts.isSwitchStatement(outer) ||
      ts.isConditionalExpression(outer) ||
      ts.isIterationStatement(outer, false) ||
      (ts.isBinaryExpression(outer) && isLogical(outer.operatorToken.kind)),
  );
  return found !== undefined;
}

function isLogical(kind: ts.SyntaxKind): boolean {
  const K = ts.SyntaxKind;
  return kind === K.AmpersandAmpersandToken || kind === K.BarBarToken || kind === K.QuestionQuestionToken;
}

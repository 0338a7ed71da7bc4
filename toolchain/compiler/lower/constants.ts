/**
 * Expressions whose value is known from the text: literals, `null` and truth values among them, arithmetic on them, constants initialised by such, members
 * of enums. Integers are also kept exactly, from the literal's text: `0xffff_ffff_ffff_ffff` is no double.
 */
import ts from 'typescript';
import type { ModuleGraph } from '../program/graph.ts';
import { unwrap } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding } from '../program/scopes.ts';

/** A constant: its value, and the exact integer if it is one. */
export interface Constant {
  readonly value: number | string | boolean | null;
  readonly integer: bigint | undefined;
}

export class ConstantEvaluator {
  readonly #graph: ModuleGraph;
  readonly #bindings = new Map<Binding, Constant | undefined>();
  readonly #enums = new Map<ts.EnumDeclaration, Map<string, Constant | undefined>>();

  constructor(graph: ModuleGraph) {
    this.#graph = graph;
  }

  /** The constant that an expression always is, or undefined. */
  evaluate(
    module: SourceModule,
    expression: ts.Expression,
    within?: ts.EnumDeclaration,
  ): Constant | undefined {
    const node = unwrap(expression);
    if (ts.isNumericLiteral(node)) return ofLiteral(node);
    if (ts.isStringLiteralLike(node)) return { value: node.text, integer: undefined };
    const keyword = KEYWORDS.get(node.kind);
    if (keyword !== undefined) return { value: keyword, integer: undefined };
    if (ts.isPrefixUnaryExpression(node)) return this.#unary(module, node, within);
    if (ts.isBinaryExpression(node)) return this.#binary(module, node, within);
    if (ts.isIdentifier(node)) return this.#identifier(module, node, within);
    if (ts.isPropertyAccessExpression(node)) return this.#member(module, node.expression, node.name.text);
    if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
      return this.#member(module, node.expression, node.argumentExpression.text);
    }
    return undefined;
  }

  /** The value of a binding: a `const` whose initialiser is constant. */
  ofBinding(module: SourceModule, binding: Binding): Constant | undefined {
    if (this.#bindings.has(binding)) return this.#bindings.get(binding);
    this.#bindings.set(binding, undefined);
    const declaration = binding.declaration;
    if (binding.kind !== 'const' || declaration === undefined || !ts.isVariableDeclaration(declaration))
      return undefined;
    const isPattern = !ts.isIdentifier(declaration.name) || declaration.initializer === undefined;
    if (
      isPattern ||
      ts.isForInStatement(declaration.parent.parent) ||
      ts.isForOfStatement(declaration.parent.parent)
    )
      return undefined;
    const constant = this.evaluate(module, declaration.initializer ?? declaration.name);
    this.#bindings.set(binding, constant);
    return constant;
  }

  /** The members of an enum in order, each with its constant if it has one. */
  membersOf(module: SourceModule, node: ts.EnumDeclaration): ReadonlyMap<string, Constant | undefined> {
    const known = this.#enums.get(node);
    if (known !== undefined) return known;
    const members = new Map<string, Constant | undefined>();
    this.#enums.set(node, members);
    let next: number | undefined = 0;
    for (const member of node.members) {
      let constant: Constant | undefined;
      if (member.initializer !== undefined) constant = this.evaluate(module, member.initializer, node);
      else if (next !== undefined) constant = ofNumber(next);
      members.set(memberName(member), constant);
      next = typeof constant?.value === 'number' ? constant.value + 1 : undefined;
    }
    return members;
  }

  #identifier(
    module: SourceModule,
    node: ts.Identifier,
    within: ts.EnumDeclaration | undefined,
  ): Constant | undefined {
    const own = within === undefined ? undefined : this.#enums.get(within)?.get(node.text);
    if (own !== undefined) return own;
    const binding = module.analysis.references.get(node);
    if (binding === undefined) {
      if (module.analysis.globals.has(node.text) && node.text === 'NaN') return ofNumber(Number.NaN);
      return node.text === 'Infinity' ? ofNumber(Number.POSITIVE_INFINITY) : undefined;
    }
    const resolved = binding.link === undefined ? undefined : this.#graph.resolveImport(module, binding);
    if (resolved?.kind === 'binding') return this.ofBinding(resolved.module, resolved.binding);
    return this.ofBinding(module, binding);
  }

  #member(module: SourceModule, object: ts.Expression, name: string): Constant | undefined {
    const target = unwrap(object);
    if (!ts.isIdentifier(target)) return undefined;
    const binding = module.analysis.references.get(target);
    if (binding === undefined || (binding.kind !== 'enum' && binding.kind !== 'import')) return undefined;
    const resolved =
      binding.link === undefined
        ? { kind: 'binding' as const, module, binding }
        : this.#graph.resolveImport(module, binding);
    if (resolved?.kind === 'namespace') {
      const exported = this.#graph.resolveExport(resolved.module, name);
      return exported?.kind === 'binding' ? this.ofBinding(exported.module, exported.binding) : undefined;
    }
    const declaration = resolved?.binding.declaration;
    if (resolved === undefined || declaration === undefined || !ts.isEnumDeclaration(declaration))
      return undefined;
    if (hasSeveralParts(resolved.module, declaration)) return undefined;
    return this.membersOf(resolved.module, declaration).get(name);
  }

  #unary(
    module: SourceModule,
    node: ts.PrefixUnaryExpression,
    within?: ts.EnumDeclaration,
  ): Constant | undefined {
    const operand = this.evaluate(module, node.operand, within);
    if (typeof operand?.value !== 'number') return undefined;
    const { value, integer } = operand;
    switch (node.operator) {
      case ts.SyntaxKind.PlusToken:
        return operand;
      case ts.SyntaxKind.MinusToken:
        return { value: -value, integer: integer === undefined || integer === 0n ? undefined : -integer };
      case ts.SyntaxKind.TildeToken:
        return { value: ~value, integer: integer === undefined ? undefined : ~integer };
      default:
        return undefined;
    }
  }

  #binary(
    module: SourceModule,
    node: ts.BinaryExpression,
    within?: ts.EnumDeclaration,
  ): Constant | undefined {
    const fold = FOLDS[node.operatorToken.kind];
    if (fold === undefined) return undefined;
    const a = this.evaluate(module, node.left, within);
    const b = a === undefined ? undefined : this.evaluate(module, node.right, within);
    if (a === undefined || b === undefined) return undefined;
    if (typeof a.value !== 'number' || typeof b.value !== 'number') {
      const isText = isTextOrNumber(a) && isTextOrNumber(b);
      if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken || !isText) return undefined;
      return { value: String(a.value) + String(b.value), integer: undefined };
    }
    const value = fold.number(a.value, b.value);
    const exact = a.integer !== undefined && b.integer !== undefined && fold.integer !== undefined;
    if (exact && !(fold.needsRange && (b.integer < 0n || b.integer > 63n))) {
      return { value, integer: fold.integer(a.integer, b.integer) };
    }
    return { value, integer: integerOf(value) };
  }
}

interface Fold {
  readonly number: (a: number, b: number) => number;
  readonly integer?: (a: bigint, b: bigint) => bigint;
  readonly needsRange?: boolean;
}

const FOLDS: Partial<Record<ts.SyntaxKind, Fold>> = {
  [ts.SyntaxKind.PlusToken]: { number: (a, b) => a + b, integer: (a, b) => a + b },
  [ts.SyntaxKind.MinusToken]: { number: (a, b) => a - b, integer: (a, b) => a - b },
  [ts.SyntaxKind.AsteriskToken]: { number: (a, b) => a * b, integer: (a, b) => a * b },
  [ts.SyntaxKind.SlashToken]: { number: (a, b) => a / b },
  [ts.SyntaxKind.PercentToken]: { number: (a, b) => a % b },
  [ts.SyntaxKind.AsteriskAsteriskToken]: { number: (a, b) => a ** b },
  [ts.SyntaxKind.AmpersandToken]: { number: (a, b) => a & b, integer: (a, b) => a & b },
  [ts.SyntaxKind.BarToken]: { number: (a, b) => a | b, integer: (a, b) => a | b },
  [ts.SyntaxKind.CaretToken]: { number: (a, b) => a ^ b, integer: (a, b) => a ^ b },
  [ts.SyntaxKind.LessThanLessThanToken]: {
    number: (a, b) => a << b,
    integer: (a, b) => a << b,
    needsRange: true,
  },
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: {
    number: (a, b) => a >> b,
    integer: (a, b) => a >> b,
    needsRange: true,
  },
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken]: { number: (a, b) => a >>> b },
};

const KEYWORDS: ReadonlyMap<ts.SyntaxKind, boolean | null> = new Map([
  [ts.SyntaxKind.NullKeyword, null],
  [ts.SyntaxKind.TrueKeyword, true],
  [ts.SyntaxKind.FalseKeyword, false],
]);

function isTextOrNumber({ value }: Constant): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

function integerOf(value: number): bigint | undefined {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : undefined;
}

function ofNumber(value: number): Constant {
  return { value, integer: integerOf(value) };
}

function ofLiteral(node: ts.NumericLiteral): Constant {
  const text = node.getText().replaceAll('_', '');
  // `010` and `09` of sloppy code (B.1.1): the parser knows what they are.
  if (/^0\d/.test(text)) return ofNumber(Number(node.text));
  if (/^(0[xXbBoO][0-9a-fA-F]+|\d+)$/.test(text)) return { value: Number(text), integer: BigInt(text) };
  return ofNumber(Number(text));
}

/** The written name of an enum's member. */
export function memberName(member: ts.EnumMember): string {
  const { name } = member;
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : name.getText();
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : name.getText();
}

/** Is the enum declared in more than one part? Then members are only known at run time. */
function hasSeveralParts(module: SourceModule, node: ts.EnumDeclaration): boolean {
  const { parent } = node;
  const statements =
    ts.isSourceFile(parent) || ts.isBlock(parent) ? parent.statements : module.file.statements;
  return statements.some(
    (other) => other !== node && ts.isEnumDeclaration(other) && other.name.text === node.name.text,
  );
}

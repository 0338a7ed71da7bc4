/**
 * Whether a CommonJS module's exports are plain: every name is assigned once, at the top level, and `exports` is used for nothing else. Such
 * exports can be bindings, as those of ES modules are, and nobody needs the object; whether everybody who requires the module lets
 * it be so is linking.ts's question. A `module.exports = value` of any kind is one binding.
 */
import ts from 'typescript';
import { unwrap } from '../keys.ts';
import type { Analysis, Binding } from '../scopes.ts';
import type { WrapperUses } from './facts.ts';
import {
  around,
  definitionOf,
  isAssignment,
  isEsModuleMark,
  isExportAssignment,
  isNothing,
  lastValue,
  writtenName,
} from './syntax.ts';

/** A value that is exported under a name. */
export interface PlannedExport {
  readonly name: string;
  /** The value's expression; a method of an object literal. */
  readonly value: ts.Expression;
  /** What gives the export its value: an assignment or a property. */
  readonly node: ts.BinaryExpression | ts.PropertyAssignment | ts.ShorthandPropertyAssignment;
  /** From this position on it has it. */
  readonly end: number;
}

export type ExportPlan =
  /** Names of an object that nobody looks at as a whole. */
  | {
      readonly kind: 'names';
      readonly exports: ReadonlyMap<string, PlannedExport>;
      /** `exports.name` where it is read. */
      readonly reads: readonly { readonly node: ts.PropertyAccessExpression; readonly name: string }[];
      /** `exports.name` where it is assigned. */
      readonly writes: readonly ts.PropertyAccessExpression[];
      /** `module.exports = { … }`. */
      readonly literal: ts.PropertyAccessExpression | undefined;
    }
  /** `module.exports = value`, once. */
  | { readonly kind: 'value'; readonly value: ts.Expression; readonly target: ts.PropertyAccessExpression };

/** Undefined: the exports are an object like any other. */
export function planExports(uses: WrapperUses, analysis: Analysis): ExportPlan | undefined {
  if (uses.usesModule || uses.hasThis || uses.returns) return undefined;
  const wrapper = analysis.moduleScope.bindings.get('exports');
  if (wrapper?.kind !== 'wrapper' || wrapper.reassigned) return undefined;
  const whole = uses.moduleExports.find((node) => assignmentTo(node) !== undefined);
  if (whole === undefined) return planNames(uses);
  const isOnlyUse = uses.moduleExports.length === 1 && uses.exports.length === 0;
  return isOnlyUse ? planWhole(whole) : undefined;
}

/** The assignment whose left side the node is. */
function assignmentTo(node: ts.Node): ts.AssignmentExpression<ts.EqualsToken> | undefined {
  const outer = around(node);
  return isAssignment(outer.parent) && outer.parent.left === outer ? outer.parent : undefined;
}

/** Is the assignment, or the chain that it ends, a statement of the module itself, or what a variable of it begins with? */
function isTopLevel(assignment: ts.Expression): boolean {
  let outer = around(assignment);
  while (isExportAssignment(outer.parent) && outer.parent.right === outer) outer = around(outer.parent);
  const { parent } = outer;
  if (ts.isVariableDeclaration(parent) && ts.isVariableStatement(parent.parent.parent))
    return ts.isSourceFile(parent.parent.parent.parent);
  return ts.isExpressionStatement(parent) && ts.isSourceFile(parent.parent);
}

function planWhole(target: ts.PropertyAccessExpression): ExportPlan | undefined {
  const assignment = assignmentTo(target);
  if (assignment === undefined || !isTopLevel(assignment)) return undefined;
  const value = unwrap(assignment.right);
  if (!ts.isObjectLiteralExpression(value)) return { kind: 'value', value, target };
  const exports = new Map<string, PlannedExport>();
  for (const property of value.properties) {
    const name = writtenName(property.name);
    const isPlain = ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property);
    if (name === undefined || !isPlain || !isOwnName(name) || exports.has(name))
      return { kind: 'value', value, target };
    const initializer = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    exports.set(name, { name, value: initializer, node: property, end: assignment.end });
  }
  return { kind: 'names', exports, reads: [], writes: [], literal: target };
}

type Names = Extract<ExportPlan, { kind: 'names' }>;

function planNames(uses: WrapperUses): ExportPlan | undefined {
  const found = { exports: new Map<string, PlannedExport>(), reads: [], writes: [] } as {
    exports: Map<string, PlannedExport>;
    reads: Names['reads'][number][];
    writes: ts.PropertyAccessExpression[];
  };
  const objects: ts.Node[] = [...uses.exports, ...uses.moduleExports];
  for (const object of objects.sort((a, b) => a.pos - b.pos)) {
    if (!takeUse(object, found)) return undefined;
  }
  if (found.reads.some(({ name }) => !found.exports.has(name))) return undefined;
  return { kind: 'names', ...found, literal: undefined };
}

/** Takes one use of `exports`; false when it lets the object go. */
function takeUse(
  object: ts.Node,
  found: {
    readonly exports: Map<string, PlannedExport>;
    readonly reads: Names['reads'][number][];
    readonly writes: ts.PropertyAccessExpression[];
  },
): boolean {
  const outer = around(object);
  const { parent } = outer;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isCallExpression(parent) && ts.isExpressionStatement(parent.parent)) {
    // `__esModule` tells compilers of ES modules something, and those who import nothing
    return isEsModuleMark(parent) && definitionOf(parent)?.target === outer && isTopLevel(parent);
  }
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== outer) return false;
  const name = parent.name.text;
  if (!isOwnName(name)) return false;
  const assignment = assignmentTo(parent);
  if (assignment === undefined) {
    found.reads.push({ node: parent, name });
    return isRead(parent);
  }
  found.writes.push(parent);
  if (!isTopLevel(assignment)) return false;
  const value = lastValue(assignment.right);
  const known = found.exports.get(name);
  if (known !== undefined && !isNothing(known.value)) return false;
  found.exports.set(name, { name, value, node: assignment, end: assignment.end });
  return true;
}

/** A name that no object has from its prototype. */
function isOwnName(name: string): boolean {
  return !(name in Object.prototype) && name !== 'then';
}

/** Is the property only read where it stands? */
export function isRead(node: ts.Expression): boolean {
  const outer = around(node);
  const { parent } = outer;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    const K = ts.SyntaxKind;
    return parent.operator !== K.PlusPlusToken && parent.operator !== K.MinusMinusToken;
  }
  if (ts.isDeleteExpression(parent)) return false;
  if (ts.isBinaryExpression(parent) && parent.left === outer) {
    const operator = parent.operatorToken.kind;
    return operator < ts.SyntaxKind.FirstAssignment || operator > ts.SyntaxKind.LastAssignment;
  }
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer !== outer;
  return !isInPattern(outer);
}

/** Is the expression a target of destructuring? */
function isInPattern(node: ts.Node): boolean {
  for (let inner = node; ; inner = inner.parent) {
    const { parent } = inner;
    const isPart =
      ts.isArrayLiteralExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isSpreadAssignment(parent);
    if (isPart) continue;
    if (ts.isForOfStatement(parent)) return parent.initializer === inner;
    return isAssignment(parent) && parent.left === inner && !ts.isPropertyAccessExpression(inner);
  }
}

/** The binding that the value names for sure, for ever: what is exported is this binding itself. */
export function aliasOf(value: ts.Expression, analysis: Analysis): Binding | undefined {
  const node = unwrap(value);
  if (!ts.isIdentifier(node)) return undefined;
  const binding = ts.isShorthandPropertyAssignment(node.parent)
    ? analysis.references.get(node.parent.name)
    : analysis.references.get(node);
  if (binding === undefined || !binding.isModuleLevel || binding.reassigned) return undefined;
  const isFixed = binding.kind === 'function' || binding.kind === 'class' || binding.kind === 'const';
  return isFixed ? binding : undefined;
}

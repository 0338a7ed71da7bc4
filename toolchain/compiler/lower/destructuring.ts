/**
 * Patterns, in declarations, parameters and assignments (ECMA-262 14.3.3, 13.15.5): array patterns drive an iterator and
 * close it, object patterns read properties; a default stands in for undefined.
 */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { isSymbolKey } from '../ir/names.ts';
import { P_ANY } from '../ir/types.ts';
import { holdingOf } from '../program/captures.ts';
import { unwrap } from '../program/keys.ts';
import type { Binding, Scope } from '../program/scopes.ts';
import { initialize } from './bindings.ts';
import { temporary, withHandler } from './control.ts';
import { lowerExpression, lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { coerce, lowerAs, toJs } from './machine-integers.ts';
import { isIntegerKey, staticKey } from './property-keys.ts';
import { makeReference, type Reference, referenceType, writeReference } from './references.ts';
import { written } from './signatures.ts';
import { textOf } from './source-text.ts';

/** Binds the parameters of a function, in order. */
export function lowerParameters(
  f: FunctionLowering,
  scope: Scope,
  parameters: readonly ts.ParameterDeclaration[],
): void {
  written(parameters).forEach((parameter, index) => {
    f.at(parameter);
    if (parameter.dotDotDotToken !== undefined) {
      bindTo(f, scope, parameter.name, f.b.emit('rest', [], { index }));
      return;
    }
    const declared = f.fn.params[index]?.type ?? 'js';
    const passed = f.b.emit('param', [], { index }, declared);
    const machine = f.program.hints.machineOfTypeNode(f.module, parameter.type);
    const value =
      parameter.initializer === undefined ? passed : withDefault(f, passed, parameter.initializer);
    const optional = parameter.questionToken !== undefined;
    bindTo(f, scope, parameter.name, machine === undefined || optional ? value : coerce(f, value, machine));
  });
}

/** Binds a declared name or pattern to a value. `scope` is where the names are declared. */
export function bindTo(f: FunctionLowering, scope: Scope, name: ts.BindingName, value: Instr): void {
  if (ts.isIdentifier(name)) {
    const binding = findBinding(scope, name.text);
    if (binding === undefined) throw new Error(`${name.text} isn't declared`);
    declare(f, binding, value);
  } else if (ts.isObjectBindingPattern(name)) bindObject(f, scope, name, toJs(f, value));
  else bindArray(f, scope, name, toJs(f, value));
}

/** The binding of a declared name: in the scope, or for `var` in the function's. */
export function findBinding(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const binding = at.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** Initialises a variable; one without annotation takes on the machine type of its first value. */
function declare(f: FunctionLowering, binding: Binding, value: Instr): void {
  const holding = holdingOf(binding);
  if (holding === 'local' || holding === 'value') {
    const variable = f.variable(binding);
    if (variable.type === 'js' && value.type !== 'js' && value.type !== 'bool' && value.type !== 'void') {
      variable.type = value.type;
    }
  }
  initialize(f, binding, value);
}

/** `value === undefined ? initialiser : value` */
export function withDefault(f: FunctionLowering, value: Instr, initializer: ts.Expression): Instr {
  const result = temporary('default');
  const [missing, done] = [f.b.newBlock(), f.b.newBlock()];
  f.at(initializer);
  f.b.write(result, value);
  f.b.branch(f.b.emit('is.undefined', [value]), missing, done);
  f.b.start(missing);
  f.b.write(result, lowerJs(f, initializer));
  f.b.jump(done);
  f.b.start(done);
  return f.b.read(result);
}

// ── object patterns ──────────────────────────────────────────────────────────────────────────────────────────────

function bindObject(
  f: FunctionLowering,
  scope: Scope,
  pattern: ts.ObjectBindingPattern,
  object: Instr,
): void {
  requireObject(
    f,
    pattern,
    object,
    pattern.elements.length === 0 || pattern.elements[0]?.dotDotDotToken !== undefined,
  );
  const keys: Instr[] = [];
  const hasRest = pattern.elements.some((element) => element.dotDotDotToken !== undefined);
  for (const [index, element] of pattern.elements.entries()) {
    f.at(element);
    if (element.dotDotDotToken !== undefined) {
      bindTo(f, scope, element.name, f.emit(element, 'object.rest', [object, ...keys]));
      continue;
    }
    const name = element.propertyName ?? (element.name as ts.Identifier);
    const source = index === 0 ? sourceIn(pattern) : {};
    const value = readProperty(f, element, object, name, hasRest ? keys : undefined, source);
    bindTo(
      f,
      scope,
      element.name,
      element.initializer === undefined ? value : withDefault(f, value, element.initializer),
    );
  }
}

/** Destructuring undefined or null throws even when no property is read. */
function requireObject(f: FunctionLowering, node: ts.Node, object: Instr, isNeeded: boolean): void {
  if (isNeeded) f.emit(node, 'require.object', [object]);
}

function readProperty(
  f: FunctionLowering,
  node: ts.Node,
  object: Instr,
  name: ts.PropertyName,
  keys: Instr[] | undefined,
  source: { readonly text?: string },
): Instr {
  const key = staticKey(f.module, name);
  if (key !== undefined && !isIntegerKey(key)) {
    keys?.push(
      isSymbolKey(key) && ts.isComputedPropertyName(name) ? lowerJs(f, name.expression) : f.constant(key),
    );
    return f.emit(node, 'prop.get', [object], { name: key, ...source, ...f.hint(node) });
  }
  const computed =
    key === undefined && ts.isComputedPropertyName(name)
      ? f.emit(name, 'to.key', [lowerJs(f, name.expression)])
      : f.constant(key ?? '');
  keys?.push(computed);
  return f.emit(node, 'elem.get', [object, computed], f.hint(node));
}

// ── array patterns ───────────────────────────────────────────────────────────────────────────────────────────────

function bindArray(f: FunctionLowering, scope: Scope, pattern: ts.ArrayBindingPattern, value: Instr): void {
  iterate(f, pattern, value, pattern.elements, (element, next) => bindElement(f, scope, element, next));
}

function bindElement(f: FunctionLowering, scope: Scope, element: ts.ArrayBindingElement, next: Steps): void {
  if (!ts.isBindingElement(element)) {
    next.skip();
    return;
  }
  const item = element.dotDotDotToken === undefined ? next.value() : next.rest();
  bindTo(
    f,
    scope,
    element.name,
    element.initializer === undefined ? item : withDefault(f, item, element.initializer),
  );
}

/** Binds the declared names of `[a, b] = [x, y]`; false when it is another declaration. */
export function bindListed(f: FunctionLowering, scope: Scope, node: ts.VariableDeclaration): boolean {
  if (!ts.isArrayBindingPattern(node.name)) return false;
  const steps = listedSteps(f, node.initializer);
  if (steps === undefined) return false;
  for (const element of node.name.elements) bindElement(f, scope, element, steps);
  return true;
}

/** Assigns `[a, b] = [x, y]` where nobody wants the array; false when it is another assignment. */
export function assignListed(f: FunctionLowering, { left, right, parent }: ts.BinaryExpression): boolean {
  if (!ts.isArrayLiteralExpression(left) || !ts.isExpressionStatement(parent)) return false;
  const steps = listedSteps(f, right);
  if (steps === undefined) return false;
  for (const element of left.elements) assignNext(f, element, steps);
  return true;
}

/**
 * The elements of an array literal that is taken apart at once: nobody sees the array, so none is made. Undefined for another expression, and
 * where elements are spread or left out. That arrays iterate as ECMA-262 23.1.5 says is taken for granted, as elsewhere.
 */
function listedSteps(f: FunctionLowering, initializer: ts.Expression | undefined): Steps | undefined {
  const list = initializer === undefined ? undefined : unwrap(initializer);
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return undefined;
  if (list.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)))
    return undefined;
  const items = list.elements.map((element) => lowerJs(f, element));
  return {
    value: () => items.shift() ?? f.undefined(),
    skip: () => void items.shift(),
    rest: () => f.emit(list, 'array', items.splice(0), f.hint(list)),
  };
}

/** A stepped value behind the test for a hole. */
export function present(f: FunctionLowering, item: Instr): Instr {
  return f.b.emit('refine', [item], { filter: { keep: P_ANY } }, 'js');
}

interface Steps {
  value(): Instr;
  rest(): Instr;
  skip(): void;
}

/**
 * Drives an iterator over the elements of a pattern. `done` follows the record's [[Done]]: once the iterator is
 * exhausted, or its own `next` threw, it isn't stepped or closed again; an error elsewhere closes it.
 */
function iterate<T extends ts.Node>(
  f: FunctionLowering,
  node: ts.Node,
  value: Instr,
  elements: readonly T[],
  lowerOne: (element: T, steps: Steps) => void,
): void {
  const record = f.emit(node, 'iter.open', [value], { text: sourceText(node) });
  const done = temporary('done');
  const setDone = (isDone: boolean): void => f.b.write(done, f.constant(isDone));
  setDone(false);
  const steps = makeSteps(f, node, record, done);
  const handler = withHandler(f, () => {
    for (const element of elements) lowerOne(element, steps);
  });
  ifOpen(f, node, done, () => f.emit(node, 'iter.close', [record]));
  if (handler === undefined) return;
  const after = f.b.newBlock();
  f.b.jump(after);
  f.b.start(handler);
  const error = f.b.emit('catch');
  ifOpen(f, node, done, () => f.emit(node, 'iter.abandon', [record]));
  f.b.throw(error);
  f.b.start(after);
}

/**
 * What the message of the first property that is read says about the object: how the program writes it, '' for an
 * argument; nothing where V8 reports an ordinary read, which it does inside of other patterns.
 */
function sourceIn(pattern: ts.Node): { readonly text?: string } {
  const text = sourceText(pattern);
  return text !== '' || ts.isParameter(pattern.parent) ? { text } : {};
}

/** How the program writes what is taken apart, '' when it has no name there. */
function sourceText(pattern: ts.Node): string {
  const { parent } = pattern;
  if (ts.isVariableDeclaration(parent) && parent.initializer !== undefined) return textOf(parent.initializer);
  return ts.isBinaryExpression(parent) && parent.left === pattern ? textOf(parent.right) : '';
}

function ifOpen(
  f: FunctionLowering,
  node: ts.Node,
  done: ReturnType<typeof temporary>,
  inside: () => void,
): void {
  const [open, after] = [f.b.newBlock(), f.b.newBlock()];
  f.at(node);
  f.b.branch(f.b.emit('truthy', [f.b.read(done)]), after, open);
  f.b.start(open);
  inside();
  f.b.jump(after);
  f.b.start(after);
}

function makeSteps(
  f: FunctionLowering,
  node: ts.Node,
  record: Instr,
  done: ReturnType<typeof temporary>,
): Steps {
  /** Steps unless done; `found` gets the value, and afterwards `done` says whether there was one. */
  const step = (found: (value: Instr) => void): void => {
    ifOpen(f, node, done, () => {
      f.b.write(done, f.constant(true));
      const item = f.emit(node, 'iter.step', [record]);
      const [got, exhausted] = [f.b.newBlock(), f.b.newBlock()];
      f.b.branch(f.b.emit('is.hole', [item]), exhausted, got);
      f.b.start(got);
      f.b.write(done, f.constant(false));
      found(present(f, item));
      f.b.jump(exhausted);
      f.b.start(exhausted);
    });
  };
  return {
    value: () => {
      const item = temporary('item');
      f.b.write(item, f.undefined());
      step((value) => f.b.write(item, value));
      return f.b.read(item);
    },
    skip: () => step(() => {}),
    rest: () => {
      const array = f.emit(node, 'array', []);
      const [head, body, after] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
      f.b.jump(head);
      f.b.startOpen(head);
      f.b.branch(f.b.emit('truthy', [f.b.read(done)]), after, body);
      f.b.start(body);
      step((value) => f.emit(node, 'array.push', [array, value]));
      f.b.jump(head);
      f.b.seal(head);
      f.b.start(after);
      return array;
    },
  };
}

// ── assignment patterns ──────────────────────────────────────────────────────────────────────────────────────────

/** `[a, b.c] = value`, `({ a, b: c = 1, ...d } = value)` */
export function assignPattern(
  f: FunctionLowering,
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  value: Instr,
): void {
  if (ts.isObjectLiteralExpression(pattern)) {
    assignObject(f, pattern, value);
    return;
  }
  iterate(f, pattern, value, pattern.elements, (element, next) => assignNext(f, element, next));
}

function assignNext(f: FunctionLowering, element: ts.Expression, next: Steps): void {
  if (ts.isOmittedExpression(element)) next.skip();
  else if (ts.isSpreadElement(element)) assignElement(f, element.expression, () => next.rest());
  else assignElement(f, element, () => next.value());
}

/** Assigns to one target, which may carry a default. The reference is evaluated before the value is fetched. */
export function assignElement(f: FunctionLowering, element: ts.Expression, fetch: () => Instr): void {
  let target = element;
  let initializer: ts.Expression | undefined;
  if (ts.isBinaryExpression(element) && element.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    target = element.left;
    initializer = element.right;
  }
  target = unwrap(target);
  const isPattern = ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target);
  const reference = isPattern ? undefined : makeReference(f, target);
  const fetched = fetch();
  const value = initializer === undefined ? fetched : withDefault(f, fetched, initializer);
  if (reference !== undefined) writeReference(f, reference, coerceFor(f, reference, value));
  else if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target))
    assignPattern(f, target, value);
}

function coerceFor(f: FunctionLowering, reference: Reference, value: Instr): Instr {
  return coerce(f, value, referenceType(f, reference));
}

function assignObject(f: FunctionLowering, pattern: ts.ObjectLiteralExpression, object: Instr): void {
  const [first] = pattern.properties;
  requireObject(f, pattern, object, first === undefined || ts.isSpreadAssignment(first));
  const keys: Instr[] = [];
  const hasRest = pattern.properties.some((property) => ts.isSpreadAssignment(property));
  for (const [index, property] of pattern.properties.entries()) {
    f.at(property);
    const source = index === 0 ? sourceIn(pattern) : {};
    if (ts.isSpreadAssignment(property)) {
      assignElement(f, property.expression, () => f.emit(property, 'object.rest', [object, ...keys]));
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const value = readProperty(f, property, object, property.name, hasRest ? keys : undefined, source);
      const initializer = property.objectAssignmentInitializer;
      const assigned = initializer === undefined ? value : withDefault(f, value, initializer);
      writeReference(f, { kind: 'name', node: property.name }, assigned);
    } else if (ts.isPropertyAssignment(property)) {
      const { name, initializer } = property;
      assignElement(f, initializer, () =>
        readProperty(f, property, object, name, hasRest ? keys : undefined, source),
      );
    }
  }
}

/** The value of a variable declaration with initialiser, in the declared machine type if there is one. */
export function lowerInitializer(f: FunctionLowering, node: ts.VariableDeclaration): Instr {
  const { initializer } = node;
  const machine = f.program.hints.machineOfTypeNode(f.module, node.type);
  if (initializer === undefined) return coerce(f, f.undefined(), machine ?? 'js');
  if (machine !== undefined) return lowerAs(f, initializer, machine);
  const value = lowerExpression(f, initializer);
  return value.type === 'bool' || node.type !== undefined ? toJs(f, value) : value;
}

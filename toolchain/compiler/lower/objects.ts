/**
 * Object literals. Plain properties with known names make one `object` operation; from the first part on that isn't plain
 * (spread, computed name, accessor, `__proto__`) the object is built step by step.
 */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { isSymbolKey } from '../ir/names.ts';
import { enterScope, initialize, readName } from './bindings.ts';
import { closureOf, isAnonymousFunction } from './closures.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { isIntegerKey, staticKey } from './property-keys.ts';

export function lowerObjectLiteral(f: FunctionLowering, node: ts.ObjectLiteralExpression): Instr {
  const { properties } = node;
  const firstOther = properties.findIndex(
    (property, index) => !isPlain(f, property, properties.slice(0, index)),
  );
  const plain = firstOther < 0 ? properties : properties.slice(0, firstOther);
  const scope = f.module.analysis.scopes.get(node);
  const home = scope?.bindings.get('%home');
  if (scope !== undefined) enterScope(f, scope);
  const keys: string[] = [];
  const values: Instr[] = [];
  for (const property of plain) {
    keys.push(keyOfPlain(f, property) ?? '');
    values.push(valueOf(f, property));
  }
  const object = f.emit(node, 'object', values, { keys, ...f.hint(node) });
  if (home?.referenced === true) initialize(f, home, object);
  for (const property of properties.slice(plain.length)) lowerProperty(f, object, property);
  return object;
}

/** The name of a property that one `object` operation can take. */
function keyOfPlain(f: FunctionLowering, property: ts.ObjectLiteralElementLike): string | undefined {
  if (ts.isSpreadAssignment(property) || ts.isAccessor(property)) return undefined;
  const key = staticKey(f.module, property.name);
  if (key === undefined || isIntegerKey(key) || isSymbolKey(key)) return undefined;
  return isPrototypeSetter(f, property) ? undefined : key;
}

/** `__proto__: value`, not computed, shorthand, or in JSON. */
function isPrototypeSetter(f: FunctionLowering, property: ts.ObjectLiteralElementLike): boolean {
  if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name) || f.module.isJson)
    return false;
  return staticKey(f.module, property.name) === '__proto__';
}

function isPlain(
  f: FunctionLowering,
  property: ts.ObjectLiteralElementLike,
  before: readonly ts.ObjectLiteralElementLike[],
): boolean {
  const key = keyOfPlain(f, property);
  return key !== undefined && !before.some((other) => keyOfPlain(f, other) === key);
}

function valueOf(f: FunctionLowering, property: ts.ObjectLiteralElementLike): Instr {
  if (ts.isPropertyAssignment(property)) return lowerJs(f, property.initializer);
  if (ts.isShorthandPropertyAssignment(property)) return jsName(f, property.name);
  if (ts.isMethodDeclaration(property) || ts.isAccessor(property)) return closureOf(f, property);
  throw new Error('a spread has no value');
}

function jsName(f: FunctionLowering, name: ts.Identifier): Instr {
  const value = readName(f, name);
  return value.type === 'js' ? value : f.b.emit('convert', [value], {}, 'js');
}

/** One property of an object that is being built. */
function lowerProperty(f: FunctionLowering, object: Instr, property: ts.ObjectLiteralElementLike): void {
  if (ts.isSpreadAssignment(property)) {
    f.emit(property, 'object.spread', [object, lowerJs(f, property.expression)]);
    return;
  }
  const key = staticKey(f.module, property.name);
  if (ts.isAccessor(property)) {
    lowerAccessor(f, object, property, key);
  } else if (isPrototypeSetter(f, property) && ts.isPropertyAssignment(property)) {
    f.emit(property, 'proto.set', [object, lowerJs(f, property.initializer)]);
  } else if (key !== undefined && !isIntegerKey(key)) {
    const value = valueOf(f, property);
    f.emit(property, 'prop.define', [object, value], { name: key });
  } else {
    const computed = key === undefined ? lowerComputedKey(f, property.name) : f.constant(Number(key));
    const value = valueOf(f, property);
    if (key === undefined && isUnnamed(property))
      f.emit(property, 'function.name', [value, computed], { operator: '' });
    f.emit(property, 'elem.define', [object, computed, value]);
  }
}

function lowerAccessor(
  f: FunctionLowering,
  object: Instr,
  property: ts.AccessorDeclaration,
  key: string | undefined,
): void {
  const operator = ts.isGetAccessor(property) ? 'get' : 'set';
  const isText = key !== undefined && !isSymbolKey(key);
  const name = isText ? f.constant(key) : lowerComputedKey(f, property.name);
  const fn = closureOf(f, property);
  if (key === undefined) f.emit(property, 'function.name', [fn, name], { operator });
  f.emit(property, 'accessor.define', [object, name, fn], { operator, enumerable: true });
}

function lowerComputedKey(f: FunctionLowering, name: ts.PropertyName): Instr {
  if (!ts.isComputedPropertyName(name)) throw new Error('the name is not computed');
  return f.emit(name, 'to.key', [lowerJs(f, name.expression)]);
}

/** Does the value take its name from the computed key? */
function isUnnamed(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isMethodDeclaration(property)) return true;
  return ts.isPropertyAssignment(property) && isAnonymousFunction(property.initializer);
}

/**
 * References (ECMA-262 6.2.5): what an assignment writes to, with its parts evaluated once. Reading a property is a
 * reference that is read at once.
 */
import ts from 'typescript';
import type { Block, ClassInfo, Instr } from '../ir/ir.ts';
import type { ExportMember } from '../program/common-js/common-js.ts';
import { unwrap } from '../program/keys.ts';
import { accessType, lowerChainLink, lowerKey } from './access.ts';
import { assignName, readBinding, readName, typeOfName } from './bindings.ts';
import { exportMember, writeExport } from './common-js/wrapper.ts';
import { lowerExpression } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { isGlobalObject } from './global-object.ts';
import { coerce, toJs } from './machine-integers.ts';
import { classOfPrivateName, requireBrand } from './private-names.ts';
import { isIntegerKey, staticExpressionKey } from './property-keys.ts';
import { assignImplied, readImplied } from './sloppy.ts';
import { baseOfSuper, thisOfSuper } from './super.ts';

export type Reference =
  | { readonly kind: 'name'; readonly node: ts.Identifier }
  | { readonly kind: 'property'; readonly node: ts.Expression; readonly object: Instr; readonly name: string }
  /** `exports.name` or `module.exports`, held in a binding. */
  | { readonly kind: 'export'; readonly node: ts.Expression; readonly member: ExportMember }
  /** `globalThis.name` of a global that sloppy code assigns. */
  | { readonly kind: 'implied'; readonly node: ts.Expression; readonly name: string }
  | { readonly kind: 'element'; readonly node: ts.Expression; readonly object: Instr; readonly key: Instr }
  | {
      readonly kind: 'private';
      readonly node: ts.Expression;
      readonly object: Instr;
      readonly class: ClassInfo;
      readonly name: string;
      readonly word: ts.PrivateIdentifier;
    }
  | {
      readonly kind: 'super';
      readonly node: ts.Expression;
      readonly receiver: Instr;
      readonly base: Instr;
      readonly name: string;
    }
  | {
      readonly kind: 'super-element';
      readonly node: ts.Expression;
      readonly receiver: Instr;
      readonly base: Instr;
      readonly key: Instr;
    }
  | { readonly kind: 'value'; readonly node: ts.Expression; readonly value: Instr };

/** Evaluates the parts of a reference. `exit`: where an optional chain goes that ends before it. */
export function makeReference(f: FunctionLowering, expression: ts.Expression, exit?: Block): Reference {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return { kind: 'name', node };
  const member = exportMember(f, node);
  if (member !== undefined) return { kind: 'export', node, member };
  if (ts.isPropertyAccessExpression(node) && isGlobalObject(f, node.expression)) {
    const name = node.name.text;
    if (f.program.graph.isImplied(name)) return { kind: 'implied', node, name };
  }
  if (ts.isPropertyAccessExpression(node)) return propertyReference(f, node, exit);
  if (ts.isElementAccessExpression(node)) return elementReference(f, node, exit);
  return { kind: 'value', node, value: lowerExpression(f, node) };
}

function propertyReference(f: FunctionLowering, node: ts.PropertyAccessExpression, exit?: Block): Reference {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const receiver = thisOfSuper(f, node);
    return { kind: 'super', node, receiver, base: baseOfSuper(f, node.expression), name: node.name.text };
  }
  const object = lowerChainLink(f, node, exit);
  if (ts.isPrivateIdentifier(node.name)) {
    const info = classOfPrivateName(f, node.name);
    return {
      kind: 'private',
      node,
      object,
      class: info,
      name: f.program.privateNames.in(info, node.name.text),
      word: node.name,
    };
  }
  return { kind: 'property', node, object, name: node.name.text };
}

function elementReference(f: FunctionLowering, node: ts.ElementAccessExpression, exit?: Block): Reference {
  const name = staticExpressionKey(f.module, node.argumentExpression);
  const isName = name !== undefined && !isIntegerKey(name);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const receiver = thisOfSuper(f, node);
    if (isName) return { kind: 'super', node, receiver, base: baseOfSuper(f, node.expression), name };
    const key = lowerKey(f, node.argumentExpression);
    return { kind: 'super-element', node, receiver, base: baseOfSuper(f, node.expression), key };
  }
  const object = lowerChainLink(f, node, exit);
  if (isName) return { kind: 'property', node, object, name };
  return { kind: 'element', node, object, key: lowerKey(f, node.argumentExpression) };
}

/** GetValue. In trusted rooms the type is the declared one. */
export function readReference(f: FunctionLowering, reference: Reference): Instr {
  const { node } = reference;
  switch (reference.kind) {
    case 'name':
      return readName(f, reference.node);
    case 'export':
      return readBinding(f, node, reference.member.binding);
    case 'implied':
      return readImplied(f, node, reference.name, false);
    case 'property':
      return f.emit(
        node,
        'prop.get',
        [reference.object],
        { name: reference.name, ...f.hint(node) },
        accessType(f, node),
      );
    case 'element': {
      const value = f.emit(node, 'elem.get', [reference.object, reference.key], f.hint(node));
      return coerce(f, value, accessType(f, node));
    }
    case 'private':
      requireBrand(f, reference.word, reference.object, reference.class);
      return f.emit(
        node,
        'private.get',
        [reference.object],
        { class: reference.class, name: reference.name, ...f.hint(node) },
        accessType(f, node),
      );
    case 'super':
      return f.emit(
        node,
        'super.get',
        [reference.base, reference.receiver],
        superAttributes(f, reference.name),
      );
    case 'super-element':
      return f.emit(
        node,
        'super.elem.get',
        [reference.base, reference.receiver, reference.key],
        superAttributes(f),
      );
    case 'value':
      return reference.value;
  }
}

/** The attributes of an operation on `super`: the class and 0, or 1 for statics; 2 in a method of an object literal. */
export function superAttributes(
  f: FunctionLowering,
  name?: string,
): { class?: ClassInfo; index: number; name?: string } {
  const owner = f.owner === undefined ? { index: 2 } : { class: f.owner, index: f.inStatic ? 1 : 0 };
  return { ...owner, ...(name === undefined ? {} : { name }) };
}

/** PutValue. */
export function writeReference(f: FunctionLowering, reference: Reference, value: Instr): void {
  const { node } = reference;
  f.at(node);
  switch (reference.kind) {
    case 'name':
      assignName(f, reference.node, value);
      break;
    case 'export':
      writeExport(f, reference.member, toJs(f, value));
      break;
    case 'implied':
      assignImplied(f, node, reference.name, toJs(f, value));
      break;
    case 'property': {
      const stored = coerce(f, value, accessType(f, node));
      f.emit(node, 'prop.set', [reference.object, stored], { name: reference.name });
      break;
    }
    case 'element':
      f.emit(node, 'elem.set', [reference.object, reference.key, toJs(f, value)]);
      break;
    case 'private': {
      const stored = coerce(f, value, accessType(f, node));
      requireBrand(f, reference.word, reference.object, reference.class);
      f.emit(node, 'private.set', [reference.object, stored], {
        class: reference.class,
        name: reference.name,
      });
      break;
    }
    case 'super':
      f.emit(
        node,
        'super.set',
        [reference.base, reference.receiver, toJs(f, value)],
        superAttributes(f, reference.name),
      );
      break;
    case 'super-element':
      f.unsupported(node, 'Assigning to `super[…]`');
      break;
    case 'value':
      f.unsupported(node, 'Assigning to this');
      break;
  }
}

/** The type that a value written to the reference is converted to. */
export function referenceType(f: FunctionLowering, reference: Reference): Instr['type'] {
  if (!f.trusted) return 'js';
  if (reference.kind === 'name') return typeOfName(f, reference.node);
  return reference.kind === 'property' || reference.kind === 'private' ? accessType(f, reference.node) : 'js';
}

/** `this` as a value, for references that need it. */
export function readThis(f: FunctionLowering, node: ts.Node): Instr {
  const binding = f.bindingOf(node);
  return binding === undefined ? f.undefined() : readBinding(f, node, binding);
}

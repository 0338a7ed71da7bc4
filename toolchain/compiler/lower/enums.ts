/** Enums: an object of the members, with the reverse mapping from numbers to names; `const` enums exist only as constants. */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { isDeclared } from '../program/syntax.ts';
import { initialize, readBinding } from './bindings.ts';
import { memberName } from './constants.ts';
import { findBinding } from './destructuring.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { isIntegerKey } from './property-keys.ts';
import { scopeOf } from './statements.ts';

export function lowerEnum(f: FunctionLowering, node: ts.EnumDeclaration): void {
  const scope = scopeOf(f, node);
  const binding = scope === undefined ? undefined : findBinding(scope, node.name.text);
  if (binding === undefined || isDeclared(node)) return;
  const isConst = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Const) !== 0;
  if (isConst) return;
  const isFirst = binding.declaration === node;
  const object = isFirst ? f.emit(node, 'object', [], { keys: [] }) : readBinding(f, node, binding);
  if (isFirst) initialize(f, binding, object);
  const constants = f.program.constants.membersOf(f.module, node);
  for (const member of node.members) {
    const name = memberName(member);
    const constant = constants.get(name);
    const value = constant === undefined ? computed(f, member, object) : f.constant(constant.value);
    f.at(member);
    define(f, object, name, value);
    if (constant === undefined) defineReverseOfComputed(f, object, name, value);
    else if (typeof constant.value === 'number') define(f, object, String(constant.value), f.constant(name));
  }
}

function computed(f: FunctionLowering, member: ts.EnumMember, object: Instr): Instr {
  if (member.initializer === undefined) return f.undefined();
  const around = f.enumObject;
  f.enumObject = { node: member.parent, object };
  const value = lowerJs(f, member.initializer);
  f.enumObject = around;
  return value;
}

/** In the initialiser of a computed member a name may be that of another member. */
export function readMember(f: FunctionLowering, node: ts.Identifier): Instr | undefined {
  const { enumObject } = f;
  if (enumObject === undefined) return undefined;
  const isMember = enumObject.node.members.some((member) => memberName(member) === node.text);
  return isMember ? f.emit(node, 'prop.get', [enumObject.object], { name: node.text }) : undefined;
}

function define(f: FunctionLowering, object: Instr, key: string, value: Instr): void {
  if (isIntegerKey(key)) f.b.emit('elem.set', [object, f.constant(Number(key)), value]);
  else f.b.emit('prop.set', [object, value], { name: key });
}

/** A computed member maps back unless its value is a string. */
function defineReverseOfComputed(f: FunctionLowering, object: Instr, name: string, value: Instr): void {
  const [reverse, after] = [f.b.newBlock(), f.b.newBlock()];
  f.b.branch(
    f.b.emit('compare', [f.b.emit('typeof', [value]), f.constant('string')], { operator: '===' }),
    after,
    reverse,
  );
  f.b.start(reverse);
  f.b.emit('elem.set', [object, value, f.constant(name)]);
  f.b.jump(after);
  f.b.start(after);
}

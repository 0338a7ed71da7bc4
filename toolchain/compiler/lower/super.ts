/** `super`: the value of the class's `extends`, and the receiver. */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { heritage } from '../program/syntax.ts';
import { readBinding } from './bindings.ts';
import type { FunctionLowering } from './function-lowering.ts';

/** The base class as a value, where `node` is the `super` keyword or the class; undefined for a class without base. */
export function baseOfSuper(f: FunctionLowering, node: ts.Node): Instr {
  const written = f.bindingOf(node);
  if (written?.name === '%home') return readBinding(f, node, written);
  const declaration = ts.isClassLike(node) ? node : ts.findAncestor(node, ts.isClassLike);
  const extended = declaration === undefined ? undefined : heritage(declaration);
  if (extended === undefined) return f.undefined();
  const known = f.program.staticClass(f.module, extended.expression);
  if (known !== undefined)
    return f.emit(node, 'class.ref', [], { class: f.program.classOf(known.module, known.node, f.copy) });
  return written === undefined ? f.undefined() : readBinding(f, node, written);
}

/** The receiver of `super.x`: `this`. */
export function thisOfSuper(f: FunctionLowering, node: ts.Node): Instr {
  const binding = f.bindingOf(node);
  return binding === undefined ? f.undefined() : readBinding(f, node, binding);
}

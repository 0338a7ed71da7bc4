/** Which class declares a private name: the innermost around its use that has it. */
import ts from 'typescript';
import type { ClassInfo } from '../ir/ir.ts';
import type { FunctionLowering } from './function-lowering.ts';

export function classOfPrivateName(f: FunctionLowering, name: ts.PrivateIdentifier): ClassInfo {
  let outermost: ts.ClassLikeDeclaration | undefined;
  for (let node: ts.Node | undefined = name.parent; node !== undefined; node = node.parent) {
    if (!ts.isClassLike(node)) continue;
    outermost = node;
    if (
      node.members.some(
        (member) => member.name?.kind === ts.SyntaxKind.PrivateIdentifier && nameOf(member) === name.text,
      )
    )
      break;
  }
  if (outermost === undefined) throw new Error(`${name.text} isn't in a class`);
  return f.program.classOf(f.module, outermost);
}

function nameOf(member: ts.ClassElement): string | undefined {
  return member.name !== undefined && ts.isPrivateIdentifier(member.name) ? member.name.text : undefined;
}

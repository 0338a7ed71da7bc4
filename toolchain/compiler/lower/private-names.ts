/** Private names: which class declares one — the innermost around its use that has it — and what it is called in IR. */
import ts from 'typescript';
import type { ClassInfo } from '../ir/ir.ts';
import { privateName } from '../ir/names.ts';
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
  return f.program.classOf(f.module, outermost, f.copy);
}

let classCount = 0;
const numbers = new WeakMap<ClassInfo, number>();

/** The name that `#word` of a class has in operations. */
export function privateNameIn(info: ClassInfo, word: string): string {
  let number = numbers.get(info);
  if (number === undefined) {
    number = classCount++;
    numbers.set(info, number);
  }
  return privateName(word, number);
}

function nameOf(member: ts.ClassElement): string | undefined {
  return member.name !== undefined && ts.isPrivateIdentifier(member.name) ? member.name.text : undefined;
}

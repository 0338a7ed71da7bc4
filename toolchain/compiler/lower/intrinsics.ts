/** Calls of os/unsafe.ts: each becomes an `intrinsic` operation, with the types declared there. */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import type { IrType } from '../ir/types.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { knownFunction } from './known-functions.ts';
import { lowerAs } from './machine-integers.ts';

/** The name of the intrinsic that a callee is: a function imported from os/unsafe.ts. */
export function intrinsicOf(f: FunctionLowering, callee: ts.Expression): string | undefined {
  if (!f.module.isOs || !ts.isIdentifier(callee)) return undefined;
  const link = f.bindingOf(callee)?.link;
  return link !== undefined && /(^|\/)unsafe\.ts$/.test(link.specifier) ? link.name : undefined;
}

export function lowerIntrinsic(f: FunctionLowering, node: ts.CallExpression, name: string): Instr {
  switch (name) {
    case 'targetIs':
      return lowerTargetIs(f, node);
    case 'codeAddress':
      return lowerCodeAddress(f, node);
    case 'trust': {
      const [value] = node.arguments;
      if (value === undefined) return f.undefined();
      return f.emit(node, 'trust', [lowerAs(f, value, 'js')], f.hint(node), 'js');
    }
  }
  const signature = signatureOf(f, node);
  const args = node.arguments.map((argument, index) => lowerAs(f, argument, signature.params[index] ?? 'js'));
  const hint = signature.result === 'js' ? f.hint(node) : {};
  return f.emit(node, 'intrinsic', args, { name, ...hint }, signature.result);
}

/** `targetIs('linux')` is known: the branch that isn't taken isn't lowered. */
function lowerTargetIs(f: FunctionLowering, node: ts.CallExpression): Instr {
  const [name] = node.arguments;
  if (name !== undefined && ts.isStringLiteral(name)) return f.constant(name.text === f.program.target);
  f.program.report('intrinsicArgument', node, '`targetIs` takes a literal.');
  return f.constant(false);
}

function lowerCodeAddress(f: FunctionLowering, node: ts.CallExpression): Instr {
  const [argument] = node.arguments;
  const fn = argument === undefined ? undefined : knownFunction(f, argument);
  if (fn !== undefined) return f.emit(node, 'intrinsic', [], { name: 'codeAddress', fn }, 'u64');
  f.program.report('intrinsicArgument', node, '`codeAddress` takes the name of a function declaration.');
  return f.b.int(0n, 'u64');
}

/** The declared types, from the declaration in os/unsafe.ts. */
function signatureOf(f: FunctionLowering, node: ts.CallExpression): { params: IrType[]; result: IrType } {
  const binding = f.bindingOf(node.expression);
  const resolved = binding === undefined ? undefined : f.program.resolve(f.module, binding);
  const declaration = resolved?.kind === 'binding' ? resolved.binding.declaration : undefined;
  if (resolved === undefined || declaration === undefined || !ts.isFunctionDeclaration(declaration)) {
    return { params: [], result: 'js' };
  }
  const params = declaration.parameters.map((parameter) => intrinsicType(parameter.type));
  return { params, result: intrinsicType(declaration.type) };
}

function intrinsicType(type: ts.TypeNode | undefined): IrType {
  if (type === undefined) return 'js';
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return 'bool';
  if (type.kind === ts.SyntaxKind.VoidKeyword) return 'void';
  if (!ts.isTypeReferenceNode(type)) return 'js';
  const name = type.typeName.getText();
  return name === 'usize' ? 'u64' : /^[ui](8|16|32|64)$/.test(name) ? (name as IrType) : 'js';
}

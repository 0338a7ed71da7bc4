/** Module-level variables as Globals: their type, initial value, and whether they can be read too early. */
import ts from 'typescript';
import type { Global } from '../ir/ir.ts';
import type { IrType } from '../ir/types.ts';
import { unwrap } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding } from '../program/scopes.ts';
import type { ProgramLowering } from './program-lowering.ts';
import { spanOf } from './signatures.ts';

export function makeGlobal(program: ProgramLowering, module: SourceModule, binding: Binding): Global {
  const declaration = binding.declaration;
  const variable =
    declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration : undefined;
  const type = variable === undefined ? 'js' : declaredMachineType(program, module, variable);
  const initial = variable === undefined ? undefined : initialOf(program, module, variable, type);
  const isLexical =
    binding.kind === 'let' || binding.kind === 'const' || binding.kind === 'class' || binding.kind === 'enum';
  return {
    key: `${module.key}:${binding.name}`,
    name: binding.name,
    type,
    initial,
    tdz: isLexical && type === 'js' && initial === undefined,
    hint: declaration === undefined ? undefined : program.hints.ofDeclaration(module, declaration),
    constant: !binding.reassigned && binding.kind !== 'var',
    span: declaration === undefined ? undefined : spanOf(module, declaration),
  };
}

/** The machine type of a module-level variable: its annotation, `as u32`, or what the checker infers. */
function declaredMachineType(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.VariableDeclaration,
): IrType {
  if (!module.trusted) return 'js';
  if (node.type !== undefined) return program.hints.machineOfTypeNode(module, node.type) ?? 'js';
  const value = node.initializer;
  if (
    value === undefined ||
    ts.isNumericLiteral(value) ||
    ts.isStringLiteral(value) ||
    ts.isNewExpression(value)
  )
    return 'js';
  return program.hints.machineOfNode(module, node.name) ?? 'js';
}

function initialOf(
  program: ProgramLowering,
  module: SourceModule,
  node: ts.VariableDeclaration,
  type: IrType,
): Global['initial'] {
  if (type === 'js') return undefined;
  const constant =
    node.initializer === undefined ? undefined : program.constants.evaluate(module, unwrap(node.initializer));
  return constant?.integer ?? 0n;
}

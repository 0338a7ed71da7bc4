/** What debuggers know of a binding: its name, where it is declared, and where it can be named. */
import ts from 'typescript';
import type { SourceVariable } from '../ir/namings.ts';
import { holdingOf } from '../program/captures.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding, BindingKind, ScopeKind } from '../program/scopes.ts';
import { spanOf } from './signatures.ts';

/** The kinds that people think of as variables. */
const VARIABLES: ReadonlySet<BindingKind> = new Set([
  'var',
  'let',
  'const',
  'class',
  'enum',
  'function',
  'param',
  'catch',
  'this',
  'arguments',
]);

/** Scopes in which a name may hide that of a scope around it. */
const BLOCKS: ReadonlySet<ScopeKind> = new Set(['block', 'loop', 'switch', 'catch']);

/** Undefined for what isn't written as a variable, and in os/, whose debug information is lines and functions. */
export function sourceVariable(module: SourceModule, binding: Binding): SourceVariable | undefined {
  if (module.isOs || !VARIABLES.has(binding.kind)) return undefined;
  const { declaration, scope } = binding;
  return {
    name: binding.name,
    span: declaration === undefined ? undefined : spanOf(module, declaration),
    parameter: parameterNumber(declaration),
    isCell: holdingOf(binding) === 'cell',
    scope: BLOCKS.has(scope.kind) ? { start: scope.node.pos, end: scope.node.end } : undefined,
  };
}

function parameterNumber(declaration: ts.Node | undefined): number {
  if (declaration === undefined || !ts.isParameter(declaration) || !ts.isIdentifier(declaration.name))
    return 0;
  const written = declaration.parent.parameters.filter(
    ({ name }) => !(ts.isIdentifier(name) && name.text === 'this'),
  );
  return written.indexOf(declaration) + 1;
}

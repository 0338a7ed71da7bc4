/**
 * When a module-level `let`, `const` or class surely has its value, so that uses need no check. The rule, in order:
 *
 * 1. In the module's own code (not in a function): behind its declaration in the text.
 * 2. From another module that isn't in an import cycle with it: always, since the whole module ran before.
 * 3. In a function of its own module: when no function of the module can run before the declaration, that is, the module
 *    is in no import cycle and every statement above the declaration is inert (program/inert.ts).
 */
import type ts from 'typescript';
import type { SourceModule } from '../program/module.ts';
import type { Binding } from '../program/scopes.ts';
import type { FunctionLowering } from './function-lowering.ts';

/** Is the binding of `module` surely initialised where `node` mentions it? */
export function runsBeforeUse(
  f: FunctionLowering,
  node: ts.Node,
  module: SourceModule,
  binding: Binding,
): boolean {
  if (binding.initEnd < 0) return true;
  const { graph } = f.program;
  if (module !== f.module) return !graph.areInOneCycle(module, f.module);
  if (f.fn.kind === 'module') return Math.max(node.pos, f.floor) >= binding.initEnd;
  return binding.initEnd <= graph.inertUntil(module) && !graph.isInCycle(module);
}

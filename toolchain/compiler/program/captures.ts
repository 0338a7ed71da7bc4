/**
 * How each binding is held, from what the analysis found:
 *
 *   local   an SSA value of its function: nobody else uses it
 *   value   captured, but never assigned after a capture was made: closures hold a copy
 *   cell    captured and assigned later, or captured before it had a value: a cell on the heap, shared
 *   global  at module level and used by functions or other modules, or a member of a namespace's object
 */
import ts from 'typescript';
import type { Binding, FunctionScope } from './scopes.ts';
import { isCommonJsFile } from './source-store.ts';

export type Holding = 'local' | 'value' | 'cell' | 'global';

const holdings = new WeakMap<Binding, Holding>();

/** How a binding (not an import) is held. */
export function holdingOf(binding: Binding): Holding {
  let holding = holdings.get(binding);
  if (holding === undefined) {
    holding = decide(binding);
    holdings.set(binding, holding);
  }
  return holding;
}

function decide(binding: Binding): Holding {
  if (binding.container !== undefined) return 'global';
  if (binding.isModuleLevel) {
    // `this` of an ES module is nothing; that of a CommonJS module is seen by its arrow functions
    const hasValue = binding.kind !== 'this' || isCommonJsFile(binding.scope.node as ts.SourceFile);
    return (binding.usedElsewhere || binding.exported) && hasValue ? 'global' : 'local';
  }
  if (binding.captors.size === 0) return 'local';
  for (const captor of binding.captors) if (!seesFinalValue(binding, captor)) return 'cell';
  return 'value';
}

/** Is the binding's value, when the closure is made, the one it keeps (for this iteration)? */
function seesFinalValue(binding: Binding, captor: FunctionScope): boolean {
  if (!isInitialized(binding, captor)) return false;
  const scope = binding.scope;
  const loops = captor.loops.filter((loop) => loop !== scope.node && loop.pos >= scope.node.pos);
  return binding.assignments.every(
    (assignment) =>
      assignment.fn === scope.fn &&
      assignment.end <= captor.createdAt &&
      !loops.some((loop) => assignment.end > loop.pos && assignment.end <= loop.end),
  );
}

function isInitialized(binding: Binding, captor: FunctionScope): boolean {
  // a class that is named in its own computed names: it gets its name after its methods
  if (binding.kind === 'class' && binding.usedEarly) return false;
  if (binding.scope.kind === 'switch' && binding.initEnd >= 0) {
    const clause = binding.declaration && ts.findAncestor(binding.declaration, ts.isCaseOrDefaultClause);
    if (clause === undefined || captor.node.pos < clause.pos || captor.node.end > clause.end) return false;
  }
  return binding.initEnd <= captor.createdAt;
}

/** May a closure that shares the binding run before it has its value? Then each use in it is checked. */
export function needsCheckInClosures(binding: Binding): boolean {
  for (const captor of binding.captors) {
    if (!isInitialized(binding, captor) && !isOwnInitializer(binding, captor)) return true;
  }
  return false;
}

/** `const f = () => … f() …`: the closure is made before `f` has its value, but nobody can call it that early. */
function isOwnInitializer(binding: Binding, captor: FunctionScope): boolean {
  const declaration = binding.declaration;
  if (binding.kind === 'function' || binding.kind === 'base') return true;
  if (binding.kind === 'self') return declaration === captor.node;
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer === captor.node
  );
}

/** Does the binding's cell have to exist, empty, from the beginning of its scope? */
export function isCellEarly(binding: Binding): boolean {
  if (binding.usedEarly || binding.scope.kind === 'switch') return true;
  for (const captor of binding.captors) if (!isInitialized(binding, captor)) return true;
  return false;
}

const free = new WeakMap<FunctionScope, boolean>();

/** Does a function use nothing of enclosing functions, except function declarations of which the same is true? */
export function capturesNothing(fn: FunctionScope): boolean {
  const known = free.get(fn);
  if (known !== undefined) return known;
  const reached = new Set<FunctionScope>([fn]);
  let result = true;
  for (const user of reached) {
    for (const binding of user.captured) {
      if (binding.kind === 'function' && !binding.reassigned && binding.code !== undefined)
        reached.add(binding.code);
      else result = false;
    }
    if (!result) break;
  }
  free.set(fn, result);
  return result;
}

/** A function declaration whose every mention means the same code: never reassigned, and needs no closure. */
export function isDirectFunction(binding: Binding): boolean {
  if (binding.kind !== 'function' || binding.reassigned) return false;
  return binding.isModuleLevel || (binding.code !== undefined && capturesNothing(binding.code));
}

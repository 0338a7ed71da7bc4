/** Reading, initialising and assigning names, whichever way they are held (program/captures.ts). */
import ts from 'typescript';
import type { Global, Instr } from '../ir/ir.ts';
import { holdingOf, isCellEarly, isDirectFunction, needsCheckInClosures } from '../program/captures.ts';
import type { Resolved } from '../program/graph.ts';
import { type Binding, isEarly, type Scope } from '../program/scopes.ts';
import { isSloppy } from '../program/sloppy.ts';
import { closureOf } from './closures.ts';
import { readWrapper } from './common-js/wrapper.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { globalObject, isGlobalObjectName } from './global-object.ts';
import { runsBeforeUse } from './initialization.ts';
import { coerce, isMachine, toJs, wrap } from './machine-integers.ts';
import { namespaceObject } from './modules.ts';
import { isDirectClass } from './program-lowering.ts';
import { throwNew } from './runtime-errors.ts';
import { assignImplied, readImplied } from './sloppy.ts';

/** The value of an identifier. */
export function readName(f: FunctionLowering, node: ts.Identifier): Instr {
  const binding = f.bindingOf(node);
  if (binding !== undefined) return readBinding(f, node, binding);
  return readGlobalName(f, node, node.text);
}

/** The value of a name that no module declares. */
export function readGlobalName(f: FunctionLowering, node: ts.Node, name: string): Instr {
  if (name === 'undefined') return f.undefined();
  if (name === 'NaN') return f.constant(Number.NaN);
  if (name === 'Infinity') return f.constant(Number.POSITIVE_INFINITY);
  if (isGlobalObjectName(name)) return globalObject(f, node);
  const resolved = f.program.graph.resolveGlobal(name);
  if (resolved !== undefined) return readFoundGlobal(f, node, name, resolved);
  if (f.program.graph.isImplied(name)) return readImplied(f, node, name, true);
  reportMissingGlobal(f, node, name);
  return f.undefined();
}

/** A global that os/ has. A program that names BigInt may make some, which os/ by itself never does. */
export function readFoundGlobal(f: FunctionLowering, node: ts.Node, name: string, resolved: Resolved): Instr {
  if (name === 'BigInt' && !f.module.isOs && !ts.isBigIntLiteral(node)) linkBigInts(f, node);
  return readResolved(f, node, resolved);
}

/** What comes next makes BigInts: their arithmetic must be there (os/runtime/core/bigint.ts). */
export function linkBigInts(f: FunctionLowering, node: ts.Node): void {
  f.emit(node, 'call.direct', [f.undefined()], { fn: f.program.runtimeFunction('useBigInts') }, 'js');
}

/** Names that Node gives to CommonJS modules. */
const COMMON_JS: ReadonlySet<string> = new Set(['require', 'module', 'exports', '__dirname', '__filename']);

/** What Node has is not supported yet; what nobody has is a ReferenceError when it is reached. */
function reportMissingGlobal(f: FunctionLowering, node: ts.Node, name: string): void {
  if (name in globalThis || COMMON_JS.has(name)) f.program.report('globalUnsupported', node, name);
  else throwNew(f, node, 'ReferenceError', `${name} is not defined`);
}

/** Names of the wrapper's that a module has as variables in any case: an object for each of its runs. */
function isWrapperVariable({ name }: Binding): boolean {
  return name === 'exports' || name === 'arguments';
}

/** The value of a binding where `node` mentions it. */
export function readBinding(f: FunctionLowering, node: ts.Node, binding: Binding): Instr {
  if (binding.container !== undefined) {
    return f.emit(node, 'prop.get', [readBinding(f, node, binding.container)], { name: binding.name });
  }
  if (binding.link === undefined && !binding.isModuleLevel) return readLocal(f, node, binding);
  if (binding.kind === 'wrapper' && !binding.reassigned && !isWrapperVariable(binding))
    return readWrapper(f, node, binding);
  const resolved = f.program.resolve(f.module, binding);
  return resolved === undefined ? f.undefined() : readResolved(f, node, resolved);
}

export function readResolved(f: FunctionLowering, node: ts.Node, resolved: Resolved): Instr {
  if (resolved.kind === 'namespace') return namespaceObject(f, node, resolved.module);
  const { module, binding } = resolved;
  if (
    !binding.isModuleLevel ||
    (module === f.module && holdingOf(binding) === 'local' && !isDirect(binding))
  ) {
    return readLocal(f, node, binding);
  }
  const { declaration } = binding;
  if (declaration !== undefined && isDirectFunction(binding) && ts.isFunctionDeclaration(declaration)) {
    return f.emit(node, 'closure', [], { fn: f.program.functionOf(module, declaration, f.copy) });
  }
  const safe = runsBeforeUse(f, node, module, binding);
  if (declaration !== undefined && isDirectClass(binding) && ts.isClassDeclaration(declaration)) {
    const info = f.program.classOf(module, declaration, f.copy);
    const ref = f.emit(node, 'class.ref', [], { class: info });
    // the system's own classes are in the image, whole, before any of its modules has run
    return safe || module.isOs ? ref : f.emit(node, 'tdz.check', [ref], { name: binding.name, class: info });
  }
  const constant = safe ? f.program.constants.ofBinding(module, binding) : undefined;
  const global = f.program.globalOf(module, binding);
  if (constant !== undefined && global.type === 'js') return f.constant(constant.value);
  const value = f.emit(node, 'global.get', [], { global }, global.type);
  return safe || !global.tdz ? value : f.emit(node, 'tdz.check', [value], { name: binding.name });
}

function isDirect(binding: Binding): boolean {
  return isDirectFunction(binding) || isDirectClass(binding);
}

function readLocal(f: FunctionLowering, node: ts.Node, binding: Binding): Instr {
  const { declaration } = binding;
  if (isDirectFunction(binding) && declaration !== undefined && ts.isFunctionDeclaration(declaration)) {
    return f.emit(node, 'closure', [], { fn: f.program.functionOf(f.module, declaration, f.copy) });
  }
  if (binding.kind === 'this' && binding.isModuleLevel && f.module.commonJs === undefined)
    return f.undefined();
  const held = f.b.read(f.variable(binding));
  const value = holdingOf(binding) === 'cell' ? f.emit(node, 'cell.get', [held]) : held;
  if (!needsCheck(f, node, binding)) return value;
  return f.emit(node, 'tdz.check', [toJs(f, value)], { name: binding.name });
}

/** May the binding be uninitialised where `node` mentions it? */
function needsCheck(f: FunctionLowering, node: ts.Node, binding: Binding): boolean {
  if (binding.initEnd < 0 || binding.kind === 'function') return false;
  if (binding.scope.fn === f.code) return isEarly(binding, node, Math.max(node.pos, f.floor));
  return holdingOf(binding) === 'cell' && needsCheckInClosures(binding);
}

/**
 * Is the value in the image already? Then the declaration stores nothing: the machine and the heap work before their
 * modules have run, and what they have written must stay.
 */
function isInImage(value: Instr, global: Global): boolean {
  if (!isMachine(global.type) || typeof global.initial !== 'bigint' || value.op !== 'int') return false;
  return value.attrs.integer === wrap(global.initial, global.type);
}

/** Gives a binding its first value, at its declaration. */
export function initialize(f: FunctionLowering, binding: Binding, value: Instr): void {
  if (binding.container !== undefined) {
    const node = binding.container.declaration ?? f.code.node;
    f.b.emit('prop.set', [readBinding(f, node, binding.container), toJs(f, value)], { name: binding.name });
    return;
  }
  const variable = f.variable(binding);
  switch (holdingOf(binding)) {
    case 'global': {
      if (isDirectClass(binding)) return;
      const global = f.program.globalOf(f.module, binding);
      const first = coerce(f, value, global.type);
      if (isInImage(first, global)) return;
      f.b.emit('global.set', [first], { global });
      return;
    }
    case 'cell':
      if (isCellEarly(binding) || binding.kind === 'var')
        f.b.emit('cell.set', [f.b.read(variable), toJs(f, value)]);
      else f.b.write(variable, f.b.emit('cell.new', [toJs(f, value)], { name: binding.name }));
      return;
    default:
      f.b.write(variable, coerce(f, value, variable.type));
  }
}

/** An assignment to an identifier. */
export function assignName(f: FunctionLowering, node: ts.Identifier, value: Instr): void {
  const binding = f.bindingOf(node);
  if (binding === undefined) {
    if (f.module.analysis.implied.has(node.text) && isSloppy(node) && f.program.graph.isImplied(node.text))
      assignImplied(f, node, node.text, toJs(f, value));
    else if (f.program.graph.resolveGlobal(node.text) === undefined) reportMissingGlobal(f, node, node.text);
    else f.program.report('unsupported', node, `Assigning to the global '${node.text}'`);
    return;
  }
  assignBinding(f, node, binding, value);
}

/** An assignment to a binding where `node` names it. */
export function assignBinding(f: FunctionLowering, node: ts.Node, binding: Binding, value: Instr): void {
  if (binding.container !== undefined) {
    const object = readBinding(f, node, binding.container);
    f.emit(node, 'prop.set', [object, toJs(f, value)], { name: binding.name });
    return;
  }
  if (
    binding.kind === 'self' ||
    binding.kind === 'const' ||
    binding.kind === 'import' ||
    binding.kind === 'enum'
  ) {
    if (binding.kind === 'const') readBinding(f, node, binding);
    throwNew(f, node, 'TypeError', 'Assignment to constant variable.');
    return;
  }
  if (binding.kind === 'class' && isInside(node, binding.declaration)) {
    throwNew(f, node, 'TypeError', 'Assignment to constant variable.');
    return;
  }
  if (!binding.isModuleLevel && needsCheck(f, node, binding)) readBinding(f, node, binding);
  f.at(node);
  const variable = f.variable(binding);
  switch (holdingOf(binding)) {
    case 'global': {
      const global = f.program.globalOf(f.module, binding);
      if (global.tdz && !runsBeforeUse(f, node, f.module, binding)) readBinding(f, node, binding);
      f.emit(node, 'global.set', [coerce(f, value, global.type)], { global });
      return;
    }
    case 'cell':
      f.emit(node, 'cell.set', [f.b.read(variable), toJs(f, value)]);
      return;
    default:
      f.b.write(variable, coerce(f, value, variable.type));
  }
}

/** Inside a class its name is a constant. */
function isInside(node: ts.Node, declaration: ts.Node | undefined): boolean {
  return declaration !== undefined && node.pos >= declaration.pos && node.end <= declaration.end;
}

/** The machine type that values assigned to a name are converted to; `js` for ordinary ones. */
export function typeOfName(f: FunctionLowering, node: ts.Identifier): Instr['type'] {
  const binding = f.bindingOf(node);
  if (binding === undefined) return 'js';
  const resolved = f.program.resolve(f.module, binding);
  if (resolved?.kind !== 'binding') return 'js';
  const isGlobal =
    resolved.binding.isModuleLevel && holdingOf(resolved.binding) === 'global' && !isDirect(resolved.binding);
  if (isGlobal) return f.program.globalOf(resolved.module, resolved.binding).type;
  return holdingOf(binding) === 'cell' ? 'js' : f.variable(binding).type;
}

/** On entry of a block: cells and holes for what may be used early, `var`s, and functions that are needed at once. */
export function enterScope(f: FunctionLowering, scope: Scope): void {
  for (const binding of scope.bindings.values()) prepare(f, binding);
  instantiateFunctions(f, scope, -1);
}

function prepare(f: FunctionLowering, binding: Binding): void {
  const holding = holdingOf(binding);
  if (holding === 'global' || isDirect(binding) || binding.link !== undefined) return;
  const variable = f.variable(binding);
  const newCell = (initial: Instr): void => {
    f.b.write(variable, f.b.emit('cell.new', [initial], { name: binding.name }));
  };
  switch (binding.kind) {
    case 'var':
      if (holding === 'cell') newCell(f.undefined());
      else f.b.write(variable, f.undefined());
      break;
    case 'let':
    case 'const':
    case 'class':
    case 'enum':
    case 'function':
    case 'param':
    case 'self':
    case 'base':
    case 'catch':
      if (holding === 'cell' && isCellEarly(binding)) newCell(f.b.emit('hole'));
      else if (holding === 'local' && binding.usedEarly) f.b.write(variable, f.b.emit('hole'));
      break;
  }
}

/** Makes the closures of the function declarations of a block that are due before the statement at `position`. */
export function instantiateFunctions(f: FunctionLowering, scope: Scope, position: number): void {
  if (scope.kind === 'module') {
    for (const { binding, node } of scope.functions) {
      if (!isDirectFunction(binding)) initialize(f, binding, closureOf(f, node));
    }
    return;
  }
  for (const hoisted of scope.functions) {
    if (hoisted.at !== position || isDirectFunction(hoisted.binding)) continue;
    f.at(hoisted.node);
    initialize(f, hoisted.binding, closureOf(f, hoisted.node));
  }
}

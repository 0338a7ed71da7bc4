/** The names that Node gives to a CommonJS module, where they are used: `require(…)`, `module.exports`, `require.main === module` and the rest. */
import { posix } from 'node:path';
import ts from 'typescript';
import type { FunctionIr, Instr } from '../../ir/ir.ts';
import type { ExportMember } from '../../program/common-js/common-js.ts';
import { mainTest } from '../../program/common-js/facts.ts';
import { imageName, requirable } from '../../program/common-js/image-names.ts';
import { isEsModuleMark } from '../../program/common-js/syntax.ts';
import { unwrap } from '../../program/keys.ts';
import type { SourceModule } from '../../program/module.ts';
import type { Binding } from '../../program/scopes.ts';
import { initialize, readResolved } from '../bindings.ts';
import { lowerEffect, lowerJs } from '../expressions.ts';
import type { FunctionLowering } from '../function-lowering.ts';
import { makeFunction } from '../made-function.ts';
import type { ProgramLowering } from '../program-lowering.ts';
import { callRuntime, hiddenGlobal, loadFunction, moduleObject, requireModule } from './loading.ts';

/** The name of the wrapper's that an expression is, if the module lets it be what it is. */
export function wrapperName(f: FunctionLowering, expression: ts.Expression): string | undefined {
  const node = unwrap(expression);
  if (f.module.commonJs === undefined || !ts.isIdentifier(node)) return undefined;
  const binding = f.bindingOf(node);
  return binding?.kind === 'wrapper' && !binding.reassigned ? binding.name : undefined;
}

/** `require(…)` and `require.resolve(…)`, and the mark of transpiled modules where nobody can see it; undefined for other calls. */
export function lowerRequire(f: FunctionLowering, node: ts.CallExpression): Instr | undefined {
  if (f.module.commonJs?.hasBindings === true && isEsModuleMark(node)) return f.undefined();
  const target = f.module.commonJs?.targets.get(node);
  if (target === undefined) return undefined;
  const isResolve = ts.isPropertyAccessExpression(unwrap(node.expression));
  switch (target.kind) {
    case 'module':
      if (!isResolve) return requireModule(f, node, target.module);
      return f.constant(nameOf(f, node, target.module));
    case 'missing':
      f.at(node);
      return callRuntime(f, 'throwModuleMissing', f.constant(target.specifier), f.constant(filename(f)));
    case 'unsupported':
      f.at(node);
      return callRuntime(f, 'throwBuiltinMissing', f.constant(target.name));
    case 'dynamic':
      return requireByName(f, node, isResolve ? 'resolveFromTable' : 'requireFromTable');
  }
}

function filename(f: FunctionLowering): string {
  return imageName(f.program.graph, f.module.path);
}

/** What `require.resolve` gives: the name of a file, and of Node's own modules what was asked for. */
function nameOf(f: FunctionLowering, node: ts.CallExpression, module: SourceModule): string {
  const [argument] = node.arguments;
  const asked = argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : '';
  return module.isOs ? asked : imageName(f.program.graph, module.path);
}

function requireByName(f: FunctionLowering, node: ts.CallExpression, how: string): Instr {
  const [argument, ...others] = node.arguments;
  const asked = argument === undefined ? f.undefined() : lowerJs(f, argument);
  for (const other of others) lowerEffect(f, other);
  f.at(node);
  f.b.emit('call.direct', [f.undefined()], { fn: tableFunction(f.program, f.module) }, 'js');
  if (f.program.graph.hasModuleObjects) callRuntime(f, 'requiredBy', moduleObject(f, f.module));
  return callRuntime(f, how, asked, f.constant(filename(f)));
}

const tables = new WeakMap<ProgramLowering, FunctionIr>();

/** The function that tells the run time of the modules that may be required by name, once. */
function tableFunction(program: ProgramLowering, module: SourceModule): FunctionIr {
  let fn = tables.get(program);
  if (fn === undefined) {
    fn = makeFunction(program, module, '<module table>', (f) => {
      const state = hiddenGlobal('<module table>:state', 'state');
      const [make, done] = [f.b.newBlock(true), f.b.newBlock()];
      f.b.branch(f.b.emit('is.undefined', [f.b.emit('global.get', [], { global: state }, 'js')]), make, done);
      f.b.start(make);
      f.b.emit('global.set', [f.constant(true)], { global: state });
      for (const [name, target] of requirable(program.graph)) {
        const load = f.b.emit('closure', [], { fn: loadFunction(program, module.file, target) });
        callRuntime(f, 'addToTable', f.constant(name), f.constant(tableName(f, target)), load);
      }
      f.b.jump(done);
      f.b.start(done);
      f.b.return(f.undefined());
    });
    tables.set(program, fn);
  }
  return fn;
}

/** What `require.resolve` finds under a name of the table. */
function tableName(f: FunctionLowering, target: SourceModule): string {
  return target.isOs ? target.key.replace(/^os\/node\/|\.ts$/g, '') : imageName(f.program.graph, target.path);
}

/** The value of a name of the wrapper. */
export function readWrapper(f: FunctionLowering, node: ts.Node, binding: Binding): Instr {
  f.at(node);
  switch (binding.name) {
    case '__filename':
      return f.constant(filename(f));
    case '__dirname':
      return f.constant(posix.dirname(filename(f)));
    case 'module':
      return moduleObject(f, f.module);
    case 'arguments':
      return argumentsOfModule(f);
    default:
      return requireObject(f);
  }
}

/** The `arguments` of the function that Node makes of a module. */
function argumentsOfModule(f: FunctionLowering): Instr {
  const { module } = f;
  const fn = makeFunction(f.program, module, `${module.key}:<arguments>`, (inner) => {
    inner.b.return(inner.b.emit('arguments'));
  });
  const exports = f.emit(module.file, 'prop.get', [moduleObject(f, module)], { name: 'exports' });
  const names = [f.constant(filename(f)), f.constant(posix.dirname(filename(f)))];
  const all = [exports, requireObject(f), moduleObject(f, module), ...names];
  return f.b.emit('call.direct', [f.undefined(), ...all], { fn }, 'js');
}

const requireObjects = new WeakMap<SourceModule, FunctionIr>();

/** `require` as a value: a function with properties, one for each module. */
function requireObject(f: FunctionLowering): Instr {
  const { module } = f;
  let fn = requireObjects.get(module);
  if (fn === undefined) {
    fn = makeFunction(f.program, module, `${module.key}:<require object>`, (inner) => {
      const { main } = inner.program.graph;
      const table = tableFunction(inner.program, module);
      inner.b.emit('call.direct', [inner.undefined()], { fn: table }, 'js');
      const mainObject = main?.commonJs === undefined ? inner.undefined() : moduleObject(inner, main);
      inner.b.return(callRuntime(inner, 'requireOf', moduleObject(inner, module), mainObject));
    });
    requireObjects.set(module, fn);
  }
  return f.b.emit('call.direct', [f.undefined()], { fn }, 'js');
}

/** `require.main`; undefined for any other access. */
export function lowerRequireMain(f: FunctionLowering, node: ts.Node): Instr | undefined {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'main') return undefined;
  if (wrapperName(f, node.expression) !== 'require') return undefined;
  const { main } = f.program.graph;
  f.at(node);
  return main?.commonJs === undefined ? f.undefined() : moduleObject(f, main);
}

/** `require.main === module`: known when the program is compiled. */
export function lowerMainTest(f: FunctionLowering, node: ts.BinaryExpression): Instr | undefined {
  if (f.module.commonJs === undefined) return undefined;
  const isEqual = mainTest(node, f.module.analysis);
  if (isEqual === undefined) return undefined;
  return f.b.emit('const', [], { value: (f.program.graph.main === f.module) === isEqual });
}

/** `typeof require`, `typeof module`: known without making them. */
export function typeofWrapper(f: FunctionLowering, expression: ts.Expression): string | undefined {
  switch (wrapperName(f, expression)) {
    case 'require':
      return 'function';
    case 'module':
    case 'exports':
      return f.module.commonJs?.hasBindings === false && wrapperName(f, expression) === 'exports'
        ? undefined
        : 'object';
    default:
      return undefined;
  }
}

/** The exported binding that `exports.name` or `module.exports` stands for. */
export function exportMember(f: FunctionLowering, node: ts.Node): ExportMember | undefined {
  return f.module.commonJs?.members.get(node);
}

/** Gives an export its value. */
export function writeExport(f: FunctionLowering, { binding, isAlias }: ExportMember, value: Instr): void {
  if (!isAlias) initialize(f, binding, value);
}

/** `require('./a').name`, where the names of './a' are bindings: runs the module, and reads the binding. */
export function lowerRequiredName(f: FunctionLowering, node: ts.Node): Instr | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const call = unwrap(node.expression);
  const target = ts.isCallExpression(call) ? f.module.commonJs?.targets.get(call) : undefined;
  if (target?.kind !== 'module' || ts.isPropertyAccessExpression((call as ts.CallExpression).expression))
    return undefined;
  const { commonJs } = target.module;
  if (commonJs?.hasBindings !== true || commonJs.plan?.kind !== 'names') return undefined;
  const exported = f.program.graph.resolveExport(target.module, node.name.text);
  requireModule(f, call, target.module);
  return exported === undefined ? f.undefined() : readResolved(f, node, exported);
}

/** `module.exports = { a, b: c }` of a module whose exports are bindings; undefined for other assignments. */
export function lowerExportLiteral(f: FunctionLowering, node: ts.BinaryExpression): Instr | undefined {
  const { commonJs } = f.module;
  const plan = commonJs?.hasBindings === true ? commonJs.plan : undefined;
  if (plan?.kind !== 'names' || plan.literal !== unwrap(node.left)) return undefined;
  for (const planned of plan.exports.values()) {
    const value = lowerJs(f, planned.value);
    const member = commonJs?.members.get(planned.node);
    if (member !== undefined) writeExport(f, member, value);
  }
  return f.undefined();
}

/** What a CommonJS module begins with: the object of its exports, and the wrapper's names that it assigns itself. */
export function enterCommonJs(f: FunctionLowering): void {
  const { commonJs, analysis } = f.module;
  if (commonJs === undefined) return;
  const { bindings } = analysis.moduleScope;
  if (!commonJs.hasBindings) {
    const exports = f.emit(f.module.file, 'object', [], { keys: [] });
    initialize(f, commonJs.exports, exports);
    const own = [bindings.get('exports'), bindings.get('this')];
    for (const binding of own)
      if (binding?.referenced === true && binding.kind !== 'var') initialize(f, binding, exports);
  }
  for (const binding of bindings.values()) {
    const isVariable = binding.name === 'arguments' ? binding.referenced : binding.reassigned;
    const isOwn = binding.kind === 'wrapper' && isVariable && binding.name !== 'exports';
    if (isOwn) initialize(f, binding, readWrapper(f, f.module.file, binding));
  }
}

/** Runs the module of a linked declaration: `require('./a')` or `require('./a').name`. */
export function lowerRequired(f: FunctionLowering, initializer: ts.Expression | undefined): void {
  let node = initializer === undefined ? undefined : unwrap(initializer);
  while (node !== undefined && ts.isPropertyAccessExpression(node)) node = unwrap(node.expression);
  const target =
    node !== undefined && ts.isCallExpression(node) ? f.module.commonJs?.targets.get(node) : undefined;
  // what os/ has for Node's modules has run before the program
  if (node !== undefined && target?.kind === 'module' && !target.module.isOs)
    requireModule(f, node, target.module);
}

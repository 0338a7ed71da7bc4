/** Module initialisers, JSON modules, and namespaces used as values. */
import ts from 'typescript';
import { Builder } from '../ir/builder.ts';
import { FunctionIr, type Global, type Instr } from '../ir/ir.ts';
import { symbolKey } from '../ir/names.ts';
import type { EvaluationStep } from '../program/evaluation.ts';
import type { SourceModule } from '../program/module.ts';
import { enterScope, initialize, readResolved } from './bindings.ts';
import { evaluateFunction } from './common-js/loading.ts';
import { enterCommonJs } from './common-js/wrapper.ts';
import { lowerJs } from './expressions.ts';
import { FunctionLowering } from './function-lowering.ts';
import { unwritten } from './made-function.ts';
import type { ProgramLowering } from './program-lowering.ts';
import { spanOf } from './signatures.ts';
import { lowerStatements } from './statements.ts';

/** The function that runs a module's statements once. Async when the module has a top-level await. */
export function makeModuleFunction(program: ProgramLowering, module: SourceModule): FunctionIr {
  const code = module.analysis.moduleScope.fn;
  return new FunctionIr(
    {
      key: `${module.key}:<module>`,
      name: module.key,
      kind: 'module',
      params: [],
      length: 0,
      resultType: 'js',
      resultHint: undefined,
      isAsync: code.hasAwait,
      isGenerator: false,
      generic: false,
      sloppy: false,
      trusted: module.trusted,
      externSymbol: undefined,
      span: spanOf(module, module.file),
      owner: undefined,
    },
    (fn) => lowerModule(program, module, fn),
  );
}

function lowerModule(program: ProgramLowering, module: SourceModule, fn: FunctionIr): void {
  const { moduleScope } = module.analysis;
  const f = new FunctionLowering(program, module, fn, moduleScope.fn);
  if (module.isJson) lowerJson(f);
  else {
    enterCommonJs(f);
    enterScope(f, moduleScope);
    lowerStatements(f, moduleScope, module.file.statements);
  }
  if (f.b.reachable) f.b.return(f.undefined());
  f.b.finish();
}

/**
 * The function that evaluates the program's own modules when some of them await: runs those that wait for nothing, and
 * makes records of the others, which os/runtime/modules/evaluation.ts runs when it is their turn.
 */
export function makeEvaluation(
  program: ProgramLowering,
  steps: readonly EvaluationStep<SourceModule>[],
): FunctionIr {
  return new FunctionIr(unwritten('<evaluation>'), (fn) => lowerEvaluation(program, steps, new Builder(fn)));
}

function lowerEvaluation(
  program: ProgramLowering,
  steps: readonly EvaluationStep<SourceModule>[],
  b: Builder,
): void {
  const records = new Map<SourceModule, Instr>();
  const call = (fn: FunctionIr, ...args: Instr[]): Instr =>
    b.emit('call.direct', [b.constant(undefined), ...args], { fn }, 'js');
  let last: Instr | undefined;
  for (const { module, awaits } of steps) {
    b.span = spanOf(module, module.file);
    const run = evaluateFunction(program, module);
    if (awaits === undefined) {
      call(run);
      continue;
    }
    const closure = b.emit('closure', [], { fn: run });
    const hasAwait = b.emit('const', [], { value: run.isAsync });
    last = call(program.runtimeFunction('moduleRecord'), closure, hasAwait);
    records.set(module, last);
    for (const awaited of awaits) {
      const dependency = records.get(awaited);
      if (dependency !== undefined) call(program.runtimeFunction('awaitModule'), last, dependency);
    }
    if (awaits.length === 0) call(program.runtimeFunction('startModule'), last);
  }
  if (last !== undefined) call(program.runtimeFunction('watchProgram'), last);
  b.return(b.constant(undefined));
  b.finish();
}

/** A JSON module's default export is its value. */
function lowerJson(f: FunctionLowering): void {
  const [statement] = f.module.file.statements;
  const binding = f.module.analysis.moduleScope.bindings.get('*default*');
  if (statement === undefined || !ts.isExpressionStatement(statement) || binding === undefined) return;
  initialize(f, binding, lowerJs(f, statement.expression));
}

/**
 * `import * as ns` used other than as `ns.name`: an object with a getter for each export, so that bindings stay live. It
 * has no prototype, and is made once, when it is first asked for. (ECMA-262 10.4.6 also makes its properties writable
 * in name only; nothing but descriptors can tell.) `isMarked`: with an `__esModule`, as `require` of an ES module gives it.
 */
export function namespaceObject(
  f: FunctionLowering,
  node: ts.Node,
  module: SourceModule,
  isMarked = false,
): Instr {
  const global = namespaceGlobal(module, isMarked);
  const known = f.emit(node, 'global.get', [], { global }, 'js');
  const [make, done] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.undefined', [known]), make, done);
  f.b.start(make);
  f.b.emit('global.set', [makeNamespace(f, node, module, isMarked)], { global });
  f.b.jump(done);
  f.b.start(done);
  return f.emit(node, 'global.get', [], { global }, 'js');
}

const namespaces = new WeakMap<SourceModule, Global>();
const markedNamespaces = new WeakMap<SourceModule, Global>();

function namespaceGlobal(module: SourceModule, isMarked: boolean): Global {
  const known = isMarked ? markedNamespaces : namespaces;
  let global = known.get(module);
  if (global === undefined) {
    const key = `${module.key}:<${isMarked ? 'marked ' : ''}namespace>`;
    global = {
      key,
      name: 'namespace',
      type: 'js',
      initial: undefined,
      tdz: false,
      hint: undefined,
      constant: false,
    };
    known.set(module, global);
  }
  return global;
}

function makeNamespace(f: FunctionLowering, node: ts.Node, module: SourceModule, isMarked: boolean): Instr {
  const { graph } = f.program;
  const object = f.emit(node, 'object', [], { keys: [] });
  f.b.emit('proto.set', [object, f.constant(null)]);
  f.b.emit('prop.define', [object, f.constant('Module')], {
    name: symbolKey('toStringTag'),
    enumerable: false,
  });
  const names = graph.exportedNames(module);
  if (isMarked && !names.includes('__esModule'))
    f.b.emit('prop.define', [object, f.constant(true)], { name: '__esModule', enumerable: true });
  for (const name of names) {
    const resolved = graph.resolveExport(module, name);
    if (resolved === undefined || (resolved.kind === 'namespace' && resolved.module === module)) continue;
    const key = `${f.module.key}:ns@${module.key}.${name}`;
    const getter = makeGetter(f, key, name, (inner) => readResolved(inner, node, resolved));
    const fn = f.b.emit('closure', [], { fn: getter });
    f.b.emit('accessor.define', [object, f.constant(name), fn], { operator: 'get', enumerable: true });
  }
  const seal = f.program.runtimeFunction('sealNamespace');
  f.b.emit('call.direct', [f.undefined(), object], { fn: seal }, 'js');
  return object;
}

function makeGetter(
  f: FunctionLowering,
  key: string,
  name: string,
  read: (inner: FunctionLowering) => Instr,
): FunctionIr {
  const { program, module } = f;
  return new FunctionIr(
    {
      key,
      name: `get ${name}`,
      kind: 'getter',
      params: [],
      length: 0,
      resultType: 'js',
      resultHint: undefined,
      isAsync: false,
      isGenerator: false,
      generic: false,
      sloppy: false,
      trusted: module.trusted,
      externSymbol: undefined,
      span: undefined,
      owner: undefined,
    },
    (fn) => {
      const inner = new FunctionLowering(program, module, fn, module.analysis.moduleScope.fn);
      const value = read(inner);
      inner.b.return(value.type === 'js' ? value : inner.b.emit('convert', [value], {}, 'js'));
      inner.b.finish();
    },
  );
}

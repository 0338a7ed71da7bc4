/**
 * `require` of a module: a function of its own runs the module when it is first asked for, and gives what `module.exports` is then. A module
 * that throws isn't there: the next `require` runs it again. In programs that look at `module` or `require` as objects every CommonJS module has
 * its `Module` (os/node/modules/), and `require.cache` is asked first.
 */
import type ts from 'typescript';
import { FunctionIr, type Global, type Instr } from '../../ir/ir.ts';
import { imageName } from '../../program/common-js/image-names.ts';
import type { SourceModule } from '../../program/module.ts';
import { readResolved } from '../bindings.ts';
import { withHandler } from '../control.ts';
import { FunctionLowering } from '../function-lowering.ts';
import { makeFunction, unwritten } from '../made-function.ts';
import { namespaceObject } from '../modules.ts';
import type { ProgramLowering } from '../program-lowering.ts';

/** A call of a function of os/ by its name. */
export function callRuntime(f: FunctionLowering, name: string, ...args: readonly Instr[]): Instr {
  const fn = f.program.runtimeFunction(name);
  return f.b.emit('call.direct', [f.undefined(), ...args], { fn }, 'js');
}

/** A variable that the compiler makes up. */
export function hiddenGlobal(key: string, name: string): Global {
  return { key, name, type: 'js', initial: undefined, tdz: false, hint: undefined, constant: false };
}

interface Hidden {
  /** Undefined: not run; true: run, or running; false: what it threw is in `error`. */
  readonly state: Global;
  readonly error: Global;
  readonly object: Global;
  load: FunctionIr | undefined;
  evaluate: FunctionIr | undefined;
}

const hidden = new WeakMap<SourceModule, Hidden>();

function hiddenOf(module: SourceModule): Hidden {
  let known = hidden.get(module);
  if (known === undefined) {
    known = {
      state: hiddenGlobal(`${module.key}:<state>`, 'state'),
      error: hiddenGlobal(`${module.key}:<error>`, 'error'),
      object: hiddenGlobal(`${module.key}:<module object>`, 'module'),
      load: undefined,
      evaluate: undefined,
    };
    hidden.set(module, known);
  }
  return known;
}

/** Runs a module if it hasn't run, and gives what it exports; undefined when its exports are bindings. */
export function requireModule(f: FunctionLowering, node: ts.Node, module: SourceModule): Instr {
  f.at(node);
  if (module.isOs) return readBuiltin(f, node, module);
  const hasParent = f.module.commonJs !== undefined && module.commonJs !== undefined;
  if (f.program.graph.hasModuleObjects && hasParent) callRuntime(f, 'requiredBy', moduleObject(f, f.module));
  return f.emit(node, 'call.direct', [f.undefined()], { fn: loadFunction(f.program, node, module) }, 'js');
}

/** What `require('events')` gives. */
function readBuiltin(f: FunctionLowering, node: ts.Node, module: SourceModule): Instr {
  const all = f.program.graph.resolveExport(module, 'default');
  return readResolved(f, node, all ?? { kind: 'namespace', module });
}

/** The function behind `require` of a module. */
export function loadFunction(program: ProgramLowering, node: ts.Node, module: SourceModule): FunctionIr {
  const own = hiddenOf(module);
  own.load ??= makeFunction(program, module, `${module.key}:<require>`, (f) => {
    if (module.isOs) f.b.return(readBuiltin(f, node, module));
    else if (module.commonJs === undefined) returnEsModule(f, node, module);
    else if (program.graph.hasModuleObjects) returnCached(f, module);
    else {
      unlessBegun(f, own.state, () => run(f, module, () => {}));
      f.b.return(readExports(f, module));
    }
  });
  return own.load;
}

/** Does something at the first time, and never again while it has begun. */
function unlessBegun(f: FunctionLowering, state: Global, first: () => void): void {
  const [begin, done] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.undefined', [f.b.emit('global.get', [], { global: state }, 'js')]), begin, done);
  f.b.start(begin);
  f.b.emit('global.set', [f.constant(true)], { global: state });
  first();
  f.b.jump(done);
  f.b.start(done);
}

/** Runs the module's own function; when it throws the module is as if it had never been asked for. */
function run(f: FunctionLowering, module: SourceModule, failed: () => void): void {
  const { state } = hiddenOf(module);
  const fn = f.program.moduleFunction(module);
  const handler = withHandler(f, () => f.b.emit('call.direct', [f.undefined()], { fn }, 'js'));
  if (handler === undefined) return;
  const after = f.b.newBlock();
  f.b.jump(after);
  f.b.start(handler);
  const error = f.b.emit('catch');
  f.b.emit('global.set', [f.undefined()], { global: state });
  failed();
  f.b.throw(error);
  f.b.start(after);
}

/** `module.exports` as it is now. */
export function readExports(f: FunctionLowering, module: SourceModule): Instr {
  const { commonJs } = module;
  if (commonJs === undefined || (commonJs.hasBindings && commonJs.plan?.kind === 'names'))
    return f.undefined();
  const binding = module.localExports.get('default') ?? commonJs.exports;
  return readResolved(
    f,
    module.file,
    f.program.resolve(module, binding) ?? { kind: 'binding', module, binding },
  );
}

/** With `Module` objects: what the cache has under the module's name, which the program may have taken out or replaced. */
function returnCached(f: FunctionLowering, module: SourceModule): void {
  const { object } = hiddenOf(module);
  const cached = callRuntime(f, 'cachedModule', f.constant(imageName(f.program.graph, module.path)));
  const [begin, found, own, other] = [f.b.newBlock(true), f.b.newBlock(), f.b.newBlock(), f.b.newBlock(true)];
  f.b.branch(f.b.emit('is.undefined', [cached]), begin, found);
  f.b.start(begin);
  const made = makeModuleObject(f, module);
  f.b.emit('global.set', [made], { global: object });
  callRuntime(f, 'enterModule', made);
  run(f, module, () => callRuntime(f, 'dropModule', made));
  callRuntime(f, 'endModule', made);
  f.b.jump(own);
  f.b.start(found);
  callRuntime(f, 'adoptModule', cached);
  const mine = f.b.emit('global.get', [], { global: object }, 'js');
  f.b.branch(f.b.emit('compare', [cached, mine], { operator: '===' }), own, other);
  f.b.start(other);
  f.b.return(f.b.emit('prop.get', [cached], { name: 'exports' }));
  f.b.start(own);
  f.b.return(readExports(f, module));
}

/** The `Module` of a module; before it has run, undefined. */
export function moduleObject(f: FunctionLowering, module: SourceModule): Instr {
  return f.b.emit('global.get', [], { global: hiddenOf(module).object }, 'js');
}

function makeModuleObject(f: FunctionLowering, module: SourceModule): Instr {
  const { program } = f;
  const { commonJs } = module;
  if (commonJs === undefined) return f.undefined();
  const getter = makeFunction(program, module, `${module.key}:<get exports>`, (inner) => {
    inner.b.return(readExports(inner, module));
  });
  const value = { name: 'value', type: 'js', hint: undefined } as const;
  const setter = new FunctionIr(
    { ...unwritten(`${module.key}:<set exports>`), params: [value], length: 1 },
    (fn) => {
      const inner = new FunctionLowering(program, module, fn, module.analysis.moduleScope.fn);
      const exports = inner.b.emit('param', [], { index: 0 }, 'js');
      inner.b.emit('global.set', [exports], { global: program.globalOf(module, commonJs.exports) });
      inner.b.return(inner.undefined());
      inner.b.finish();
    },
  );
  const closures = [getter, setter].map((fn) => f.b.emit('closure', [], { fn }));
  const name = f.constant(imageName(program.graph, module.path));
  const isMain = f.b.emit('const', [], { value: program.graph.main === module });
  return callRuntime(f, 'makeModule', name, isMain, ...closures);
}

/** An ES or JSON module that is required: it and what it imports run now, if they haven't. */
function returnEsModule(f: FunctionLowering, node: ts.Node, module: SourceModule): void {
  const waiting = findAwait(f.program, module, new Set());
  if (waiting !== undefined) {
    f.program.report('requiresAsync', node, waiting.key);
    callRuntime(f, 'throwAsyncModule', f.constant(imageName(f.program.graph, module.path)));
    f.b.return(f.undefined());
    return;
  }
  f.b.emit('call.direct', [f.undefined()], { fn: evaluateFunction(f.program, module) }, 'js');
  const json = module.isJson ? module.localExports.get('default') : undefined;
  if (json !== undefined) f.b.return(readResolved(f, node, { kind: 'binding', module, binding: json }));
  else f.b.return(namespaceObject(f, node, module, module.localExports.has('default')));
}

/** A module with an `await` among those that a module needs. */
export function findAwait(
  program: ProgramLowering,
  module: SourceModule,
  seen: Set<SourceModule>,
): SourceModule | undefined {
  if (seen.has(module)) return undefined;
  seen.add(module);
  if (module.analysis.moduleScope.fn.hasAwait) return module;
  for (const dependency of program.graph.ownDependencies(module)) {
    const found = findAwait(program, dependency, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The function that runs a module when it is its turn among the ES modules: at most once, if others may have asked for it before. */
export function evaluateFunction(program: ProgramLowering, module: SourceModule): FunctionIr {
  const own = hiddenOf(module);
  if (module.commonJs !== undefined) {
    own.evaluate ??= makeFunction(program, module, `${module.key}:<evaluate>`, (f) =>
      evaluateCommonJs(f, module),
    );
    return own.evaluate;
  }
  if (!program.graph.isRequired(module)) return program.moduleFunction(module);
  own.evaluate ??= makeFunction(program, module, `${module.key}:<evaluate>`, (f) => evaluateOnce(f, module));
  return own.evaluate;
}

/** Runs a CommonJS module that ES modules import, and takes the names that they may import from what it exports. */
function evaluateCommonJs(f: FunctionLowering, module: SourceModule): void {
  f.at(module.file);
  f.b.emit('call.direct', [f.undefined()], { fn: loadFunction(f.program, module.file, module) }, 'js');
  const snapshots = module.commonJs?.snapshots ?? new Map();
  if (snapshots.size > 0) {
    const exports = readExports(f, module);
    const [some, none] = [f.b.newBlock(), f.b.newBlock()];
    f.b.branch(f.b.emit('is.nullish', [exports]), none, some);
    f.b.start(some);
    for (const [name, binding] of snapshots) {
      const value = f.b.emit('prop.get', [exports], { name });
      f.b.emit('global.set', [value], { global: f.program.globalOf(module, binding) });
    }
    f.b.jump(none);
    f.b.start(none);
  }
  f.b.return(f.undefined());
}

function evaluateOnce(f: FunctionLowering, module: SourceModule): void {
  const { state, error } = hiddenOf(module);
  unlessBegun(f, state, () => {
    const handler = withHandler(f, () => {
      for (const dependency of f.program.graph.ownDependencies(module))
        f.b.emit('call.direct', [f.undefined()], { fn: evaluateFunction(f.program, dependency) }, 'js');
      f.b.emit('call.direct', [f.undefined()], { fn: f.program.moduleFunction(module) }, 'js');
    });
    if (handler === undefined) return;
    const after = f.b.newBlock();
    f.b.jump(after);
    f.b.start(handler);
    const thrown = f.b.emit('catch');
    f.b.emit('global.set', [thrown], { global: error });
    f.b.emit('global.set', [f.constant(false)], { global: state });
    f.b.jump(after);
    f.b.start(after);
  });
  const [failed, done] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('truthy', [f.b.emit('global.get', [], { global: state }, 'js')]), done, failed);
  f.b.start(failed);
  f.b.throw(f.b.emit('global.get', [], { global: error }, 'js'));
  f.b.start(done);
  f.b.return(f.undefined());
}

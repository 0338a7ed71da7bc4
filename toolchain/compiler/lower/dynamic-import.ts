/**
 * `import()`: of a module that is known, a record of it (os/runtime/modules/dynamic.ts) that evaluates it when it is first
 * asked for. A record is made by a function of its own, which makes those of what the module imports too; modules that the
 * program evaluates anyway have records that do nothing. What isn't known, or isn't there, rejects.
 */
import ts from 'typescript';
import type { FunctionIr, Global, Instr } from '../ir/ir.ts';
import { imageName } from '../program/common-js/image-names.ts';
import type { SourceModule } from '../program/module.ts';
import { evaluateFunction } from './common-js/loading.ts';
import { lowerEffect, lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { makeFunction } from './made-function.ts';
import { namespaceObject } from './modules.ts';
import type { ProgramLowering } from './program-lowering.ts';

export function lowerDynamicImport(f: FunctionLowering, node: ts.CallExpression): Instr {
  const [specifier, ...others] = node.arguments;
  const target = f.program.graph.dynamicTarget(f.module, node);
  if (specifier === undefined) return f.undefined();
  if (target === undefined && !ts.isStringLiteralLike(specifier)) f.program.report('dynamicImport', node);
  const asked = lowerJs(f, specifier);
  for (const other of others) lowerEffect(f, other);
  if (target === undefined && !ts.isStringLiteralLike(specifier))
    return call(f, node, 'importUnknown', asked);
  if (target === undefined) {
    const importer = imageName(f.program.graph, f.module.path);
    return call(f, node, 'importMissing', asked, f.constant(importer));
  }
  return call(f, node, 'importModule', recordOf(f, node, target));
}

function call(f: FunctionLowering, node: ts.Node, name: string, ...args: Instr[]): Instr {
  const fn = f.program.runtimeFunction(name);
  return f.emit(node, 'call.direct', [f.undefined(), ...args], { fn }, 'js');
}

const records = new WeakMap<ProgramLowering, Map<SourceModule, FunctionIr>>();

/** The record of a module. */
function recordOf(f: FunctionLowering, node: ts.Node, module: SourceModule): Instr {
  let known = records.get(f.program);
  if (known === undefined) {
    known = new Map();
    records.set(f.program, known);
  }
  let fn = known.get(module);
  if (fn === undefined) {
    const key = `${module.key}:<import>`;
    fn = makeFunction(f.program, module, key, (inner) => returnRecord(inner, node, module, `${key} record`));
    known.set(module, fn);
  }
  return f.emit(node, 'call.direct', [f.undefined()], { fn }, 'js');
}

function returnRecord(f: FunctionLowering, node: ts.Node, module: SourceModule, key: string): void {
  const global: Global = {
    key,
    name: 'record',
    type: 'js',
    initial: undefined,
    tdz: false,
    hint: undefined,
    constant: false,
  };
  const known = f.emit(node, 'global.get', [], { global }, 'js');
  const [make, done] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.undefined', [known]), make, done);
  f.b.start(make);
  makeRecord(f, node, module, global);
  f.b.jump(done);
  f.b.start(done);
  f.b.return(f.emit(node, 'global.get', [], { global }, 'js'));
}

function makeRecord(f: FunctionLowering, node: ts.Node, module: SourceModule, global: Global): void {
  const { graph } = f.program;
  const isLate = graph.isDynamic(module);
  const run = isLate
    ? evaluateFunction(f.program, module)
    : makeFunction(f.program, module, `${module.key}:<import> nothing`, (inner) => {
        inner.b.return(inner.undefined());
      });
  const namespace = makeFunction(f.program, module, `${module.key}:<import> namespace`, (inner) => {
    inner.b.return(namespaceObject(inner, node, module));
  });
  const closures = [
    f.b.emit('closure', [], { fn: run }),
    f.b.emit('closure', [], { fn: namespace }),
  ] as const;
  const hasAwait = f.b.emit('const', [], { value: run.isAsync });
  const record = call(f, node, 'dynamicModule', closures[0], hasAwait, closures[1]);
  f.b.emit('global.set', [record], { global });
  if (!isLate) return;
  for (const dependency of graph.ownDependencies(module)) {
    if (graph.isDynamic(dependency))
      call(f, node, 'dynamicDependency', record, recordOf(f, node, dependency));
  }
}

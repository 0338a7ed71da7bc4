/** Functions that nobody wrote: getters of made objects, the evaluation of modules. */
import { type FunctionInit, FunctionIr } from '../ir/ir.ts';
import type { SourceModule } from '../program/module.ts';
import { FunctionLowering } from './function-lowering.ts';
import type { ProgramLowering } from './program-lowering.ts';

/** What is said of a function without name, parameters and place in the source. */
export function unwritten(key: string): FunctionInit {
  return {
    key,
    name: '',
    kind: 'arrow',
    params: [],
    length: 0,
    resultType: 'js',
    resultHint: undefined,
    isAsync: false,
    isGenerator: false,
    generic: false,
    sloppy: false,
    trusted: false,
    externSymbol: undefined,
    span: undefined,
    owner: undefined,
  };
}

/** A function in the scope of a module, whose body `lower` writes when it is first reached. */
export function makeFunction(
  program: ProgramLowering,
  module: SourceModule,
  key: string,
  lower: (inner: FunctionLowering) => void,
): FunctionIr {
  return new FunctionIr(unwritten(key), (fn) => {
    const inner = new FunctionLowering(program, module, fn, module.analysis.moduleScope.fn);
    lower(inner);
    inner.b.finish();
  });
}

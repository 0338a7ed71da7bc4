/**
 * What async functions and generator functions inherit from (ECMA-262 27.3, 27.4, 27.7). Programs reach these classes only
 * through such functions; there is no code to make functions from text at run time, so they can't be constructed.
 */
import { FunctionGlobal } from './function.ts';

export class AsyncFunctionGlobal extends FunctionGlobal {
  get [Symbol.toStringTag](): string {
    return 'AsyncFunction';
  }
}

export class GeneratorFunctionGlobal extends FunctionGlobal {
  get [Symbol.toStringTag](): string {
    return 'GeneratorFunction';
  }
}

export class AsyncGeneratorFunctionGlobal extends FunctionGlobal {
  get [Symbol.toStringTag](): string {
    return 'AsyncGeneratorFunction';
  }
}

/** How stacks and debuggers name a function: nearly as V8 does. */
import type { ClassInfo, FunctionIr } from '../ir/ir.ts';
import { nativeRow } from '../layout/natives.ts';
import { publicName } from '../passes/inference/objects.ts';

/** The name of a module's own code; stacks show only its place. */
export const MODULE = '<module>';
const ANONYMOUS = '<anonymous>';

/** `Class.method`, `new Class`, `name`, `outer.<anonymous>`. A resumed function has the name of the function. */
export function stackName(fn: FunctionIr): string {
  if (fn.resumes !== undefined) return stackName(fn.resumes);
  switch (fn.kind) {
    case 'module':
      return MODULE;
    case 'constructor':
    case 'derived-constructor':
      return `new ${fn.owner === undefined ? fn.name : className(fn.owner)}`;
    case 'method':
    case 'getter':
    case 'setter':
      return `${fn.owner === undefined ? 'Object' : className(fn.owner)}.${fn.name || ANONYMOUS}`;
    default:
      return fn.name || anonymousIn(fn);
  }
}

function className(info: ClassInfo): string {
  return publicName(info) || ANONYMOUS;
}

/** The name of a function without one: after what is around it, by its key. */
function anonymousIn(fn: FunctionIr): string {
  const key = fn.trusted ? fn.key.replaceAll(/Global\b/g, '') : fn.key.replace(/(@\d+)+$/, '');
  const chain = key.slice(key.lastIndexOf(':') + 1);
  const around = chain.replace(/(\.?<function>(#\d+)?)+$/, '').replaceAll(/#\d+/g, '');
  return around === '' ? ANONYMOUS : `${around}.${ANONYMOUS}`;
}

/** Is it the constructor of Error or of a class that is known to extend it? */
export function isErrorConstructor(fn: FunctionIr): boolean {
  if (fn.kind !== 'constructor' && fn.kind !== 'derived-constructor') return false;
  for (let info = fn.owner; info !== undefined; info = info.base)
    if (info.native !== undefined) return nativeRow(info.native)?.kind === 'error';
  return false;
}

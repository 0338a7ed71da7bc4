/** Throwing an error of the language from lowered code. */
import type ts from 'typescript';
import { readGlobalName } from './bindings.ts';
import type { FunctionLowering } from './function-lowering.ts';

/** `throw new Name(message)`; what follows in the text isn't reached, but lowering goes on in an unreachable block. */
export function throwNew(f: FunctionLowering, node: ts.Node, name: string, message: string): void {
  const constructor = readGlobalName(f, node, name);
  f.b.throw(f.emit(node, 'new', [constructor, f.constant(message)]));
}

/** Numbers and BigInts. */
import type ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { linkBigInts, readGlobalName } from './bindings.ts';
import type { FunctionLowering } from './function-lowering.ts';

export function lowerNumber(f: FunctionLowering, node: ts.NumericLiteral): Instr {
  return f.constant(Number(node.text));
}

/** `123n` → `BigInt("123")`: the runtime's BigInt builds the value. */
export function lowerBigInt(f: FunctionLowering, node: ts.BigIntLiteral): Instr {
  linkBigInts(f, node);
  const constructor = readGlobalName(f, node, 'BigInt');
  return f.emit(node, 'call', [constructor, f.undefined(), f.constant(node.text.slice(0, -1))]);
}

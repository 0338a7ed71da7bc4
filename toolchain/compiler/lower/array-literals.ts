/** `[a, , ...b]`. */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';

export function lowerArrayLiteral(f: FunctionLowering, node: ts.ArrayLiteralExpression): Instr {
  return arrayOf(f, node, node.elements, f.hint(node));
}

/** An array of elements in order, spread ones expanded: for literals and for the arguments of spread calls. */
export function arrayOf(
  f: FunctionLowering,
  node: ts.Node,
  elements: readonly ts.Expression[],
  hint: ReturnType<FunctionLowering['hint']> = {},
): Instr {
  const firstSpread = elements.findIndex((element) => ts.isSpreadElement(element));
  const head = firstSpread < 0 ? elements : elements.slice(0, firstSpread);
  const values = head.map((element) => lowerElement(f, element));
  const array = f.emit(node, 'array', values, hint);
  for (const element of elements.slice(head.length)) {
    if (ts.isSpreadElement(element)) {
      f.emit(element, 'array.spread', [array, lowerJs(f, element.expression)]);
    } else {
      const value = lowerElement(f, element);
      f.emit(element, 'array.push', [array, value]);
    }
  }
  return array;
}

function lowerElement(f: FunctionLowering, element: ts.Expression): Instr {
  return ts.isOmittedExpression(element) ? f.b.emit('hole') : lowerJs(f, element);
}

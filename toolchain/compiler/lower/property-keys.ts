/** Property names: those known from the text, and the well-known symbols (ir/names.ts). */
import ts from 'typescript';
import { symbolKey } from '../ir/names.ts';
import { unwrap } from '../program/keys.ts';
import type { SourceModule } from '../program/module.ts';

const WELL_KNOWN: ReadonlySet<string> = new Set([
  'asyncIterator',
  'hasInstance',
  'isConcatSpreadable',
  'iterator',
  'match',
  'matchAll',
  'replace',
  'search',
  'species',
  'split',
  'toPrimitive',
  'toStringTag',
  'unscopables',
  'asyncDispose',
  'dispose',
]);

/** The key of a member or property as written, or that of a well-known symbol; undefined when it is computed. */
export function staticKey(module: SourceModule, name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) return staticExpressionKey(module, name.expression);
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  if (ts.isBigIntLiteral(name)) return name.text.slice(0, -1);
  return name.text;
}

/** The key that `[expression]` always is, if the text says so. */
export function staticExpressionKey(module: SourceModule, expression: ts.Expression): string | undefined {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return String(Number(node.text));
  return wellKnownSymbol(module, node);
}

/** The name of `Symbol.iterator` of the global Symbol. */
export function wellKnownSymbol(module: SourceModule, node: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  if (node.expression.text !== 'Symbol' || !WELL_KNOWN.has(node.name.text)) return undefined;
  return module.analysis.references.has(node.expression) && !module.isOs
    ? undefined
    : symbolKey(node.name.text);
}

/** Is the string an array index or another canonical integer, which objects keep apart from names? */
export function isIntegerKey(key: string): boolean {
  return /^(-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?|-?Infinity|NaN)$/.test(key);
}

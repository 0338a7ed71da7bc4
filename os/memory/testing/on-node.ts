/**
 * Lets os/memory, and what handles the storage of arrays, run under plain Node in unit tests: the machine and raw memory are those of `machine.ts` here, and the operators of
 * machine integers, which Node takes for doubles, become what the compiler makes of them. A test imports this file, then what it
 * tests with `await import(…)`.
 */
import { register } from 'node:module';

const machine = new URL('./machine.ts', import.meta.url).href;
const typescript = import.meta.resolve('typescript');

const hook = `
import ts from ${JSON.stringify(typescript)};
const REPLACED = /(^#machine$|\\/unsafe\\.ts$|\\/machine\\/(panic|settings)\\.ts$|^\\.\\.\\/errors\\.ts$)/;
const ROOMS = /\\/os\\/(memory|runtime\\/core\\/objects)\\/[a-z-]+\\.ts/;
export function resolve(specifier, context, next) {
  if (ROOMS.test(context.parentURL ?? '') && REPLACED.test(specifier)) return next(${JSON.stringify(machine)}, context);
  return next(specifier, context);
}
const OPERATORS = new Map([
  [ts.SyntaxKind.SlashToken, 'divided'],
  [ts.SyntaxKind.LessThanLessThanToken, 'shiftedUp'],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, 'shiftedDown'],
]);
const FUNCTIONS = 'const divided=(a,b)=>Math.floor(a/b),shiftedUp=(a,b)=>a*2**b,shiftedDown=(a,b)=>Math.floor(a/2**b);';
function asIntegers(text) {
  const file = ts.createSourceFile('memory.js', text, ts.ScriptTarget.Latest, true);
  const rewrite = (context) => {
    const visit = (node) => {
      const visited = ts.visitEachChild(node, visit, context);
      const name = ts.isBinaryExpression(visited) ? OPERATORS.get(visited.operatorToken.kind) : undefined;
      if (name === undefined) return visited;
      return ts.factory.createCallExpression(ts.factory.createIdentifier(name), undefined, [visited.left, visited.right]);
    };
    return (node) => ts.visitNode(node, visit);
  };
  return FUNCTIONS + ts.createPrinter().printFile(ts.transform(file, [rewrite]).transformed[0]);
}
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!ROOMS.test(url)) return loaded;
  return { ...loaded, source: asIntegers(Buffer.from(loaded.source).toString()) };
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/**
 * Which files a `require()` may mean whose argument isn't a literal. A template or concatenation that begins with a relative path means
 * the files below that directory whose names fit; anything else the literals it chooses from, and the relative paths that stand
 * in strings of the file. The image looks among the modules that it has, so a candidate too many only costs space.
 */
import { type Dirent, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { unwrap } from '../keys.ts';
import type { Analysis } from '../scopes.ts';

export interface Candidates {
  /** Specifiers, or absolute paths of files. */
  readonly specifiers: readonly string[];
  /** Nothing was said of what the argument may be. */
  readonly isUnknown: boolean;
}

/** What an argument may be; `path` is the file it stands in. */
export function candidatesOf(argument: ts.Expression, path: string, analysis: Analysis): Candidates {
  const literals = choices(argument, analysis);
  if (literals !== undefined) return { specifiers: literals, isUnknown: false };
  const pattern = patternOf(argument);
  if (pattern !== undefined) return { specifiers: filesMatching(pattern, path), isUnknown: false };
  return { specifiers: pathsInStrings(argument.getSourceFile()), isUnknown: true };
}

/** The literals that an expression chooses from: `a ? './b' : './c'`, or a constant that is one. */
function choices(expression: ts.Expression, analysis: Analysis): string[] | undefined {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) {
    const [a, b] = [choices(node.whenTrue, analysis), choices(node.whenFalse, analysis)];
    return a === undefined || b === undefined ? undefined : [...a, ...b];
  }
  if (!ts.isIdentifier(node)) return undefined;
  const binding = analysis.references.get(node);
  const { declaration } = binding ?? {};
  if (binding?.kind !== 'const' || declaration === undefined || !ts.isVariableDeclaration(declaration))
    return undefined;
  return declaration.initializer === undefined ? undefined : choices(declaration.initializer, analysis);
}

interface Pattern {
  /** Relative, with its last slash. */
  readonly prefix: string;
  readonly suffix: string;
}

/** The literal beginning and end of an expression, if the beginning is a relative path. */
function patternOf(argument: ts.Expression): Pattern | undefined {
  const parts = partsOf(argument);
  const [first, second] = parts;
  const isBelow = first === '__dirname' && second?.startsWith('/') === true;
  const start = isBelow ? `.${second}` : first;
  if (start === undefined || !/^\.{1,2}\//.test(start)) return undefined;
  const last = parts.at(-1);
  return { prefix: start, suffix: parts.length > (isBelow ? 2 : 1) ? (last ?? '') : '' };
}

/** The pieces of a template or concatenation: texts, `__dirname`, and undefined for everything else. */
function partsOf(expression: ts.Expression): (string | undefined)[] {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isIdentifier(node) && node.text === '__dirname') return ['__dirname'];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return [...partsOf(node.left), ...partsOf(node.right)];
  if (!ts.isTemplateExpression(node)) return [undefined];
  const parts: (string | undefined)[] = node.head.text === '' ? [] : [node.head.text];
  for (const span of node.templateSpans) {
    parts.push(...partsOf(span.expression));
    if (span.literal.text !== '') parts.push(span.literal.text);
  }
  return parts;
}

const SOURCE = /\.(js|cjs|mjs|json|cts|ts|mts)$/;

/** The files below the prefix's directory whose path fits, with or without their extension. */
function filesMatching({ prefix, suffix }: Pattern, path: string): string[] {
  const start = resolve(dirname(path), prefix) + (prefix.endsWith('/') ? '/' : '');
  const directory = prefix.endsWith('/') ? start : dirname(start);
  return filesBelow(directory).filter((file) => {
    const names = [file, file.replace(SOURCE, ''), file.replace(/\/index\.[a-z]+$/, '')];
    return names.some((name) => name.startsWith(start) && name.slice(start.length).endsWith(suffix));
  });
}

function filesBelow(directory: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return SOURCE.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name) ? [path] : [];
  });
}

/** Every string of a file that is written as a relative path. */
export function pathsInStrings(file: ts.SourceFile): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^\.{1,2}\/./.test(node.text)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

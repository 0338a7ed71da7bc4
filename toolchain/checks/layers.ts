/**
 * Checks that imports only go down, that raw memory has one door, and that no file eats the project. The rules are in
 * rooms.ts. Pure; main.ts runs it as `npm run layers`.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import {
  ALIASES,
  FLOORS,
  FORBIDDEN,
  IMPLEMENTED,
  MAX_LINES,
  SHARED_WITH_OS,
  UNSAFE_DOOR,
  UNSAFE_ROOMS,
} from './rooms.ts';

/** One import as it stands in a file; paths from the root of the repository, with '/'. */
export interface Import {
  readonly file: string;
  readonly line: number;
  /** What is imported: a file of the repository, or a package's name. */
  readonly target: string;
}

/** Every import and re-export of a file, types included, and what dynamic `import('…')` names. */
export function importsOf(file: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: string): void => {
    const target = specifier.startsWith('.')
      ? posix.join(posix.dirname(file), specifier)
      : (ALIASES[specifier] ?? specifier);
    found.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, target });
  };
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) add(node, specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return undefined;
}

/** What is wrong with an import; undefined when nothing is. Tests may import what they like of the rooms below. */
export function offenceOf({ file, target }: Import): string | undefined {
  const isTest = file.endsWith('.test.ts');
  if (file.startsWith('toolchain/')) {
    return target.startsWith('os/') && !isTest
      ? 'the toolchain imports nothing of os/: it compiles it'
      : undefined;
  }
  if (!file.startsWith('os/')) return undefined;
  if (target.startsWith('toolchain/')) {
    return target.startsWith(SHARED_WITH_OS)
      ? undefined
      : `os/ imports only ${SHARED_WITH_OS} of the toolchain`;
  }
  const room = roomOf(file);
  if (target === UNSAFE_DOOR) {
    return UNSAFE_ROOMS.includes(room) ? undefined : `only ${UNSAFE_ROOMS.join(', ')} may use ${UNSAFE_DOOR}`;
  }
  if (!target.startsWith('os/') || isTest || IMPLEMENTED[room]?.includes(target)) return undefined;
  return offenceBetween(room, roomOf(target));
}

function offenceBetween(from: string, to: string): string | undefined {
  if (from === to || to === '') return undefined;
  const fromFloor = FLOORS.findIndex((rooms) => rooms.includes(from));
  const toFloor = FLOORS.findIndex((rooms) => rooms.includes(to));
  if (fromFloor < 0) return from === '' ? undefined : `os/${from} is not in the table of rooms`;
  if (toFloor < 0) return `os/${to} is not in the table of rooms`;
  if (toFloor > fromFloor) return `os/${to} lies above os/${from}: imports only go down`;
  if (toFloor === fromFloor) return `os/${to} and os/${from} stand side by side and don't see each other`;
  const reason = FORBIDDEN[from]?.[to];
  return reason && `os/${from} doesn't import os/${to}: ${reason}`;
}

/** `net` for os/net/ip/x.ts; '' for a file in os/ itself. */
function roomOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? (parts[1] ?? '') : '';
}

/** What is wrong with a file's length. */
export function offenceOfLength(text: string): string | undefined {
  const lines = text.split('\n').length - 1;
  if (lines <= MAX_LINES) return undefined;
  const header = /^\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/.*\n)+)/.exec(text)?.[0] ?? '';
  return /\b(table|generated)\b/i.test(header)
    ? undefined
    : `${lines} lines; over ${MAX_LINES} is split, unless its header says table or generated`;
}

/** Checks files given by path and text; one line for each offence, in order. */
export function checkFiles(files: ReadonlyMap<string, string>): readonly string[] {
  const offences: string[] = [];
  for (const [file, text] of files) {
    const length = offenceOfLength(text);
    if (length) offences.push(`${file}:1: ${length}`);
    for (const found of importsOf(file, text)) {
      const offence = offenceOf(found);
      if (offence) offences.push(`${file}:${found.line}: ${offence}`);
    }
  }
  return offences;
}

/**
 * Makes a program smaller while it still shows what it shows: items of lists are left out, statements give way to what is in
 * them, expressions to simpler ones of the same type. Many candidates are tried in one go, since a build of twenty costs not
 * much more than one of one.
 */
import ts from 'typescript';
import { type ProgramTree, programText } from './program.ts';
import type { List, Node, Part } from './tree.ts';

/** Whether each of the programs still shows it. */
export type Test = (trees: readonly ProgramTree[]) => Promise<readonly boolean[]>;

/** Replaces a node; by nothing: it is left out of its list. */
type Edit = ReadonlyMap<Node, Part | undefined>;

const CANDIDATES = 20;

/** The smallest program that was found to show it; `onStep` is told the size of each on the way. */
export async function reduce(
  tree: ProgramTree,
  test: Test,
  onStep: (length: number) => void = () => {},
): Promise<ProgramTree> {
  let current = tree;
  for (;;) {
    const smaller = await findSmaller(current, test);
    if (smaller === undefined) return current;
    current = smaller;
    onStep(programText(current).length);
  }
}

async function findSmaller(tree: ProgramTree, test: Test): Promise<ProgramTree | undefined> {
  const length = programText(tree).length;
  const candidates = edits(tree)
    .map((edit) => ({ edit, tree: apply(tree, edit) }))
    .map((candidate) => ({ ...candidate, text: programText(candidate.tree) }))
    .filter(({ text }) => text.length < length)
    .sort((a, b) => a.text.length - b.text.length);
  for (let at = 0; at < candidates.length; ) {
    const chosen: typeof candidates = [];
    for (; at < candidates.length && chosen.length < CANDIDATES; at++) {
      const candidate = candidates[at];
      if (candidate && isComplete(candidate.text)) chosen.push(candidate);
    }
    if (chosen.length === 0) return undefined;
    const shows = await test(chosen.map((each) => each.tree));
    const good = chosen.filter((_, i) => shows[i]);
    const [best] = good;
    if (best === undefined) continue;
    return (await merged(tree, good, test)) ?? best.tree;
  }
  return undefined;
}

/** All good edits at once, or the smaller half of them, if that shows it too. */
async function merged(
  tree: ProgramTree,
  good: readonly { readonly edit: Edit; readonly text: string }[],
  test: Test,
): Promise<ProgramTree | undefined> {
  if (good.length < 2) return undefined;
  const together = [good, good.slice(0, Math.ceil(good.length / 2)), good.slice(0, 2)]
    .map((some) => apply(tree, new Map(some.flatMap(({ edit }) => [...edit]))))
    .filter((candidate) => isComplete(programText(candidate)));
  if (together.length === 0) return undefined;
  const shows = await test(together);
  return together.find((_, i) => shows[i]);
}

/** The tree with an edit made. */
function apply(tree: ProgramTree, edit: Edit): ProgramTree {
  const part = (each: Part): Part => {
    if (typeof each === 'string') return each;
    const replacement = edit.get(each);
    if (replacement !== undefined) return part(replacement);
    if (each.kind === 'list') return list(each);
    return { ...each, parts: each.parts.map(part) };
  };
  const list = (each: List): List => {
    const items = each.items.filter((item) => !edit.has(item) || edit.get(item) !== undefined);
    return {
      ...each,
      items: items.map((item) => {
        const made = part(item);
        return typeof made === 'string' ? { kind: 'statement', parts: [made] } : made;
      }),
    };
  };
  return list(tree);
}

/** What can be tried. */
function edits(tree: ProgramTree): Edit[] {
  const found: Edit[] = [];
  const visit = (node: Part): void => {
    if (typeof node === 'string') return;
    if (node.kind === 'list') {
      found.push(...removals(node.items));
      node.items.forEach(visit);
      return;
    }
    found.push(...replacements(node));
    node.parts.forEach(visit);
  };
  visit(tree);
  return found;
}

/** Halves, quarters and so on down to single items. */
function removals(items: readonly Node[]): Edit[] {
  const found: Edit[] = [];
  for (let size = items.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < items.length; at += size) {
      found.push(new Map(items.slice(at, at + size).map((item) => [item, undefined])));
    }
  }
  return found;
}

function replacements(node: Exclude<Node, List>): Edit[] {
  if (node.kind === 'statement') {
    const blocks = node.parts.filter((part) => typeof part !== 'string' && part.kind === 'list');
    return blocks.map((block) => new Map([[node, block]]));
  }
  const found: Edit[] = [];
  const { simplest } = node;
  if (simplest !== undefined) found.push(new Map([[node, simplest]]));
  for (const part of node.parts) {
    if (typeof part !== 'string' && part.kind === 'expression' && part.type === node.type) {
      found.push(new Map([[node, part]]));
    }
  }
  return found;
}

/** Whether a text parses and every name of the generator's in it is declared. */
export function isComplete(text: string): boolean {
  const fileName = '/program.ts';
  const file = ts.createSourceFile(fileName, text.replace('// @ts-nocheck', ''), ts.ScriptTarget.ES2024);
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === fileName ? file : undefined),
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: () => {},
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === fileName,
    readFile: () => undefined,
  };
  const options = { noLib: true, noResolve: true, target: ts.ScriptTarget.ES2024, types: [] };
  const program = ts.createProgram([fileName], options, host);
  if (program.getSyntacticDiagnostics(file).length > 0) return false;
  return program
    .getSemanticDiagnostics(file)
    .every(
      ({ code, messageText }) => !isUnknownName(code, ts.flattenDiagnosticMessageText(messageText, ' ')),
    );
}

/** `Cannot find name 'v12'`, and a suggestion or a use before the declaration. */
function isUnknownName(code: number, text: string): boolean {
  return [2304, 2552, 2448, 2449, 2450].includes(code) && /'[A-Za-z]+\d+'/.test(text);
}

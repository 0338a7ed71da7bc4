/** A tree of calls as data for the page of the flame graph. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallNode } from './call-tree.ts';

/** A box of the flame graph. */
export interface FlameNode {
  readonly name: string;
  /** `file.ts:12`, or '' when it isn't known. */
  readonly place: string;
  readonly nanoseconds: number;
  /** [line, nanoseconds] of its own instructions, the most first. */
  readonly lines: readonly (readonly [number, number])[];
  /** In the order of names, as flame graphs have them. */
  readonly calls: readonly FlameNode[];
}

/** The whole tree. */
export function flameNode({ fn, nanoseconds, lines, calls }: CallNode): FlameNode {
  return {
    name: fn.name,
    place: fn.file === '' ? '' : fn.line === 0 ? fn.file : `${fn.file}:${fn.line}`,
    nanoseconds,
    lines: [...lines].filter(([line]) => line > 0).sort((a, b) => b[1] - a[1]),
    calls: [...calls.values()].map(flameNode).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Text of the lines that took time, as far as the program's own files are there: `file.ts:12` → what stands there. */
export function sourceLines(root: FlameNode, sourceRoot: string): Readonly<Record<string, string>> {
  const texts = new Map<string, readonly string[]>();
  const found: Record<string, string> = {};
  const visit = ({ place, lines, calls }: FlameNode): void => {
    const file = place.replace(/:\d+$/, '');
    if (file !== '' && !file.startsWith('importos:')) {
      for (const [line] of lines) {
        const text = linesOf(join(sourceRoot, file), texts)[line - 1];
        if (text !== undefined) found[`${file}:${line}`] = text.trim();
      }
    }
    for (const call of calls) visit(call);
  };
  visit(root);
  return found;
}

function linesOf(path: string, texts: Map<string, readonly string[]>): readonly string[] {
  let lines = texts.get(path);
  if (lines === undefined) {
    try {
      lines = readFileSync(path, 'utf8').split('\n');
    } catch {
      lines = [];
    }
    texts.set(path, lines);
  }
  return lines;
}

/** A size report as a tree, for the treemap: part, folders, file, function. */
import type { SizeReport, SizeRow } from './measure.ts';

/** A box of the treemap; one without children is a row of the report. */
export interface SizeNode {
  readonly name: string;
  /** Bytes in memory, or in the file where it isn't loaded: what is seen in a treemap of both. */
  readonly bytes: number;
  readonly children?: readonly SizeNode[];
  /** What the box says beyond its name. */
  readonly note?: string;
}

interface Branch {
  readonly name: string;
  bytes: number;
  readonly branches: Map<string, Branch>;
  readonly leaves: SizeNode[];
}

/** All rows of the report; the bytes of each box are those of the boxes in it. */
export function sizeTree(report: SizeReport, name: string): SizeNode {
  const root = branch(name);
  for (const row of report.rows) {
    const bytes = Math.max(row.fileBytes, row.memoryBytes);
    let at = root;
    at.bytes += bytes;
    for (const step of pathOf(row)) {
      let next = at.branches.get(step);
      if (next === undefined) {
        next = branch(step);
        at.branches.set(step, next);
      }
      next.bytes += bytes;
      at = next;
    }
    at.leaves.push({ name: row.name, bytes, ...noteOf(row) });
  }
  return finished(root);
}

function branch(name: string): Branch {
  return { name, bytes: 0, branches: new Map(), leaves: [] };
}

/** `importos:net/ip/ipv4.ts` → importos, net, ip, ipv4.ts. */
function pathOf({ part, module }: SizeRow): readonly string[] {
  const isFile = /\.\w+$/.test(module);
  return [part, ...(isFile ? module.replace(/^importos:/, 'importos/').split('/') : [module])];
}

function noteOf({ line, sharers, module, fileBytes }: SizeRow): { note?: string } {
  const notes = [
    line > 0 ? `${module}:${line}` : '',
    sharers > 0 ? `${sharers} more have the same code` : '',
    fileBytes === 0 ? 'not in the file' : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? {} : { note: notes.join(', ') };
}

/** Largest first; folders with one thing in them are named together with it. */
function finished({ name, bytes, branches, leaves }: Branch): SizeNode {
  const children = [...[...branches.values()].map(finished), ...leaves].sort((a, b) => b.bytes - a.bytes);
  const [only] = children;
  if (only?.children !== undefined && children.length === 1) return { ...only, name: `${name}/${only.name}` };
  return { name, bytes, children };
}

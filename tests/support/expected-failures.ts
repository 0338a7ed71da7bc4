/**
 * The ratchet: programs that are known to differ from Node, each with its reason, and the verdict on every run.
 *
 * A listed program that fails is a known gap and is counted apart. A listed program that passes is an error, so that
 * the list only gets shorter by being edited; so is a name that no program has.
 *
 *   # a comment
 *   area/name   why it fails, in words
 */
import { createHash } from 'node:crypto';
import type { Outcome } from './child-process.ts';
import type { Expected } from './oracle.ts';

/** Program id → reason. */
export type ExpectedFailures = ReadonlyMap<string, string>;

export type Verdict = 'passed' | 'failed' | 'known gap' | 'unexpectedly passed';

/** Reads the list. Throws, naming the line, for an entry without a reason and for one that stands there twice. */
export function parseExpectedFailures(text: string): ExpectedFailures {
  const entries = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, id = '', reason = ''] = /^(\S+)\s*(.*)$/.exec(trimmed) ?? [];
    if (reason === '') throw new Error(`line ${index + 1}: ${id} has no reason`);
    if (entries.has(id)) throw new Error(`line ${index + 1}: ${id} is listed twice`);
    entries.set(id, reason);
  }
  return entries;
}

const listHeader = `# Programs that are known to differ from Node, each with the reason: \`area/name  reason\`.
# A program that passes must leave this list; see tests/support/expected-failures.ts.
# Written by: npx tsx tests/programs.ts --update-expected
`;

/** The list as text, sorted by name: what `parseExpectedFailures` reads. */
export function formatExpectedFailures(entries: ExpectedFailures): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return listHeader + sorted.map(([id, reason]) => `${id}  ${reason}\n`).join('');
}

/** Whether this known gap is run again in every suite: a tenth of the names, the same ones each time. */
export function inSample(id: string): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % 10 === 0;
}

/** The listed names that no program has. */
export function unknownNames(listed: ExpectedFailures, ids: Iterable<string>): string[] {
  const known = new Set(ids);
  return [...listed.keys()].filter((id) => !known.has(id));
}

/** Whether the run printed what Node printed and exited as under Node. What goes to stderr is not compared. */
export function agrees(expected: Expected, actual: Outcome): boolean {
  return actual.stdout === expected.stdout && actual.exitCode === expected.exitCode;
}

export function judge(agreed: boolean, listed: boolean): Verdict {
  if (agreed) return listed ? 'unexpectedly passed' : 'passed';
  return listed ? 'known gap' : 'failed';
}

/** Whether the suite fails because of this verdict. */
export function isFailure(verdict: Verdict): boolean {
  return verdict === 'failed' || verdict === 'unexpectedly passed';
}

/**
 * What the suite of programs prints: a paragraph for each program that needs a look, a table by area, one last line.
 * Pure: results in, text out.
 */
import type { Outcome } from './child-process.ts';
import { isFailure, type Verdict } from './expected-failures.ts';
import type { Expected } from './oracle.ts';
import type { Program } from './program-list.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface Result {
  readonly program: Program;
  readonly verdict: Verdict;
  readonly expected: Expected;
  readonly actual: Outcome;
  /** Why the program is on the list of expected failures, if it is. */
  readonly reason?: string | undefined;
}

const maxDiffLines = 60;
const maxStderrLines = 15;

/** The paragraph for one result, or nothing for one that passed. */
export function explain({ program, verdict, expected, actual, reason }: Result): string | undefined {
  if (verdict === 'passed') return undefined;
  if (verdict === 'known gap') return `known gap  ${program.id}: ${reason}`;
  if (verdict === 'unexpectedly passed') {
    return `FAILED  ${program.id}\n    passes now: remove it from the list of expected failures (${reason})`;
  }
  const lines = [`FAILED  ${program.id}`];
  if (actual.exitCode !== expected.exitCode) {
    lines.push(`exit status: ${expected.exitCode} expected, ${actual.abnormal ?? actual.exitCode} found`);
  }
  lines.push(...shortened(unifiedDiff(expected.stdout, actual.stdout), maxDiffLines));
  const stderr = actual.stderr.trimEnd();
  if (stderr !== '') lines.push('stderr:', ...shortened(stderr.split('\n'), maxStderrLines));
  return lines.join('\n    ');
}

/** Why a program failed, in one line for the list of expected failures; nothing for one that agrees with Node. */
export function failureReason({ expected, actual }: Pick<Result, 'expected' | 'actual'>): string | undefined {
  if (actual.abnormal !== undefined) return actual.abnormal;
  if (actual.exitCode !== expected.exitCode) {
    const said = actual.stderr.split('\n').find((line) => /error|panic/i.test(line)) ?? '';
    const exit = `exit status ${actual.exitCode} instead of ${expected.exitCode}`;
    return said === '' ? exit : `${exit}: ${portable(said).slice(0, 120)}`;
  }
  return actual.stdout === expected.stdout ? undefined : 'prints something else';
}

/** A message without the paths of this machine, which would differ on the next. */
function portable(line: string): string {
  return line.trim().replace(/(?:file:\/\/)?(?:\/[\w.@+-]+)+\/(?=[\w.@+-])/g, '');
}

/** One row an area, and the sum. */
export function summaryTable(results: readonly Result[]): string {
  const areas = [...new Set(results.map(({ program }) => program.area))].sort();
  const rows = areas.map((area) =>
    row(
      area,
      results.filter(({ program }) => program.area === area),
    ),
  );
  const table = [['area', 'passed', 'failed', 'known gaps'], ...rows, row('all', results)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return table
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** The last line of the run. Known gaps stand in the table, and are in neither number. */
export function closingLine(results: readonly Result[]): string {
  const { passed, failed } = count(results);
  return `${passed} passed, ${failed} failed`;
}

function row(name: string, results: readonly Result[]): string[] {
  const { passed, failed, gaps } = count(results);
  return [name, `${passed}`, `${failed}`, `${gaps}`];
}

function count(results: readonly Result[]): { passed: number; failed: number; gaps: number } {
  return {
    passed: results.filter(({ verdict }) => verdict === 'passed').length,
    failed: results.filter(({ verdict }) => isFailure(verdict)).length,
    gaps: results.filter(({ verdict }) => verdict === 'known gap').length,
  };
}

function shortened(lines: readonly string[], limit: number): string[] {
  if (lines.length <= limit) return [...lines];
  return [...lines.slice(0, limit), `… ${lines.length - limit} more lines`];
}

/**
 * The suite of language programs: each program of `tests/programs/` runs under Node and as an image, and must print
 * the same and exit with the same status.
 *
 *   npx tsx tests/programs.ts [--area AREA] [--filter TEXT] [--jobs N] [--target checked|linux|x86_64|node]
 *                             [--command WORDS] [--timeout SECONDS] [--all] [--sample] [--update-expected] [--list]
 *
 * The target `checked`, the default, is debug images for Linux that check what the compiler proved; `--sample` runs every
 * tenth program only, which is how the optimised targets are tried in between.
 *
 * Without `--all`, and when neither area nor filter is named, known gaps (tests/programs/expected-failures.txt) are
 * not all run again: every tenth is, chosen by a digest of its name, so that one that has begun to pass is noticed.
 * `--update-expected` runs all that are chosen and writes the list anew from what came out.
 *
 * Node's answers are kept in `build/programs/`. `--target node` compares two ways of running under Node with each
 * other: the check of the programs themselves. `--command` (or IMPORTOS_COMMAND) replaces `./importos`.
 * Ends with `N passed, N failed`, and exits 1 when something failed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkedRunner } from './support/checked-runner.ts';
import {
  agrees,
  type ExpectedFailures,
  formatExpectedFailures,
  inSample,
  isFailure,
  judge,
  parseExpectedFailures,
  unknownNames,
} from './support/expected-failures.ts';
import { NodeOracle } from './support/oracle.ts';
import { findPrograms, type Program, select } from './support/program-list.ts';
import { closingLine, explain, failureReason, type Result, summaryTable } from './support/report.ts';
import { imageRunner, type Runner, type Target, targets, tsxRunner } from './support/runners.ts';

const repoDir = join(import.meta.dirname, '..');
const programsDir = join(import.meta.dirname, 'programs');
const expectedFailuresFile = join(programsDir, 'expected-failures.txt');
/** A program that needs longer than this under Node does not belong here. */
const nodeTimeoutMs = 20_000;

interface Options {
  readonly area?: string | undefined;
  readonly filter?: string | undefined;
  readonly jobs: number;
  readonly target: Target;
  readonly command: string;
  readonly timeoutMs: number;
  readonly all: boolean;
  readonly sample: boolean;
  readonly updateExpected: boolean;
  readonly list: boolean;
}

function parseOptions(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    options: {
      area: { type: 'string' },
      filter: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      target: { type: 'string', default: 'checked' },
      command: { type: 'string', default: process.env['IMPORTOS_COMMAND'] ?? './importos' },
      timeout: { type: 'string', default: '90' },
      all: { type: 'boolean', default: false },
      sample: { type: 'boolean', default: false },
      'update-expected': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const target = targets.find((name) => name === values.target);
  if (target === undefined) throw new Error(`--target is one of ${targets.join(', ')}`);
  const jobs = positive('--jobs', values.jobs);
  const timeoutMs = positive('--timeout', values.timeout) * 1000;
  const updateExpected = values['update-expected'];
  if (updateExpected && target === 'node') throw new Error('--update-expected needs an image to compare');
  return { ...values, target, jobs: Math.min(jobs, 4 * availableParallelism()), timeoutMs, updateExpected };
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${flag} takes a whole number from 1, not ${text}`);
  return value;
}

function makeRunner({ target, command, timeoutMs }: Options): Runner {
  if (target === 'node') return tsxRunner(timeoutMs);
  if (target === 'checked') return checkedRunner({ baseDir: repoDir, timeoutMs });
  return imageRunner({ command, baseDir: repoDir, target, timeoutMs });
}

/** What this run looks at: see the head of this file. */
function chooseRun(
  chosen: readonly Program[],
  options: Options,
  listed: ExpectedFailures,
): readonly Program[] {
  const { all, sample, updateExpected, area, filter } = options;
  if (sample) return chosen.filter(({ id }) => inSample(id) && !listed.has(id));
  if (all || updateExpected || area !== undefined || filter !== undefined) return chosen;
  return chosen.filter(({ id }) => !listed.has(id) || inSample(id));
}

/** Writes the list anew: programs that did not run keep their entries. */
function updateExpectedFailures(results: readonly Result[], listed: ExpectedFailures): void {
  const entries = new Map(listed);
  for (const result of results) {
    const { program, expected, actual, reason } = result;
    if (agrees(expected, actual)) entries.delete(program.id);
    else entries.set(program.id, failureReason(result) ?? reason ?? 'differs from Node');
  }
  writeFileSync(expectedFailuresFile, formatExpectedFailures(entries));
  console.log(`\nwrote ${entries.size} known gaps to ${expectedFailuresFile}`);
}

/** The list holds what the compiler can't do yet; Node has no gaps. */
function readExpectedFailures(target: Target, programs: readonly Program[]): ExpectedFailures {
  const listed = parseExpectedFailures(readFileSync(expectedFailuresFile, 'utf8'));
  const unknown = unknownNames(
    listed,
    programs.map(({ id }) => id),
  );
  if (unknown.length > 0) throw new Error(`expected-failures.txt names no program: ${unknown.join(', ')}`);
  return target === 'node' ? new Map() : listed;
}

async function check(
  program: Program,
  runner: Runner,
  oracle: NodeOracle,
  listed: ExpectedFailures,
): Promise<Result> {
  const expected = await oracle.expected(program);
  const actual = await runner.buildAndRun(program);
  const reason = listed.get(program.id);
  return {
    program,
    verdict: judge(agrees(expected, actual), reason !== undefined),
    expected,
    actual,
    reason,
  };
}

/** Runs `work` on every item, at most `jobs` at a time; results in the order of the items. */
async function parallel<Item, Out>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = new Array(items.length);
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}

async function main(words: string[]): Promise<number> {
  const options = parseOptions(words);
  const all = findPrograms(programsDir);
  const chosen = select(all, options);
  if (chosen.length === 0) throw new Error('no program has that area and name');
  if (options.list) {
    for (const { id } of chosen) console.log(id);
    return 0;
  }
  const listed = readExpectedFailures(options.target, all);
  const runner = makeRunner(options);
  const oracle = new NodeOracle(join(repoDir, 'build', 'programs'), nodeTimeoutMs);
  const running = chooseRun(chosen, options, listed);
  await runner.prepare?.(running);
  const sampling = running.length < chosen.length;
  console.log(`${running.length} programs: Node ${process.version} against ${runner.name}\n`);
  const results = await parallel(running, options.jobs, async (program) => {
    const result = await check(program, runner, oracle, listed);
    const text = explain(result);
    if (text !== undefined) console.log(text);
    // The sample tells of a gap that has closed; whether a program still counts as one is decided by a full run.
    if (sampling && result.verdict === 'unexpectedly passed')
      return { ...result, verdict: 'known gap' as const };
    return result;
  });
  runner.close?.();
  console.log(`\n${summaryTable(results)}`);
  if (options.updateExpected) {
    updateExpectedFailures(results, listed);
    return 0;
  }
  const gaps = chosen.filter(({ id }) => listed.has(id)).length;
  const retried = results.filter(({ reason }) => reason !== undefined).length;
  console.log(`\nKNOWN GAPS: ${gaps} of ${chosen.length} programs; ${retried} of the gaps were run again.`);
  if (retried < gaps) console.log('All of them: npx tsx tests/programs.ts --all');
  console.log(`\n${closingLine(results)}`);
  return results.some(({ verdict }) => isFailure(verdict)) ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`tests/programs: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

/**
 * Strings, numbers, JSON, collections and bytes: each operation under Node and as an image for Linux, in turns.
 * `npx tsx bench/micro.ts [--rounds N] [TEXT…]`; with texts, only the rows whose name contains one.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { programEnvironment } from '../tests/support/oracle.ts';
import { Problem } from '../toolchain/problem.ts';
import { compare, geometricMean, quantile } from './support/compare.ts';
import { buildProgram } from './support/images.ts';
import { javascriptOf } from './support/javascript.ts';
import { main } from './support/main.ts';
import { formatTable } from './support/table.ts';

const TIMEOUT_MS = 60_000;

/** A program and the words before its own. */
type Command = readonly [program: string, ...words: string[]];

function run([program, ...words]: Command, ...rest: readonly string[]): { stdout: string; failure?: string } {
  const { status, signal, stdout, stderr, error } = spawnSync(program, [...words, ...rest], {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    env: { ...process.env, ...programEnvironment },
  });
  if (status === 0) return { stdout };
  return { stdout, failure: error?.message ?? stderr.split('\n')[0] ?? `ended by ${signal ?? status}` };
}

/** One run of a case: its result, and the time of each repetition; or why there is none. */
type Outcome =
  | { readonly result: string; readonly timesUs: readonly number[] }
  | { readonly failure: string };

function measure(command: Command, index: number): Outcome {
  const { stdout, failure } = run(command, `${index}`);
  if (failure !== undefined) return { failure };
  const result = /^result (.*)$/m.exec(stdout)?.[1] ?? '';
  const timesUs = [...stdout.matchAll(/^repetition (.*)$/gm)].map(([, us]) => Number(us));
  return { result, timesUs };
}

/** The result that all runs agree on, the fastest repetition of all and the median. */
interface Summary {
  readonly result: string;
  readonly fastestUs: number;
  readonly medianUs: number;
}

function summary(outcomes: readonly Outcome[]): Summary | { readonly failure: string } {
  const timesUs: number[] = [];
  let result = '';
  for (const outcome of outcomes) {
    if ('failure' in outcome) return outcome;
    timesUs.push(...outcome.timesUs);
    result = outcome.result;
  }
  if (timesUs.length === 0) return { failure: 'no run counted' };
  return { result, fastestUs: Math.min(...timesUs), medianUs: quantile(timesUs, 0.5) };
}

/** A row of the table, and ours through Node's when both ran and agreed. */
async function row(
  name: string,
  index: number,
  commands: { readonly node: Command; readonly ours: Command },
  rounds: number,
): Promise<{ readonly cells: string[]; readonly ratio?: number }> {
  const contenders = (['node', 'ours'] as const).map((key) => ({
    name: key,
    measure: async () => measure(commands[key], index),
  }));
  const { runs } = await compare(contenders, rounds);
  const [node, ours] = runs.map(({ values }) => summary(values));
  if (node === undefined || 'failure' in node) throw new Problem(`${name}: ${node?.failure}`);
  const ms = (us: number): string => (us / 1000).toFixed(2);
  const left = [name, ms(node.fastestUs), ms(node.medianUs)];
  if (ours === undefined || 'failure' in ours) return { cells: [...left, ours?.failure ?? ''] };
  if (ours.result !== node.result) return { cells: [...left, `${ours.result} instead of ${node.result}`] };
  const ratio = ours.fastestUs / node.fastestUs;
  return { cells: [...left, ms(ours.fastestUs), ms(ours.medianUs), ratio.toFixed(2)], ratio };
}

await main(async () => {
  const options = { rounds: { type: 'string', default: '3' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const node: Command = [process.execPath, join(javascriptOf('bench/micro'), 'main.js')];
  const ours: Command = [buildProgram('bench/micro/main.ts', 'linux')];
  const names = run(node).stdout.trim().split('\n');
  const rows: string[][] = [['ms', 'Node: fastest', 'median', 'ImportOS: fastest', 'median', 'ratio']];
  const ratios: number[] = [];
  for (const [index, name] of names.entries()) {
    if (positionals.length > 0 && !positionals.some((text) => name.includes(text))) continue;
    const { cells, ratio } = await row(name, index, { node, ours }, Number(values.rounds));
    rows.push(cells);
    if (ratio !== undefined) ratios.push(ratio);
  }
  const mean = geometricMean(ratios).toFixed(2);
  return `${formatTable(rows)}geometric mean of ${ratios.length} ratios: ${mean}\n`;
});

/**
 * How long a program stands still while its memory is collected: under a steady load with 4 MB and with 64 MB alive, in steps (the default)
 * and at once (`heap.collection: 'stop-the-world'`), beside Node; and how many operations a second there are. The loop that allocates nothing
 * shows what the machine itself does to such figures. `npx tsx bench/pauses.ts [SECONDS] [ROUNDS]`
 *
 * Other processes make pauses too. Where it may (as root), a load runs as a real-time process (chrt(1)); the kernel lets those
 * have 0.95 s in a second, so a run must be shorter, and they come with a rest between them.
 */
import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { Problem } from '../toolchain/problem.ts';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { compare, quantile } from './support/compare.ts';
import { buildProgram } from './support/images.ts';
import { main } from './support/main.ts';
import { formatTable } from './support/table.ts';

const PROGRAM = 'bench/support/steady-load.ts';
const PATTERN = /^p50 (\d+) p99 (\d+) p99\.9 (\d+) p99\.99 (\d+) max (\d+) rate (\d+)$/m;
const SIZES = [4, 64];
const SECONDS = Number(process.argv[2] ?? 0.5);
const ROUNDS = Number(process.argv[3] ?? 12);
const REST_MS = 300;
const REAL_TIME = ['chrt', '--fifo', '20'];

interface Load {
  readonly name: string;
  readonly words: readonly string[];
}

/** Runs a load; microseconds by percentile, then operations a second. */
function measure({ name, words }: Load, mayBeRealTime: boolean): readonly number[] {
  const [program = '', ...rest] = mayBeRealTime ? [...REAL_TIME, ...words] : words;
  const { stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8', timeout: 60_000 + SECONDS * 1000 });
  const match = PATTERN.exec(stdout);
  if (!match) throw new Problem(`${name}: printed no figures`, stderr.trim());
  return match.slice(1).map(Number);
}

/** Median of the rounds; of the longest pause the most too, which may be the machine's. */
function row(name: string, rounds: readonly (readonly number[])[]): string[] {
  const column = (at: number): number[] => rounds.map((values) => values[at] ?? Number.NaN);
  const us = (at: number): string => `${quantile(column(at), 0.5)}`;
  const longest = column(4);
  const most = `${quantile(longest, 0.5)} (${Math.max(...longest)})`;
  return [name, us(0), us(1), us(2), us(3), most, `${Math.round(quantile(column(5), 0.5) / 1000)}`];
}

await main(async () => {
  const heaps = { 'in steps': 'incremental', 'at once': 'stop-the-world' } as const;
  const images = Object.entries(heaps).map(([name, collection]) => ({
    name,
    image: buildProgram(PROGRAM, 'linux', { heap: { collection } }),
  }));
  const node = [process.execPath, '--import', import.meta.resolve('tsx'), repositoryFile(PROGRAM)];
  const loads: Load[] = SIZES.flatMap((size) => {
    const words = [`${size}`, `${SECONDS}`];
    const [first] = images;
    return [
      ...images.map(({ name, image }) => ({ name: `${size} MB alive, ${name}`, words: [image, ...words] })),
      { name: `${size} MB alive, Node`, words: [...node, ...words] },
      { name: `${size} MB alive, no allocation`, words: [first?.image ?? '', ...words, 'still'] },
    ];
  });
  const [chrt = '', ...priority] = REAL_TIME;
  const mayBeRealTime = spawnSync(chrt, [...priority, 'true']).status === 0;
  const values = new Map<Load, (readonly number[])[]>(loads.map((load) => [load, []]));
  const contenders = loads.map((load) => ({
    name: load.name,
    measure: async () => {
      await setTimeout(REST_MS);
      const got = measure(load, mayBeRealTime);
      values.get(load)?.push(got);
      return got[2] ?? Number.NaN;
    },
  }));
  const { rejectedRounds } = await compare(contenders, ROUNDS);
  const table = formatTable([
    [
      'stretches of 8 operations, µs',
      'p50',
      'p99',
      'p99.9',
      'p99.99',
      'longest (of all rounds)',
      '1000 operations/s',
    ],
    ...loads.map((load) => row(load.name, values.get(load) ?? [])),
  ]);
  return `${table}budget: 2,000 µs with 64 MB alive, 300 µs with 4 MB; operations at least 85 % of those at once. ${rejectedRounds} rounds done again\n`;
});

/**
 * Start-up on Linux: time from posix_spawn(3) to the end, and peak memory, of an empty program and of `hello`, beside Node and
 * static C programs. `npx tsx bench/start-up.ts [ROUNDS]`; a round is twenty starts of each.
 */
import { basename } from 'node:path';
import { Problem } from '../toolchain/problem.ts';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { type Contender, compare, quantile, spread } from './support/compare.ts';
import { buildProgram } from './support/images.ts';
import { main } from './support/main.ts';
import { buildC, runMeasured, timeRuns } from './support/process-cost.ts';
import { formatTable } from './support/table.ts';

const STARTS = 20;
const TIMEOUT_MS = 20_000;
/** TypeScript that is JavaScript too, so that Node takes it as it is. */
const EMPTY = 'bench/start-up/empty.mjs';
const HELLO = 'bench/start-up/hello.mjs';

/** Something to start, with the budget that it has. */
interface Program {
  readonly name: string;
  readonly command: string;
  readonly words: readonly string[];
  readonly budget: string;
}

function programs(): readonly Program[] {
  const image = (source: string, budget: string): Program => {
    const name = `ImportOS: ${basename(source)}`;
    return { name, command: buildProgram(source, 'linux'), words: [], budget };
  };
  const node = (source: string): Program => {
    const words = [repositoryFile(source)];
    return { name: `Node: ${basename(source)}`, command: process.execPath, words, budget: '' };
  };
  const c = (source: string): Program => {
    return { name: `static C: ${basename(source)}`, command: buildC(source), words: [], budget: '' };
  };
  return [
    image(EMPTY, '1 ms, 1.5 MB'),
    image(HELLO, ''),
    c('bench/start-up/empty.c'),
    c('bench/start-up/hello.c'),
    node(EMPTY),
    node(HELLO),
  ];
}

/** The median of so many starts of a program, one after the other. */
function contender({ name, command, words }: Program): Contender {
  return { name, measure: async () => quantile(timeRuns(STARTS, command, words), 0.5) };
}

await main(async () => {
  const rounds = Number(process.argv[2] ?? 20);
  if (!(rounds >= 1)) throw new Problem('ROUNDS is a number from 1');
  const started = programs();
  const { runs, rejectedRounds } = await compare(started.map(contender), rounds);
  const rows: string[][] = [['what', 'ms: median (middle half)', 'peak memory, MB', 'budget']];
  for (const [index, { name, command, words, budget }] of started.entries()) {
    const { peakBytes } = await runMeasured(command, words, TIMEOUT_MS);
    rows.push([name, spread(runs[index]?.values ?? [], 2), (peakBytes / 1e6).toFixed(2), budget]);
  }
  return `${formatTable(rows)}${rejectedRounds} rounds rejected for steal\n`;
});

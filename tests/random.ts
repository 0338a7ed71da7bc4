/**
 * Random well-typed programs under Node and as images, optimised and not: all must print the same.
 *
 *   npx tsx tests/random.ts [--seed N] [--count N] [--jobs J] [--batch N] [--build checked|optimised]
 *                           [--minutes N] [--out DIR] [--no-reduce] [--print]
 *
 * Program N is the one of seed N, whatever is run with it; of each two hundred, the second hundred lies about types. `--batch` programs share an
 * image, and one of five hundred has one of its own (groups.ts). What differs is tried again alone, made smaller and written to the directory,
 * TypeScript that shows the difference when it is run, with what Node and the image print; what differs only beside others is written as it is, and the
 * command is printed that shows it. `--minutes` begins no batch after that time. `--print` shows the program of the seed. Ends with
 * `N passed, N failed`, and exits 1 when something failed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Batch, type Build } from './random/batch.ts';
import { type Difference, makePrograms, reduced, runBatch } from './random/differences.ts';
import { groupSeeds } from './random/groups.ts';
import { makeProgram, programText } from './random/program.ts';

const BUILDS: readonly Build[] = ['checked', 'optimised'];

interface Options {
  readonly seed: number;
  readonly count: number;
  readonly jobs: number;
  readonly batch: number;
  readonly builds: readonly Build[];
  readonly minutes: number;
  readonly out: string;
  readonly reduces: boolean;
  readonly prints: boolean;
}

function parseOptions(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    allowNegative: true,
    options: {
      seed: { type: 'string', default: '0' },
      count: { type: 'string', default: '100' },
      jobs: { type: 'string', default: '1' },
      batch: { type: 'string', default: '100' },
      build: { type: 'string', multiple: true, default: [...BUILDS] },
      minutes: { type: 'string', default: 'Infinity' },
      out: { type: 'string', default: 'build/random' },
      reduce: { type: 'boolean', default: true },
      print: { type: 'boolean', default: false },
    },
  });
  const builds = BUILDS.filter((build) => values.build.includes(build));
  const [seed, count, jobs, batch, minutes] = (['seed', 'count', 'jobs', 'batch', 'minutes'] as const).map(
    (name) => {
      const number = Number(values[name]);
      if (!(number >= 0)) throw new Error(`--${name} takes a number, not ${values[name]}`);
      return number;
    },
  );
  if (builds.length === 0) throw new Error(`--build is one of ${BUILDS.join(', ')}`);
  return {
    seed: seed ?? 0,
    count: count ?? 0,
    jobs: Math.max(1, jobs ?? 1),
    batch: Math.max(1, batch ?? 1),
    builds,
    minutes: minutes ?? 0,
    out: values.out,
    reduces: values.reduce,
    prints: values.print,
  };
}

function writeDifference(out: string, { name, tree, build, node, ours }: Difference): string {
  mkdirSync(out, { recursive: true });
  const file = join(out, `${name}-${build}.ts`);
  const comment = (text: string): string => text.slice(0, 3000).replaceAll(/^/gm, '// ');
  writeFileSync(
    file,
    `${programText(tree)}\nawait run();\n\n// Node:\n${comment(node)}\n// ${build}:\n${comment(ours)}\n`,
  );
  return file;
}

/** The first line in which two texts differ, of each. */
function firstDifference({ node, ours }: Difference): string {
  const [left, right] = [node.split('\n'), ours.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return `    Node: ${left[at]?.slice(0, 160)}\n    ours: ${right[at]?.slice(0, 300)}`;
}

async function work(
  options: Options,
  groups: IterableIterator<readonly number[]>,
  dir: string,
): Promise<[number, number]> {
  const batch = new Batch(dir);
  let [passed, failed] = [0, 0];
  const endMs = performance.now() + options.minutes * 60_000;
  for (const seeds of groups) {
    if (performance.now() > endMs) break;
    const programs = makePrograms(seeds);
    const startMs = performance.now();
    const found = await runBatch(batch, programs, options.builds);
    passed += programs.length - found.length;
    failed += found.length;
    const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
    console.log(
      `seeds ${seeds[0]} to ${seeds.at(-1)}: ${found.length} of ${programs.length} differ, ${seconds} s`,
    );
    for (const difference of found) {
      console.log(`  seed ${difference.name}, ${difference.build}:\n${firstDifference(difference)}`);
      const small = options.reduces ? await reduced(batch, difference) : difference;
      console.log(`  ${writeDifference(options.out, small ?? difference)}`);
      if (small !== undefined) continue;
      const count = (seeds.at(-1) ?? 0) - (seeds[0] ?? 0) + 1;
      const words = `--seed ${seeds[0]} --count ${count} --batch ${count} --build ${difference.build}`;
      console.log(`  only beside others: npx tsx tests/random.ts ${words}`);
    }
  }
  batch.close();
  return [passed, failed];
}

async function main(words: string[]): Promise<number> {
  const options = parseOptions(words);
  const { seed, count, batch, jobs } = options;
  if (options.prints) {
    console.log(programText(makeProgram(seed)));
    return 0;
  }
  const groups = groupSeeds(seed, count, batch).values();
  const dir = mkdtempSync(join(tmpdir(), 'importos-random-'));
  try {
    const counts = await Promise.all(
      Array.from({ length: jobs }, (_, i) => work(options, groups, join(dir, `${i}`))),
    );
    const passed = counts.reduce((sum, [each]) => sum + each, 0);
    const failed = counts.reduce((sum, [, each]) => sum + each, 0);
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));

/**
 * Random well-typed programs under Node and as images, optimised and not: all must print the same.
 *
 *   npx tsx tests/random.ts [--seed N] [--count N] [--jobs J] [--batch N] [--build checked|optimised]
 *                           [--minutes N] [--out DIR] [--no-reduce] [--print]
 *
 * Program N is the one of seed N, whatever is run with it; of each two hundred, the second hundred lies about types. What differs is made smaller and written to the directory, TypeScript that shows the
 * difference when it is run, with what Node and the image print. `--minutes` begins no batch after that time. `--print` shows
 * the program of the seed. Ends with `N passed, N failed`, and exits 1 when something failed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Batch, type Build, parses, type Section } from './random/batch.ts';
import { makeProgram, type ProgramTree, programText } from './random/program.ts';
import { reduce } from './random/reduce.ts';

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
      batch: { type: 'string', default: '50' },
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

/** A program that differs. */
interface Difference {
  readonly name: string;
  readonly tree: ProgramTree;
  readonly build: Build;
  readonly node: Section;
  readonly ours: Section;
}

/** A program's name and tree. */
interface Named {
  readonly name: string;
  readonly tree: ProgramTree;
}

/** The programs of seeds; without those in which a type argument can't be told from a comparison. */
function makePrograms(from: number, count: number): Named[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `${from + i}`,
    tree: makeProgram(from + i),
  })).filter(({ tree }) => parses(programText(tree)));
}

/** Without what is known to differ: V8's messages say more of a call whose result is to be iterated. */
function comparable(section: Section = ''): Section {
  return section.replaceAll(' or its return value is not iterable', '');
}

/** Runs programs in one image of each kind. */
async function findDifferences(
  batch: Batch,
  programs: readonly Named[],
  builds: readonly Build[],
): Promise<Difference[]> {
  batch.write(programs.map(({ tree }) => programText(tree)));
  const node = await batch.runNode(programs.length);
  const found: Difference[] = [];
  for (const build of builds) {
    const result = await batch.runImage(programs.length, build);
    for (const [i, { name, tree }] of programs.entries()) {
      const expected = comparable(node[i]);
      const ours = comparable('error' in result ? `no image: ${result.error}` : result.sections[i]);
      // What doesn't end well under Node says nothing.
      if (ours === expected || /^ended: /m.test(expected)) continue;
      if (!found.some((difference) => difference.name === name)) {
        found.push({ name, tree, build, node: expected, ours });
      }
    }
  }
  return found;
}

/** A batch that can't be built is halved until the program is found that is to blame. */
async function runBatch(
  batch: Batch,
  programs: readonly Named[],
  builds: readonly Build[],
): Promise<Difference[]> {
  const found = await findDifferences(batch, programs, builds);
  const isUnbuilt =
    found.length === programs.length && found.every(({ ours }) => ours.startsWith('no image'));
  if (!isUnbuilt || programs.length === 1) return found;
  const middle = Math.ceil(programs.length / 2);
  return [
    ...(await runBatch(batch, programs.slice(0, middle), builds)),
    ...(await runBatch(batch, programs.slice(middle), builds)),
  ];
}

/** How a difference shows, so that a smaller program which fails in another way isn't taken for it. */
function kindOf({ ours }: Difference): string {
  if (ours.startsWith('no image')) return 'no image';
  return /^ended: .*$/m.exec(ours)?.[0] ?? 'output';
}

/** The smallest program with the difference; alone in its image, or as it was when it differs only beside others. */
async function reduced(batch: Batch, difference: Difference): Promise<Difference> {
  const builds = [difference.build];
  const [alone] = await findDifferences(batch, [difference], builds);
  if (alone === undefined) return { ...difference, name: `${difference.name}-beside-others` };
  let last = alone;
  const isUnbuilt = kindOf(alone) === 'no image';
  const tree = await reduce(difference.tree, async (trees) => {
    const candidates = trees.map((each, i): Named => ({ name: `${i}`, tree: each }));
    const found: Difference[] = [];
    // One that can't be built would hide the others.
    const groups = isUnbuilt ? candidates.map((each) => [each]) : [candidates];
    for (const group of groups) found.push(...(await findDifferences(batch, group, builds)));
    return candidates.map(({ name }) =>
      found.some((each) => each.name === name && kindOf(each) === kindOf(alone)),
    );
  });
  [last = alone] = await findDifferences(batch, [{ name: difference.name, tree }], builds);
  return { ...last, tree: last === alone ? difference.tree : tree };
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
  starts: IterableIterator<number>,
  dir: string,
): Promise<[number, number]> {
  const batch = new Batch(dir);
  let [passed, failed] = [0, 0];
  const endMs = performance.now() + options.minutes * 60_000;
  for (const from of starts) {
    if (performance.now() > endMs) break;
    const count = Math.min(options.batch, options.seed + options.count - from);
    const programs = makePrograms(from, count);
    const startMs = performance.now();
    const found = await runBatch(batch, programs, options.builds);
    passed += programs.length - found.length;
    failed += found.length;
    const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
    console.log(
      `seeds ${from} to ${from + count - 1}: ${found.length} of ${programs.length} differ, ${seconds} s`,
    );
    for (const difference of found) {
      console.log(`  seed ${difference.name}, ${difference.build}:\n${firstDifference(difference)}`);
      const written = writeDifference(
        options.out,
        options.reduces ? await reduced(batch, difference) : difference,
      );
      console.log(`  ${written}`);
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
  const starts = Array.from({ length: Math.ceil(count / batch) }, (_, i) => seed + i * batch).values();
  const dir = mkdtempSync(join(tmpdir(), 'importos-random-'));
  try {
    const counts = await Promise.all(
      Array.from({ length: jobs }, (_, i) => work(options, starts, join(dir, `${i}`))),
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

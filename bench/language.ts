/**
 * Compiled code beside V8: the fourteen are-we-fast-yet problems, the suite's JavaScript programs unmodified and our own
 * TypeScript versions (bench/language/), each under Node and as an image for Linux; three of them in C too.
 * `npx tsx bench/language.ts CHECKOUT [--rounds N] [--version javascript|typescript] [PROBLEM…]`; CHECKOUT is a clone of
 * smarr/are-we-fast-yet, or a file of JavaScript with the same harness.
 */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatSize } from '../toolchain/cli/size.ts';
import { Problem } from '../toolchain/problem.ts';
import { PROBLEMS, type Problem as SuiteProblem } from './language/problems.ts';
import { type Outcome, type Run, runProblem, summary } from './language/runs.ts';
import { type Contender, compare, geometricMean } from './support/compare.ts';
import { buildProgram } from './support/images.ts';
import { javascriptOf } from './support/javascript.ts';
import { main } from './support/main.ts';
import { buildC } from './support/process-cost.ts';
import { formatTable } from './support/table.ts';

const TYPESCRIPT = 'bench/language';

/** One of the two sets of programs: what Node runs, and the image if there is one. */
interface Version {
  readonly name: 'JavaScript' | 'TypeScript';
  readonly script: string;
  readonly image: string | undefined;
  /** How its build went. */
  readonly report: string;
}

/** A compiler says how many errors there are at the end. */
function lastLines(text = ''): string {
  return text.split('\n').slice(-5).join('\n');
}

function buildVersion(name: Version['name'], entry: string, script: string): Version {
  const startMs = performance.now();
  try {
    const image = buildProgram(entry, 'linux');
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    const report = `${name}: all problems in one image of ${formatSize(statSync(image).size)}, compiled in ${seconds} s`;
    return { name, script, image, report };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { name, script, image: undefined, report: `${name}: ${error.message}: ${lastLines(error.help)}` };
  }
}

function javascriptHarness(checkout: string): string {
  const path = resolve(checkout);
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? join(path, 'benchmarks/JavaScript/harness.js')
    : path;
  if (!existsSync(file))
    throw new Problem(`${file} isn't there`, 'CHECKOUT is a clone of smarr/are-we-fast-yet');
  return file;
}

/** A problem in one version, measured. */
interface Result {
  readonly problem: string;
  readonly version: Version['name'];
  readonly node: Outcome;
  readonly ours: Outcome;
  readonly c: Outcome | undefined;
}

async function measure(
  problem: SuiteProblem,
  versions: readonly Version[],
  rounds: number,
): Promise<Result[]> {
  const { name, iterations, innerIterations, c } = problem;
  const counts = [`${iterations}`, `${innerIterations}`];
  const contenders: Contender<Outcome>[] = [];
  const add = (key: string, program: string, words: readonly string[]): void => {
    contenders.push({ name: key, measure: () => runProblem(program, [...words, ...counts]) });
  };
  for (const version of versions) {
    add(`${version.name} Node`, process.execPath, [version.script, name]);
    if (version.image !== undefined) add(version.name, version.image, [name]);
  }
  if (c !== undefined) add('C', buildC(c), []);
  const { runs } = await compare(contenders, rounds);
  const of = (key: string): Outcome =>
    summary(runs.find((each) => each.name === key)?.values ?? [{ failure: "wasn't built" }]);
  return versions.map((version) => ({
    problem: name,
    version: version.name,
    node: of(`${version.name} Node`),
    ours: of(version.name),
    c: c === undefined ? undefined : of('C'),
  }));
}

const HEADINGS = [
  'problem',
  'version',
  'Node: fastest',
  'median',
  'first',
  'MB',
  'ImportOS: fastest',
  'median',
  'first',
  'MB',
  'fastest/Node',
  'C',
  'fastest/C',
];

function cells(outcome: Outcome): string[] {
  if ('failure' in outcome) return ['failed', '', '', ''];
  const { fastestMs, medianMs, firstMs, peakBytes } = outcome;
  return [...[fastestMs, medianMs, firstMs].map((ms) => ms.toFixed(1)), (peakBytes / 1e6).toFixed(1)];
}

function ratio(ours: Outcome, other: Outcome | undefined, of: keyof Run = 'fastestMs'): number | undefined {
  if (other === undefined || 'failure' in ours || 'failure' in other) return undefined;
  return ours[of] / other[of];
}

function row({ problem, version, node, ours, c }: Result): string[] {
  const c1 = c === undefined ? '' : (cells(c)[0] ?? '');
  const ratios = [ratio(ours, node)?.toFixed(2) ?? '', c1, ratio(ours, c)?.toFixed(2) ?? ''];
  return [problem, version, ...cells(node), ...cells(ours), ...ratios];
}

/** The line of geometric means of a version's results, over the problems that ran on both sides. */
function means(results: readonly Result[], version: Version['name']): string {
  const own = results.filter((result) => result.version === version);
  const mean = (of: keyof Run): string => {
    const ratios = own.flatMap(({ ours, node }) => ratio(ours, node, of) ?? []);
    return `${of.replace(/Ms$|Bytes$/, '')} ${geometricMean(ratios).toFixed(3)}`;
  };
  const ran = own.filter(({ ours, node }) => ratio(ours, node) !== undefined).length;
  const each = (['fastestMs', 'medianMs', 'firstMs', 'peakBytes'] as const).map(mean).join(', ');
  return `${version}, geometric means over Node's of ${ran} problems: ${each}\n`;
}

function failures(results: readonly Result[]): string {
  return results
    .flatMap(({ problem, version, node, ours }) =>
      [node, ours].flatMap((outcome) =>
        'failure' in outcome ? `${problem}, ${version}: ${outcome.failure}\n` : [],
      ),
    )
    .join('');
}

function chosenProblems(names: readonly string[]): readonly SuiteProblem[] {
  const unknown = names.find((name) => !PROBLEMS.some((problem) => problem.name === name));
  if (unknown !== undefined) throw new Problem(`the suite has no problem ${unknown}`);
  return names.length === 0 ? PROBLEMS : PROBLEMS.filter(({ name }) => names.includes(name));
}

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '3' }, version: { type: 'string' } },
  });
  const [checkout, ...names] = positionals;
  if (checkout === undefined) throw new Problem('name a checkout of smarr/are-we-fast-yet');
  const problems = chosenProblems(names);
  const versions: Version[] = [];
  if (values.version !== 'typescript') {
    const harness = javascriptHarness(checkout);
    versions.push(buildVersion('JavaScript', harness, harness));
  }
  if (values.version !== 'javascript') {
    const script = join(javascriptOf(TYPESCRIPT), 'harness.js');
    versions.push(buildVersion('TypeScript', `${TYPESCRIPT}/harness.ts`, script));
  }
  const results: Result[] = [];
  for (const problem of problems) {
    process.stderr.write(`${problem.name}\n`);
    results.push(...(await measure(problem, versions, Number(values.rounds))));
  }
  const table = formatTable([HEADINGS, ...results.map(row)]);
  const summaries = versions.map(({ name, report }) => means(results, name) + `${report}\n`).join('');
  return `Milliseconds an iteration.\n${table}${summaries}${failures(results)}`;
});

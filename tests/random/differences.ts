/**
 * Which programs of a batch differ between Node and their image, and what is left of one when it is made smaller. A batch stands for its programs only
 * as long as nothing differs: what can't be built is divided until one program is to blame, and what differs is tried again alone.
 */
import { type Batch, type Build, parses, type Section } from './batch.ts';
import { makeProgram, type ProgramTree, programText } from './program.ts';
import { reduce } from './reduce.ts';

/** A program that differs. */
export interface Difference {
  readonly name: string;
  readonly tree: ProgramTree;
  readonly build: Build;
  readonly node: Section;
  readonly ours: Section;
}

/** A program's name and tree. */
export interface Named {
  readonly name: string;
  readonly tree: ProgramTree;
}

/** The programs of seeds; without those in which a type argument can't be told from a comparison. */
export function makePrograms(seeds: readonly number[]): Named[] {
  return seeds
    .map((seed) => ({ name: `${seed}`, tree: makeProgram(seed) }))
    .filter(({ tree }) => parses(programText(tree)));
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

/** The programs that differ in a batch. One that can't be built is halved until the program is found that is to blame. */
export async function runBatch(
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

/** Without the function that a batch imports nothing of the batch would run. */
function hasRun(tree: ProgramTree): boolean {
  return programText(tree).includes('export async function run(');
}

/** The smallest program with the difference, alone in its image; undefined when it differs only beside others. */
export async function reduced(batch: Batch, difference: Difference): Promise<Difference | undefined> {
  const builds = [difference.build];
  const [alone] = await findDifferences(batch, [difference], builds);
  if (alone === undefined) return undefined;
  let last = alone;
  const isUnbuilt = kindOf(alone) === 'no image';
  const tree = await reduce(difference.tree, async (trees) => {
    const candidates = trees
      .map((each, i): Named => ({ name: `${i}`, tree: each }))
      .filter(({ tree: each }) => hasRun(each));
    const found: Difference[] = [];
    // One that can't be built would hide the others.
    const groups = isUnbuilt ? candidates.map((each) => [each]) : [candidates];
    for (const group of groups) found.push(...(await findDifferences(batch, group, builds)));
    return trees.map((_, i) => found.some((each) => each.name === `${i}` && kindOf(each) === kindOf(alone)));
  });
  [last = alone] = await findDifferences(batch, [{ name: difference.name, tree }], builds);
  return { ...last, tree: last === alone ? difference.tree : tree };
}

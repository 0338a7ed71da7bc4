/**
 * What commands that take a program or an image begin with: the image that was named, or one that is built now. One that
 * is built without `-o` is gone when we are.
 */
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { type BuildInput, partialFiles } from '../image/build.ts';
import { isImage, readDescription } from '../image/description.ts';
import type { Network } from '../launcher/network.ts';
import { Problem } from '../problem.ts';
import type { Target } from '../targets/target.ts';
import { buildImage, withServer } from './build-image.ts';
import type { Context } from './context.ts';
import { programName } from './entry.ts';
import type { OptionWords } from './options.ts';
import { checkImagePath } from './output.ts';
import { chooseHeap, chooseMemory, chooseNetwork, chooseTarget, findProject } from './settings.ts';
import { temporaryDirectory } from './temporary.ts';

/** An image in its place, and what it is for. */
export interface Runnable {
  readonly path: string;
  readonly usesNetwork: boolean;
  readonly target: Target;
  readonly config: Config;
  /** Of a program that was built now. */
  readonly entry: string | undefined;
  readonly hasProfiler: boolean;
}

/** The image that was named, or one built from the program that was; undefined when the program has errors. */
export async function imageFor(
  operand: string | undefined,
  words: OptionWords,
  context: Context,
  { isDebug = words.debug === true, profiles = words.profile === true } = {},
): Promise<Runnable | undefined> {
  const path = operand === undefined ? undefined : resolve(context.cwd, operand);
  if (path !== undefined && isImageNamed(operand, context)) {
    for (const option of ['debug', 'quick', 'output', 'profile', 'watch'] as const) {
      if (words[option] === undefined) continue;
      throw new Problem(
        `'--${option}' is for building, and ${operand} is built`,
        "leave it out, or name the program's source",
      );
    }
    const { target: family, usesNetwork, profiles: hasProfiler = false } = readDescription(path);
    const target = chooseTarget(words, {}, family);
    return { path, usesNetwork, target, hasProfiler, config: {}, entry: undefined };
  }
  const plan = await planImage(operand, words, context, { isDebug, profiles });
  return buildPlanned(plan, withServer(words, context));
}

/** Is the operand an image, and not a program to build? */
export function isImageNamed(operand: string | undefined, context: Context): boolean {
  return operand !== undefined && isImage(resolve(context.cwd, operand));
}

/** What to build, and what of it is not the builder's business. */
export interface PlannedImage {
  readonly input: Omit<BuildInput, 'onStep' | 'cache'>;
  readonly config: Config;
}

/** What is to be built of a program. Refuses what can't be, before the time for building has been spent. */
export async function planImage(
  operand: string | undefined,
  words: OptionWords,
  context: Context,
  { isDebug = words.debug === true, profiles = words.profile === true } = {},
): Promise<PlannedImage> {
  const { entry, config } = await findProject(operand, context.cwd);
  const target = chooseTarget(words, config);
  chooseNetwork(words, config);
  chooseMemory(words, config, target);
  const kept = words.output === undefined ? undefined : resolve(context.cwd, words.output);
  if (kept !== undefined) checkImagePath(kept);
  const workDir = temporaryDirectory(kept === undefined ? [] : partialFiles(kept));
  const output = kept ?? join(workDir, 'image', programName(entry));
  const heap = chooseHeap(config);
  const quick = words.quick === true;
  return { input: { entry, target, debug: isDebug, quick, profiles, heap, workDir, output }, config };
}

/** Builds it; undefined when the program has errors. */
export async function buildPlanned(plan: PlannedImage, context: Context): Promise<Runnable | undefined> {
  const { input, config } = plan;
  const image = await buildImage(input, context);
  return (
    image && {
      path: image.path,
      usesNetwork: image.usesNetwork,
      target: input.target,
      hasProfiler: input.profiles === true,
      config,
      entry: input.entry,
    }
  );
}

/** Other people's programs that running it needs. */
export function neededFor(
  target: Target,
  usesNetwork: boolean,
  network: Network,
): readonly ('machine' | 'network')[] {
  if (target.runs === 'qemu') return ['machine'];
  return usesNetwork && network.tap === undefined ? ['network'] : [];
}

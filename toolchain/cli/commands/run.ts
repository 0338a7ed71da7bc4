/** `importos run`: builds if needed, then boots the image or starts it as a process. */
import { join, resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { partialFiles } from '../../image/build.ts';
import { isImage, readDescription } from '../../image/description.ts';
import { launch } from '../../launcher/launch.ts';
import type { Network } from '../../launcher/network.ts';
import { Problem } from '../../problem.ts';
import type { Target } from '../../targets/target.ts';
import { buildImage } from '../build-image.ts';
import type { Command, Invocation } from '../command.ts';
import type { Context } from '../context.ts';
import { programName } from '../entry.ts';
import { OPTIONS, type OptionWords } from '../options.ts';
import { checkImagePath } from '../output.ts';
import {
  chooseEnv,
  chooseHeap,
  chooseMemory,
  chooseNetwork,
  chooseTarget,
  findProject,
} from '../settings.ts';
import { temporaryDirectory } from '../temporary.ts';

/** The row of `importos run`. */
export const runCommand: Command = {
  name: 'run',
  operand: '[entry|image]',
  summary: 'build a program if needed, then boot it in QEMU or, with --target linux, run it as a process',
  details:
    'Its output passes through unchanged, and its exit status is that of this command. Words behind -- are for the ' +
    'program: process.argv. A network is set up only for a program that imports one. An image is kept only with -o.',
  options: [
    OPTIONS.target,
    OPTIONS.output,
    OPTIONS.memory,
    OPTIONS.cpus,
    OPTIONS.port,
    OPTIONS.tap,
    OPTIONS.env,
    OPTIONS.debug,
    OPTIONS.accel,
    OPTIONS.machine,
  ],
  takesProgramWords: true,
  async run(invocation, context) {
    const words: OptionWords = invocation.options;
    const runnable = await imageFor(invocation, words, context);
    if (!runnable) return 1;
    const { path, usesNetwork, target, config } = runnable;
    const network = chooseNetwork(words, config);
    if (!usesNetwork) warnAboutNetwork(words, context);
    context.ensure(neededFor(target, usesNetwork, network));
    return launch({
      target,
      image: path,
      usesNetwork,
      network,
      memoryBytes: chooseMemory(words, config, target),
      accelerator: words.accel ?? 'auto',
      env: chooseEnv(words, config),
      words: invocation.programWords,
    });
  },
};

interface Runnable {
  readonly path: string;
  readonly usesNetwork: boolean;
  readonly target: Target;
  readonly config: Config;
}

/** The image that was named, or one built from the program that was; undefined when the program has errors. */
async function imageFor(
  { operand }: Invocation,
  words: OptionWords,
  context: Context,
): Promise<Runnable | undefined> {
  const path = operand === undefined ? undefined : resolve(context.cwd, operand);
  if (path !== undefined && isImage(path)) {
    for (const option of ['debug', 'output'] as const) {
      if (words[option] === undefined) continue;
      throw new Problem(
        `'--${option}' is for building, and ${operand} is built`,
        "leave it out, or name the program's source",
      );
    }
    const { target, usesNetwork } = readDescription(path);
    return { path, usesNetwork, target: chooseTarget(words, {}, target), config: {} };
  }
  const { entry, config } = await findProject(operand, context.cwd);
  const target = chooseTarget(words, config);
  // Both are refused here, before the time for building has been spent.
  chooseNetwork(words, config);
  chooseMemory(words, config, target);
  const kept = words.output === undefined ? undefined : resolve(context.cwd, words.output);
  if (kept !== undefined) checkImagePath(kept);
  const workDir = temporaryDirectory(kept === undefined ? [] : partialFiles(kept));
  const output = kept ?? join(workDir, 'image', programName(entry));
  const heap = chooseHeap(config);
  const debug = words.debug === true;
  const image = await buildImage({ entry, target, debug, heap, workDir, output }, context);
  return image && { path: image.path, usesNetwork: image.usesNetwork, target, config };
}

function warnAboutNetwork(words: OptionWords, context: Context): void {
  const option = words.port ? '--port' : words.tap === undefined ? undefined : '--tap';
  if (option) context.err(`warning: ${option} has no effect: the program imports no network\n`);
}

function neededFor(
  target: Target,
  usesNetwork: boolean,
  network: Network,
): readonly ('machine' | 'network')[] {
  if (target.runs === 'qemu') return ['machine'];
  return usesNetwork && network.tap === undefined ? ['network'] : [];
}

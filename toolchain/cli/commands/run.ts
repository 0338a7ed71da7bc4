/** `importos run`: builds if needed, then boots the image or starts it as a process. */
import { launch } from '../../launcher/launch.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { buildPlanned, imageFor, isImageNamed, neededFor, planImage, type Runnable } from '../image-for.ts';
import { OPTIONS, type OptionWords } from '../options.ts';
import { chooseEnv, chooseMemory, chooseNetwork } from '../settings.ts';
import { watch } from '../watch.ts';

/** The row of `importos run`. */
export const runCommand: Command = {
  name: 'run',
  operand: '[entry|image]',
  summary: 'build a program if needed, then boot it in QEMU or, with --target linux, run it as a process',
  details:
    'Its output passes through unchanged, and its exit status is that of this command. Words behind -- are for the ' +
    'program: process.argv. A network is set up only for a program that imports one. An image is kept only with -o. With --watch it is built and started again whenever one of ' +
    'its files changes; the one before runs until then.',
  options: [
    OPTIONS.target,
    OPTIONS.output,
    OPTIONS.memory,
    OPTIONS.cpus,
    OPTIONS.port,
    OPTIONS.tap,
    OPTIONS.env,
    OPTIONS.debug,
    OPTIONS.quick,
    OPTIONS.watch,
    OPTIONS.server,
    OPTIONS.accel,
    OPTIONS.machine,
  ],
  takesProgramWords: true,
  async run({ operand, options, programWords }, context) {
    const words: OptionWords = options;
    if (words.watch === true && !isImageNamed(operand, context)) {
      const plan = await planImage(operand, words, context);
      return watch(context, {
        build: (again) => buildPlanned(plan, again),
        run: (runnable, stop) => start(runnable, words, programWords, context, stop),
      });
    }
    const runnable = await imageFor(operand, words, context);
    return runnable ? start(runnable, words, programWords, context) : 1;
  },
};

function start(
  { path, usesNetwork, target, config }: Runnable,
  words: OptionWords,
  programWords: readonly string[],
  context: Context,
  stop?: AbortSignal,
): Promise<number> {
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
    words: programWords,
    ...(stop && { stop }),
  });
}

function warnAboutNetwork(words: OptionWords, context: Context): void {
  const option = words.port ? '--port' : words.tap === undefined ? undefined : '--tap';
  if (option) context.err(`warning: ${option} has no effect: the program imports no network\n`);
}

/** `importos debug`: a program under gdb, with its sources and values as TypeScript has them. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Option } from 'commander';
import { readImageFiles } from '../../image/debug-file.ts';
import { debug } from '../../launcher/debug.ts';
import { Problem } from '../../problem.ts';
import type { Command } from '../command.ts';
import { imageFor, neededFor } from '../image-for.ts';
import { OPTIONS, type OptionWords } from '../options.ts';
import { chooseEnv, chooseMemory, chooseNetwork } from '../settings.ts';
import { temporaryDirectory } from '../temporary.ts';

/** The row of `importos debug`. */
export const debugCommand: Command = {
  name: 'debug',
  operand: '[entry|image]',
  summary: 'start gdb on a program: lines, variables and values of TypeScript',
  details:
    'A program is built without optimisation first, so that every variable can be seen. With --target linux gdb starts ' +
    'it as a process ("run"); otherwise it waits in QEMU, stopped before its first line ("continue"). Then for ' +
    'example: break main.ts:12, next, step, info locals, print order, print $field(order, "items"), bt. An image is ' +
    'taken as it is, needs its .debug file beside it, and the sources in the current directory. Words behind -- are ' +
    'for the program. docs/debugging.md says more.',
  options: [
    OPTIONS.target,
    new Option('--optimized', 'build with optimisation: some variables will be gone'),
    new Option('--commands <file>', "run gdb's commands from a file, then end"),
    OPTIONS.memory,
    OPTIONS.port,
    OPTIONS.tap,
    OPTIONS.env,
    OPTIONS.machine,
  ],
  takesProgramWords: true,
  async run({ operand, options, programWords }, context) {
    const words: OptionWords = options;
    const commands = words.commands === undefined ? undefined : resolve(context.cwd, words.commands);
    if (commands !== undefined && !existsSync(commands))
      throw new Problem(`${commands} is not there`, "a file with gdb's commands, one a line");
    const found = await imageFor(operand, words, context, { isDebug: words.optimized !== true });
    if (!found) return 1;
    readImageFiles(found.path);
    const { path, usesNetwork, target, config, entry } = found;
    const network = chooseNetwork(words, config);
    context.ensure(['debugger', ...neededFor(target, usesNetwork, network)]);
    return debug({
      target,
      image: path,
      usesNetwork,
      network,
      memoryBytes: chooseMemory(words, config, target),
      env: chooseEnv(words, config),
      words: programWords,
      workDir: temporaryDirectory(),
      sourceRoot: entry === undefined ? context.cwd : dirname(realpathSync(entry)),
      commands,
    });
  },
};

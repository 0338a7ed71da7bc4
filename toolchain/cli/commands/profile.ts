/** `importos profile`: where a program spends its time. */
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import { Option } from 'commander';
import { readImageFiles } from '../../image/debug-file.ts';
import { readCodeMap } from '../../image/places/code-map.ts';
import { type Profiled, profile } from '../../launcher/profile.ts';
import { Problem } from '../../problem.ts';
import { callTree, namedStacks, type Stack } from '../../profiler/call-tree.ts';
import { flameNode, sourceLines } from '../../profiler/flame-graph.ts';
import { speedscopeText } from '../../profiler/speedscope.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { programName } from '../entry.ts';
import { imageFor, neededFor } from '../image-for.ts';
import { OPTIONS, type OptionWords, parseCount } from '../options.ts';
import { checkReportPath } from '../output.ts';
import { chooseEnv, chooseMemory, chooseNetwork } from '../settings.ts';
import { temporaryDirectory } from '../temporary.ts';

/** The row of `importos profile`. */
export const profileCommand: Command = {
  name: 'profile',
  operand: '[entry|image]',
  summary: 'run a program and show where it spends its time, as a flame graph',
  details:
    'A sampling profiler in the image writes down the stack some hundred times in a second of processor time: SIGPROF as a ' +
    'process, a timer interrupt in a machine. When the program ends, after --duration or by Ctrl-C, there are two ' +
    'files: a flame graph for a browser, and a profile for https://www.speedscope.app; build/NAME.profile.html and ' +
    'build/NAME.speedscope.json unless told otherwise. An image must have been built with --profile, and needs its .debug ' +
    'file beside it. Words behind -- are for the program.',
  options: [
    OPTIONS.target,
    OPTIONS.html,
    new Option('--speedscope <file>', 'where the profile for speedscope goes'),
    new Option('--duration <seconds>', 'end the program after so long').argParser((word) =>
      parseCount(word, 'a number of seconds', '--duration 10'),
    ),
    OPTIONS.debug,
    OPTIONS.memory,
    OPTIONS.port,
    OPTIONS.tap,
    OPTIONS.env,
    OPTIONS.accel,
    OPTIONS.machine,
  ],
  takesProgramWords: true,
  async run({ operand, options, programWords }, context) {
    const words: OptionWords = options;
    for (const option of ['html', 'speedscope'] as const) {
      const path = words[option];
      if (path !== undefined) checkReportPath(resolve(context.cwd, path), `--${option}`);
    }
    const found = await imageFor(operand, words, context, { profiles: true });
    if (!found) return 1;
    const { path, usesNetwork, target, config, entry } = found;
    if (!found.hasProfiler)
      throw new Problem(`${operand} has no profiler in it`, "build it with '--profile', or name its source");
    const { debug } = readImageFiles(path);
    const network = chooseNetwork(words, config);
    context.ensure(neededFor(target, usesNetwork, network));
    const profiled = await profile({
      target,
      image: path,
      usesNetwork,
      network,
      memoryBytes: chooseMemory(words, config, target),
      accelerator: words.accel ?? 'auto',
      env: chooseEnv(words, config),
      words: programWords,
      workDir: temporaryDirectory(),
      debug,
      seconds: words.duration,
    });
    const name = entry === undefined ? basename(path, extname(path)) : programName(entry);
    const sourceRoot = entry === undefined ? context.cwd : dirname(realpathSync(entry));
    await write(
      { name, words, profiled, stacks: namedStacks(profiled.samples, readCodeMap(debug)), sourceRoot },
      context,
    );
    return profiled.status;
  },
};

interface Result {
  readonly name: string;
  readonly words: OptionWords;
  readonly profiled: Profiled;
  readonly stacks: readonly Stack[];
  readonly sourceRoot: string;
}

async function write({ name, words, profiled, stacks, sourceRoot }: Result, context: Context): Promise<void> {
  const { samples, dropped, idle } = profiled;
  if (samples.length === 0) {
    context.err('no samples: the program has ended, or slept, before there was one\n');
    return;
  }
  const milliseconds = samples.reduce((sum, { nanoseconds }) => sum + nanoseconds, 0) / 1e6;
  const asleep = idle === 0 ? '' : `, ${idle} while asleep`;
  const lost = dropped === 0 ? '' : `, ${dropped} more found no room`;
  const summary = `${samples.length} samples in ${milliseconds.toFixed(0)} ms of processor time${asleep}${lost}`;
  const root = flameNode(callTree(stacks));
  const html = resolve(context.cwd, words.html ?? `build/${name}.profile.html`);
  const speedscope = resolve(context.cwd, words.speedscope ?? `build/${name}.speedscope.json`);
  // It loads TypeScript, which takes as long as all else.
  const { pageText } = await import('../../pages/page.ts');
  const heading = `${name}: profile`;
  for (const [path, text] of [
    [
      html,
      pageText('flame-graph', heading, { root, summary, heading, sources: sourceLines(root, sourceRoot) }),
    ],
    [speedscope, speedscopeText(name, stacks)],
  ] as const) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const shown = (path: string): string => {
    const name = relative(context.cwd, path);
    return name.startsWith('..') ? path : name;
  };
  context.err(`${summary}\n`);
  context.err(`flame graph: ${shown(html)}\nspeedscope:  ${shown(speedscope)}\n`);
}

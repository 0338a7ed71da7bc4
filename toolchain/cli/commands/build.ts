/** `importos build`: TypeScript → an image, or a form in between to look at. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { FileCache } from '../../cache/file-cache.ts';
import type { Emit, HeapOptions } from '../../compiler/api.ts';
import { type BuiltImage, compileOptions, partialFiles } from '../../image/build.ts';
import { Problem } from '../../problem.ts';
import type { Target } from '../../targets/target.ts';
import { buildImage, report, withServer } from '../build-image.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { programName, SOURCES } from '../entry.ts';
import { OPTIONS, type OptionWords } from '../options.ts';
import { checkFilePath, checkImagePath } from '../output.ts';
import { chooseHeap, chooseTarget, findProject } from '../settings.ts';
import { formatSize } from '../size.ts';
import { temporaryDirectory } from '../temporary.ts';
import { watch } from '../watch.ts';

/** The row of `importos build`. */
export const buildCommand: Command = {
  name: 'build',
  operand: '[entry]',
  summary: 'compile a program and the parts of the system that it imports into one image',
  details:
    `ENTRY is a ${SOURCES} file, or a directory with one: ` +
    'what "main" in package.json names, src/main.ts, main.ts, ' +
    'src/index.ts or index.ts. Without it: the current directory. The image goes to build/NAME.TARGET, its symbols and ' +
    'lines to a file beside it that ends in .debug.',
  options: [
    OPTIONS.target,
    OPTIONS.output,
    OPTIONS.emit,
    OPTIONS.debug,
    OPTIONS.quick,
    OPTIONS.watch,
    OPTIONS.server,
    OPTIONS.profile,
  ],
  async run({ operand, options }, context) {
    const words: OptionWords = options;
    const { entry, config } = await findProject(operand, context.cwd);
    const target = chooseTarget(words, config);
    const common = {
      entry,
      target,
      debug: words.debug === true,
      quick: words.quick === true,
      heap: chooseHeap(config),
    };
    const path = words.output === undefined ? undefined : resolve(context.cwd, words.output);
    if (words.emit !== undefined) {
      if (words.watch === true)
        throw new Problem("'--watch' makes images", "leave out '--watch' or '--emit'");
      if (path !== undefined) checkFilePath(path);
      return emit(
        { ...common, cache: context.cache, workDir: temporaryDirectory() },
        words.emit,
        path,
        context,
      );
    }
    const output = path ?? resolve(context.cwd, 'build', `${programName(entry)}.${target.family}`);
    checkImagePath(output);
    const workDir = temporaryDirectory(partialFiles(output));
    const build = async (own: Context): Promise<BuiltImage | undefined> => {
      const image = await buildImage({ ...common, profiles: words.profile === true, workDir, output }, own);
      if (image) own.out(describe(image, own.cwd));
      return image;
    };
    if (words.watch === true) return watch(context, { build });
    return (await build(withServer(words, context))) ? 0 : 1;
  },
};

interface Compilation {
  readonly entry: string;
  readonly target: Target;
  readonly debug: boolean;
  readonly quick: boolean;
  readonly heap: HeapOptions;
  readonly cache: FileCache | undefined;
  readonly workDir: string;
}

async function emit(
  input: Compilation,
  form: Emit,
  path: string | undefined,
  context: Context,
): Promise<number> {
  if (form === 'asm') context.ensure(['build']);
  const compile = await context.loadCompiler();
  const { diagnostics, emitted } = await compile({ ...compileOptions(input), emit: form });
  report(diagnostics, context);
  if (diagnostics.some(({ severity }) => severity === 'error')) return 1;
  if (emitted === undefined) throw new Error(`the compiler returned neither an error nor ${form}`);
  if (path === undefined) context.out(emitted);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, emitted);
  }
  return 0;
}

function describe({ path, fileBytes, sizes }: BuiltImage, cwd: string): string {
  const parts = [
    `code ${formatSize(sizes.codeBytes)}`,
    `constants ${formatSize(sizes.constantBytes)}`,
    `data ${formatSize(sizes.dataBytes)}`,
  ];
  const name = relative(cwd, path);
  return `${name.startsWith('..') ? path : name}  ${formatSize(fileBytes)} (${parts.join(', ')})\n`;
}

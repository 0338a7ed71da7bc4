/**
 * The part that `build` and `run` share: compile and link with progress, print what the compiler has to say.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Diagnostic } from '../compiler/api.ts';
import { printDiagnostics } from '../compiler/diagnostics/print.ts';
import { type BuildInput, type BuiltImage, make, place } from '../image/build.ts';
import type { Context } from './context.ts';
import type { OptionWords } from './options.ts';
import { startProgress } from './progress.ts';

/** Builds; undefined when the program has errors, which are printed then. */
export async function buildImage(
  input: Omit<BuildInput, 'onStep'>,
  context: Context,
): Promise<BuiltImage | undefined> {
  context.ensure(['build']);
  const progress = startProgress(context.isTerminal, context.err);
  try {
    const { output, ...rest } = input;
    const wanted = { ...rest, name: basename(output), cache: context.cache, onStep: progress.step };
    progress.step('loading the compiler');
    // A quick build is one of many; after it there is a server for the others, too.
    const served = await context.askServer?.(wanted, input.quick === true);
    const { diagnostics, made } = served ?? (await make(wanted, await context.loadCompiler()));
    progress.end();
    report(diagnostics, context);
    return made && place(made, output);
  } finally {
    progress.end();
  }
}

/** The context for a build that may be made by another process, unless the words say otherwise. */
export function withServer({ server }: OptionWords, context: Context): Context {
  return server === false ? { ...context, askServer: undefined } : context;
}

/** Prints diagnostics where they belong. */
export function report(diagnostics: readonly Diagnostic[], context: Context): void {
  const { cwd, isTerminal: color } = context;
  context.err(printDiagnostics(diagnostics, { color, cwd, readSource }));
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

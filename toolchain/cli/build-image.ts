/**
 * The part that `build` and `run` share: compile and link with progress, print what the compiler has to say.
 */
import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../compiler/api.ts';
import { printDiagnostics } from '../compiler/diagnostics/print.ts';
import { type BuildInput, type BuiltImage, build } from '../image/build.ts';
import type { Context } from './context.ts';
import { startProgress } from './progress.ts';

/** Builds; undefined when the program has errors, which are printed then. */
export async function buildImage(
  input: Omit<BuildInput, 'onStep'>,
  context: Context,
): Promise<BuiltImage | undefined> {
  context.ensure(['build']);
  const progress = startProgress(context.isTerminal, context.err);
  try {
    progress.step('loading the compiler');
    const compile = await context.loadCompiler();
    const { diagnostics, image } = await build(
      { ...input, cache: context.cache, onStep: progress.step },
      compile,
    );
    progress.end();
    report(diagnostics, context);
    return image;
  } finally {
    progress.end();
  }
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

/**
 * Compiles programs in this process, one at a time, as told by the parent: `{ entry, image }` is answered with
 * `{ error? }`. A process that has compiled once compiles the next in a fraction of the time that a new one takes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompiler } from '../../toolchain/compiler/pipeline.ts';
import { build } from '../../toolchain/image/build.ts';
import { targetNamed } from '../../toolchain/targets/table.ts';

/** What the parent asks for. */
export interface CompileRequest {
  readonly entry: string;
  readonly image: string;
  /** Optimised, without the checks of a debug image. */
  readonly optimize?: boolean;
}

/** What it is answered; `error` says why there is no image. */
export interface CompileAnswer {
  readonly error?: string;
}

const compile = createCompiler();

async function compileOne({ entry, image, optimize = false }: CompileRequest): Promise<CompileAnswer> {
  const workDir = mkdtempSync(join(tmpdir(), 'importos-compile-'));
  try {
    const target = targetNamed('linux');
    const built = await build({ entry, target, debug: !optimize, workDir, output: image }, compile);
    if (built.image !== undefined) return {};
    return { error: built.diagnostics.map(({ message }) => message).join('\n') };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    rmSync(workDir, { recursive: true });
  }
}

process.on('message', async (request: CompileRequest) => process.send?.(await compileOne(request)));

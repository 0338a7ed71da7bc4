/**
 * LLVM IR to object files or assembly language: one clang for each part, all at the same time.
 */
import { spawn } from 'node:child_process';
import { Problem } from '../problem.ts';
import type { Target } from '../targets/target.ts';

/** What clang does to a module. */
export interface ClangOptions {
  readonly target: Target;
  readonly optimize: boolean;
  /** Assembly language instead of an object file. */
  readonly asm: boolean;
}

/** All words of the command but the files: with the text they decide what comes out. */
export function clangWords({ target, optimize, asm }: ClangOptions): readonly string[] {
  return [
    `--target=${target.triple}`,
    ...target.clangFlags,
    optimize ? '-O2' : '-O0',
    '-fno-pic',
    '-fno-pie',
    '-ffunction-sections',
    '-fdata-sections',
    '-Wno-override-module',
    // An instruction without a place belongs to the one before it. Otherwise that depended on where records of variables
    // end, and the table of places with it.
    ...['-mllvm', '-use-unknown-locations=Disable'],
    ...['-mllvm', '-instcombine-code-sinking=false'],
    asm ? '-S' : '-c',
  ];
}

/** Compiles one file; settles when it is done. Rejects when clang refuses it, which is our bug. */
export function runClang(words: readonly string[], source: string, output: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('clang-19', [...words, source, '-o', output], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', reject);
    child.once('close', (status, signal) => {
      if (status === 0) resolve();
      else if (signal !== null) reject(new Problem(`interrupted: clang ended by ${signal}`, undefined, 130));
      else reject(new Error(`clang rejects what we emitted:\n${said}`));
    });
  });
}

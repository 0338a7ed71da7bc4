/**
 * The compiler, read aloud: find and check the modules, lower what is reached, infer types over the whole program, make
 * LLVM IR, make an object file. Each step can be looked at with `--emit`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { targetNamed } from '../targets/table.ts';
import type { Target } from '../targets/target.ts';
import type { Compile, CompileOptions, CompileResult } from './api.ts';
import { MissingFromOs } from './diagnostics/missing.ts';
import type { DiagnosticSink } from './diagnostics/sink.ts';
import type { Program } from './ir/ir.ts';
import { type Emitted, emitProgram } from './llvm/emit.ts';
import { loadProgram } from './program/load.ts';

export const compile: Compile = (options: CompileOptions): CompileResult => {
  const target = targetNamed(options.target);
  const { program, diagnostics, sink } = loadProgram(options.entry, { target: options.target });
  const failed = { diagnostics, assembly: [], usesNetwork: false };
  if (program === undefined || diagnostics.some((d) => d.severity === 'error')) return failed;

  const emitted = emitOrReport(program, target, options, sink);
  if (emitted === undefined) return failed;
  const base = { diagnostics, assembly: [], usesNetwork: emitted.usesNetwork };
  if (diagnostics.some((d) => d.severity === 'error')) return base;
  if (options.emit === 'ir') return { ...base, emitted: emitted.printIr() };
  if (options.emit === 'llvm') return { ...base, emitted: emitted.text };

  const source = join(options.outDir, 'program.ll');
  writeFileSync(source, emitted.text);
  const output = join(options.outDir, options.emit === 'asm' ? 'program.s' : 'program.o');
  runClang(target, options, source, output);
  if (options.emit === 'asm') return { ...base, emitted: readFileSync(output, 'utf8') };
  return { ...base, objectFile: output };
};

/** Undefined when the program needs something that os/ doesn't have: reported. */
function emitOrReport(
  program: Program,
  target: Target,
  options: CompileOptions,
  sink: DiagnosticSink,
): Emitted | undefined {
  try {
    return emitProgram(program, target.triple, {
      verifies: options.debug,
      ...(options.heap && { heap: options.heap }),
    });
  } catch (error) {
    if (!(error instanceof MissingFromOs)) throw error;
    sink.reportAt('hookMissing', error.span, error.hook);
    return undefined;
  }
}

function runClang(target: Target, options: CompileOptions, source: string, output: string): void {
  const words = [
    `--target=${target.triple}`,
    ...target.clangFlags,
    options.optimize ? '-O2' : '-O0',
    '-fno-pic',
    '-fno-pie',
    '-ffunction-sections',
    '-fdata-sections',
    '-Wno-override-module',
    // An instruction without a place belongs to the one before it. Otherwise that depended on where records of variables
    // end, and the table of places with it.
    ...['-mllvm', '-use-unknown-locations=Disable'],
    options.emit === 'asm' ? '-S' : '-c',
    source,
    '-o',
    output,
  ];
  const { status, stderr, error } = spawnSync('clang-19', words, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`clang rejects what we emitted:\n${stderr}`);
}

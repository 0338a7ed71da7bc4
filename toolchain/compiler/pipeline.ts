/**
 * The compiler, read aloud: find and check the modules, lower what is reached, infer types over the whole program, make
 * LLVM IR, make an object file. Each step can be looked at with `--emit`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import { compilerIdentity } from '../cache/object-cache.ts';
import { targetNamed } from '../targets/table.ts';
import type { Target } from '../targets/target.ts';
import type { Compile, CompileOptions, CompileResult } from './api.ts';
import { clangWords } from './clang.ts';
import { MissingFromOs } from './diagnostics/missing.ts';
import type { DiagnosticSink } from './diagnostics/sink.ts';
import type { Program } from './ir/ir.ts';
import { type Emitted, emitProgram } from './llvm/emit.ts';
import type { Part } from './llvm/parts.ts';
import { compileCached } from './object-cache.ts';
import { type Answers, answersAbout } from './program/answers.ts';
import { loadProgram, OS_ROOT } from './program/load.ts';
import type { ParsedFiles } from './program/source-store.ts';

/** A compiler, which keeps what it has parsed for the next program that it compiles. */
export function createCompiler(): Compile {
  const kept: Kept = { declarations: new Map(), modules: new Map(), before: undefined, answers: undefined };
  return (options) => compile(options, kept);
}

interface Kept {
  readonly declarations: ParsedFiles;
  readonly modules: ParsedFiles;
  /** The checker's program of the last build. */
  before: ts.Program | undefined;
  /** What the checker has said about os/. */
  answers: Answers | undefined;
}

async function compile(options: CompileOptions, kept: Kept): Promise<CompileResult> {
  const target = targetNamed(options.target);
  const answers = answersAbout(OS_ROOT, options.target, options.cache, kept.answers);
  kept.answers = answers;
  const { declarations, modules, before } = kept;
  const shared = { declarations, modules, before, answers };
  const loaded = loadProgram(options.entry, { target: options.target, ...shared });
  const { program, diagnostics, sink, files: read } = loaded;
  kept.before = loaded.checked;
  const isFailed = (): boolean => diagnostics.some((d) => d.severity === 'error');
  const emitted =
    program === undefined || isFailed() ? undefined : emitOrReport(program, target, options, sink);
  answers.keep();
  if (emitted === undefined) return { diagnostics, read, usesNetwork: false };
  const base = { diagnostics, read, usesNetwork: emitted.usesNetwork };
  if (isFailed()) return base;
  if (options.emit === 'ir') return { ...base, emitted: emitted.printIr() };
  if (options.emit === 'llvm') return { ...base, emitted: emitted.text() };
  const { debug, optimize } = options;
  const asm = options.emit === 'asm';
  const words = clangWords({ target, optimize, asm });
  const parts = emitted.parts({ copies: optimize, always: !optimize && !debug });
  const identity = compilerIdentity('clang-19');
  const files = await Promise.all(parts.map((part) => compilePart(part, words, identity, options)));
  if (asm) return { ...base, emitted: files.map((file) => readFileSync(file, 'utf8')).join('') };
  return { ...base, objectFiles: files };
}

async function compilePart(
  part: Part,
  words: readonly string[],
  identity: string | undefined,
  options: CompileOptions,
): Promise<string> {
  const { cache, outDir } = options;
  const output = join(outDir, `${part.name}.o`);
  await compileCached(cache, words, part.text, join(outDir, `${part.name}.ll`), output, identity);
  return output;
}

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

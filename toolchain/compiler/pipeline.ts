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
import type { Compile, CompileOptions, CompileResult, Diagnostic } from './api.ts';
import { clangWords } from './clang.ts';
import { MissingFromOs } from './diagnostics/missing.ts';
import type { DiagnosticSink } from './diagnostics/sink.ts';
import type { Program } from './ir/ir.ts';
import { type Emitted, emitProgram, type RuntimeNames } from './llvm/emit.ts';
import type { Part } from './llvm/parts.ts';
import { compileCached } from './object-cache.ts';
import { answersAbout } from './program/answers.ts';
import { loadProgram, OS_ROOT } from './program/load.ts';
import type { ParsedFiles } from './program/source-store.ts';

/** A compiler, which keeps what it has parsed for the next program that it compiles. */
export function createCompiler(): Compile {
  const kept: Kept = { declarations: new Map(), modules: new Map(), before: undefined, runtime: new Map() };
  return (options) => compile(options, kept);
}

interface Kept {
  readonly declarations: ParsedFiles;
  readonly modules: ParsedFiles;
  /** The checker's program of the last build. */
  before: ts.Program | undefined;
  /** By entry, target and kind of build: which runtime functions emission asked for. */
  readonly runtime: Map<string, RuntimeNames>;
}

async function compile(options: CompileOptions, kept: Kept): Promise<CompileResult> {
  const { entry, debug } = options;
  const target = targetNamed(options.target);
  const answers = answersAbout(OS_ROOT, options.target, options.cache);
  const { declarations, modules } = kept;
  const about = `${options.target} ${debug} ${entry}`;
  const attempt = (expected?: RuntimeNames): Attempt => {
    const { before } = kept;
    const shared = { declarations, modules, before, answers };
    const loaded = loadProgram(entry, { target: options.target, ...shared });
    const { program, diagnostics, sink, files: read } = loaded;
    kept.before = loaded.checked;
    const failed = program === undefined || diagnostics.some((d) => d.severity === 'error');
    const emitted = failed ? undefined : emitOrReport(program, target, options, sink, expected);
    return { diagnostics, read, emitted };
  };
  const last = kept.runtime.get(about);
  let attempted = attempt(last);
  // It has more in it than it would have in a new process.
  if (attempted.emitted !== undefined && !needsAll(last, attempted.emitted.runtime)) attempted = attempt();
  const { diagnostics, read, emitted } = attempted;
  const failed = { diagnostics, read, usesNetwork: false };
  answers.keep();
  if (emitted === undefined) return failed;
  kept.runtime.set(about, emitted.runtime);
  const base = { diagnostics, read, usesNetwork: emitted.usesNetwork };
  if (diagnostics.some((d) => d.severity === 'error')) return base;
  if (options.emit === 'ir') return { ...base, emitted: emitted.printIr() };
  if (options.emit === 'llvm') return { ...base, emitted: emitted.text() };
  const { optimize } = options;
  const asm = options.emit === 'asm';
  const words = clangWords({ target, optimize, asm });
  const parts = emitted.parts({ copies: optimize, always: !optimize && !debug });
  const identity = compilerIdentity('clang-19');
  const files = await Promise.all(parts.map((part) => compilePart(part, words, identity, options)));
  if (asm) return { ...base, emitted: files.map((file) => readFileSync(file, 'utf8')).join('') };
  return { ...base, objectFiles: files };
}

/** Does a build need all of the run time that the last one did? */
function needsAll(last: RuntimeNames | undefined, { needed }: RuntimeNames): boolean {
  return [...(last?.needed ?? [])].every((name) => needed.has(name));
}

interface Attempt {
  readonly diagnostics: readonly Diagnostic[];
  readonly read: readonly string[];
  /** Undefined when the program has errors. */
  readonly emitted: Emitted | undefined;
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
  expected: RuntimeNames | undefined,
): Emitted | undefined {
  try {
    return emitProgram(program, target.triple, {
      verifies: options.debug,
      expected,
      ...(options.heap && { heap: options.heap }),
    });
  } catch (error) {
    if (!(error instanceof MissingFromOs)) throw error;
    sink.reportAt('hookMissing', error.span, error.hook);
    return undefined;
  }
}

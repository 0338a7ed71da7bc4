/**
 * The front end's door: from an entry file to a Program whose functions are lowered when they are first needed.
 *
 *     const { program, diagnostics } = loadProgram('/home/me/src/main.ts', { target: 'linux' });
 *
 * Lowering reports too, so read `diagnostics` again after it: the array is live.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../api.ts';
import { DiagnosticSink } from '../diagnostics/sink.ts';
import type { Program } from '../ir/ir.ts';
import { ProgramLowering } from '../lower/program-lowering.ts';
import { Answers } from './answers.ts';
import { checkUserProgram, createUserProgram, OsChecker } from './checker.ts';
import { linkCommonJs } from './common-js/linking.ts';
import { ModuleGraph } from './graph.ts';
import { Hints } from './hints.ts';
import { Resolver } from './resolve.ts';
import { type DeclarationCache, SourceStore } from './source-store.ts';

/** Where the system's modules are. */
export const OS_ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../os');

export interface LoadOptions {
  /** A folder of os/machine/, and what `targetIs` answers. */
  readonly target: string;
  /** Another os/ (tests). */
  readonly osRoot?: string;
  /** Modules of os/ that are part of every program and run first, relative to os/: boot. */
  readonly always?: readonly string[];
  /** Share it between loads in one process. */
  readonly declarations?: DeclarationCache;
  /** False: don't type-check the user's files (lowering tests). */
  readonly check?: boolean;
  /** What earlier builds have learned about os/. */
  readonly answers?: Answers;
}

export interface Loaded {
  /** Undefined when the entry can't be read. */
  readonly program: Program | undefined;
  /** Grows while functions are lowered. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where later steps report. */
  readonly sink: DiagnosticSink;
}

/** Finds, parses and type-checks the program that begins at `entry`. Never throws for what is wrong with the program. */
export function loadProgram(entry: string, options: LoadOptions): Loaded {
  const sink = new DiagnosticSink();
  const path = resolve(entry);
  if (!existsSync(path)) {
    sink.report('entryMissing', undefined, entry);
    return { program: undefined, diagnostics: sink.all, sink };
  }
  const real = realpathSync(path);
  const osRoot = options.osRoot ?? OS_ROOT;
  const resolver = new Resolver(osRoot, options.target);
  const store = new SourceStore(options.declarations, (file) => resolver.moduleKind(file));
  const isInOs = real.startsWith(`${osRoot}/`);
  const user = isInOs ? undefined : createUserProgram(real, store);
  if (user !== undefined && options.check !== false) checkUserProgram(user, sink);
  const graph = new ModuleGraph({ store, sink, osRoot, resolver, projectRoot: dirname(real) });
  for (const always of options.always ?? []) graph.addRoot(join(osRoot, always));
  graph.addRoot(real);
  linkCommonJs(graph);
  const roots = (): string[] =>
    [...graph.modules].filter((module) => module.isOs).map((module) => module.path);
  const hints = new Hints(
    graph,
    user,
    new OsChecker(store, osRoot, options.target, roots),
    options.answers ?? new Answers(),
  );
  const program = new ProgramLowering({ graph, hints, sink, target: options.target });
  return { program, diagnostics: sink.all, sink };
}

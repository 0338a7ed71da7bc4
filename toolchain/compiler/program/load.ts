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
import type ts from 'typescript';
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
import { type ParsedFiles, SourceStore } from './source-store.ts';

/** Where the system's modules are. */
export const OS_ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../os');

export interface LoadOptions {
  /** A folder of os/machine/, and what `targetIs` answers. */
  readonly target: string;
  /** Another os/ (tests). */
  readonly osRoot?: string;
  /** Modules of os/ that are part of every program and run first, relative to os/: boot. */
  readonly always?: readonly string[];
  /** Share them between loads in one process: parsed files. */
  readonly declarations?: ParsedFiles;
  readonly modules?: ParsedFiles;
  /** False: don't type-check the user's files (lowering tests). */
  readonly check?: boolean;
  /** The last load's `checked`: what hasn't changed since isn't resolved again. */
  readonly before?: ts.Program | undefined;
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
  /** The user's files that were read: when one of them changes, so does the program. */
  readonly files: readonly string[];
  /** What `before` of the next load may be. */
  readonly checked?: ts.Program | undefined;
}

/** Finds, parses and type-checks the program that begins at `entry`. Never throws for what is wrong with the program. */
export function loadProgram(entry: string, options: LoadOptions): Loaded {
  const sink = new DiagnosticSink();
  const path = resolve(entry);
  if (!existsSync(path)) {
    sink.report('entryMissing', undefined, entry);
    return { program: undefined, diagnostics: sink.all, sink, files: [path] };
  }
  const real = realpathSync(path);
  const osRoot = options.osRoot ?? OS_ROOT;
  const resolver = new Resolver(osRoot, options.target);
  const store = new SourceStore(options.declarations, options.modules, (file) => resolver.moduleKind(file));
  const isInOs = real.startsWith(`${osRoot}/`);
  const user = isInOs ? undefined : createUserProgram(real, store, options.before);
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
  const own = [...graph.modules].filter((module) => !module.isOs).map((module) => module.path);
  const files = new Set([...own, ...ownSources(user)]);
  return { program, diagnostics: sink.all, sink, files: [...files], checked: user };
}

/** What the checker has read besides declarations of packages. */
function ownSources(program: ts.Program | undefined): readonly string[] {
  const all = program?.getSourceFiles().map((file) => file.fileName) ?? [];
  return all.filter((path) => !path.includes('/node_modules/'));
}

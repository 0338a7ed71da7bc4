/**
 * The two programs of TypeScript's checker: the user's, which is type-checked and whose errors are build errors; and
 * that of os/, which isn't checked during a build and is only made when somebody asks for a type in it. They share
 * parsed files through the store. This is the adapter: no other file knows how the checker is set up.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { DiagnosticSink } from '../diagnostics/sink.ts';
import { isSyntaxError, nodeAt, reportEarlyErrors } from './early-errors.ts';
import type { SourceStore } from './source-store.ts';

const OUR_TYPES = join(dirname(fileURLToPath(import.meta.url)), '../../../node_modules/@types');
const LIBRARIES = dirname(ts.getDefaultLibFilePath({}));

const MODULE_MISSING = 2307;
const JAVASCRIPT = /\.[cm]?js$/;

const DEFAULTS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  esModuleInterop: true,
  resolveJsonModule: true,
};

/** What ImportOS needs whatever the project's tsconfig says. */
const FIXED: ts.CompilerOptions = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  isolatedDeclarations: false,
  allowImportingTsExtensions: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  moduleDetection: ts.ModuleDetectionKind.Force,
};

/** The user's program; `before` is that of an earlier load. */
export function createUserProgram(entry: string, store: SourceStore, before?: ts.Program): ts.Program {
  const { options, errors } = userOptions(entry);
  const host = hostFor(options, store);
  // A file that has come or gone since may change what the specifiers of one that is the same mean.
  host.hasInvalidatedResolutions = (path) => !path.startsWith(OUR_TYPES);
  return ts.createProgram({
    rootNames: [entry],
    options,
    host,
    configFileParsingDiagnostics: errors,
    ...(before && { oldProgram: before }),
  });
}

function userOptions(entry: string): { options: ts.CompilerOptions; errors: readonly ts.Diagnostic[] } {
  const configPath = ts.findConfigFile(dirname(entry), ts.sys.fileExists);
  let options: ts.CompilerOptions = {};
  const errors: ts.Diagnostic[] = [];
  if (configPath !== undefined) {
    const { config, error } = ts.readConfigFile(configPath, ts.sys.readFile);
    if (error !== undefined) errors.push(error);
    const parsed = ts.parseJsonConfigFileContent(
      { ...config, files: [entry], include: undefined },
      ts.sys,
      dirname(configPath),
      undefined,
      configPath,
    );
    options = parsed.options;
    errors.push(...parsed.errors);
  }
  const merged = { ...DEFAULTS, ...options, ...FIXED };
  // The two belong together: TypeScript chooses the resolution that fits a project's kind of modules.
  if (options.module !== undefined && options.moduleResolution === undefined) delete merged.moduleResolution;
  const modern =
    merged.moduleResolution === undefined || merged.moduleResolution >= ts.ModuleResolutionKind.Node16;
  if (modern) merged.customConditions = [...(merged.customConditions ?? []), 'importos'];
  if (merged.types === undefined || merged.types.length === 0) merged.types = ['node'];
  merged.typeRoots = [...typeRootsAround(dirname(entry)), OUR_TYPES];
  return { options: merged, errors };
}

function typeRootsAround(start: string): string[] {
  const roots: string[] = [];
  for (let directory = start; ; directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules/@types');
    if (existsSync(candidate)) roots.push(candidate);
    if (dirname(directory) === directory) return roots;
  }
}

function hostFor(options: ts.CompilerOptions, store: SourceStore): ts.CompilerHost {
  const host = ts.createCompilerHost(options, false);
  host.getSourceFile = (path) => store.parse(path);
  host.readFile = (path) => store.read(path);
  host.fileExists = (path) => store.exists(path);
  host.getDefaultLibLocation = () => LIBRARIES;
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  return host;
}

/** Is it that `import()` finds no module? That is a rejection when the call is reached, of which the module graph warns. */
function isOfImportCall({ code, file, start }: ts.Diagnostic): boolean {
  if (code !== MODULE_MISSING || file === undefined || start === undefined) return false;
  const { parent } = nodeAt(file, start);
  return ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword;
}

/** Reports all syntax and type errors of the user's own files; of JavaScript what no program may have, since Node runs the rest. */
export function checkUserProgram(program: ts.Program, sink: DiagnosticSink): void {
  for (const diagnostic of program.getConfigFileParsingDiagnostics()) sink.reportChecker(diagnostic);
  for (const diagnostic of program.getOptionsDiagnostics()) sink.reportChecker(diagnostic);
  for (const diagnostic of program.getGlobalDiagnostics()) sink.reportChecker(diagnostic);
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || program.isSourceFileFromExternalLibrary(file)) continue;
    const isJavaScript = JAVASCRIPT.test(file.fileName);
    for (const diagnostic of program.getSyntacticDiagnostics(file))
      if (!isJavaScript || isSyntaxError(file, diagnostic)) sink.reportChecker(diagnostic);
    if (file.fileName.endsWith('.json')) continue;
    const found = program.getSemanticDiagnostics(file);
    if (isJavaScript) reportEarlyErrors(file, found, sink);
    else for (const diagnostic of found) if (!isOfImportCall(diagnostic)) sink.reportChecker(diagnostic);
  }
}

/** The program of os/, made at the first question and again when files were loaded since. */
export class OsChecker {
  readonly #store: SourceStore;
  readonly #roots: () => readonly string[];
  readonly #osRoot: string;
  readonly #target: string;
  #program: ts.Program | undefined;

  constructor(store: SourceStore, osRoot: string, target: string, roots: () => readonly string[]) {
    this.#store = store;
    this.#osRoot = osRoot;
    this.#target = target;
    this.#roots = roots;
  }

  /** The checker that knows `file`, which is one of the roots. */
  checkerFor(file: ts.SourceFile): ts.TypeChecker | undefined {
    if (this.#program?.getSourceFile(file.fileName) !== file) this.#program = this.#create();
    return this.#program.getSourceFile(file.fileName) === file ? this.#program.getTypeChecker() : undefined;
  }

  #create(): ts.Program {
    const options: ts.CompilerOptions = {
      ...DEFAULTS,
      ...FIXED,
      types: [],
      exactOptionalPropertyTypes: true,
      paths: { '#machine': [join(this.#osRoot, 'machine', this.#target, 'machine.ts')] },
    };
    const host = hostFor(options, this.#store);
    return ts.createProgram({
      rootNames: this.#roots(),
      options,
      host,
      ...(this.#program === undefined ? {} : { oldProgram: this.#program }),
    });
  }
}

/**
 * Parsed files, each read and parsed once and shared by both type-checker programs and the module graph; and by loads of one process, as long as
 * the files are what they were.
 */
import { readFileSync, statSync } from 'node:fs';
import ts from 'typescript';
import { isExported } from './syntax.ts';

const OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ES2024,
  impliedNodeFormat: ts.ModuleKind.ESNext,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

/** A CommonJS module: sloppy unless it says otherwise. */
const COMMON_JS_OPTIONS: ts.CreateSourceFileOptions = {
  ...OPTIONS,
  impliedNodeFormat: ts.ModuleKind.CommonJS,
  setExternalModuleIndicator: () => {},
};

/** A file is a module even without imports and exports: `await` at its top level is the operator. */
const MODULE_OPTIONS: ts.CreateSourceFileOptions = {
  ...OPTIONS,
  setExternalModuleIndicator: (file) => {
    (file as { externalModuleIndicator?: unknown }).externalModuleIndicator = true;
  },
};

/** Parsed files that several loads in one process share. A file that has changed since is parsed again. */
export type ParsedFiles = Map<string, Parsed>;

interface Parsed {
  /** Changes with the file. */
  readonly stamp: string;
  readonly kind: string;
  readonly file: ts.SourceFile;
}

const JAVASCRIPT = /\.[mc]?js$/;
const DECLARATIONS = /\.d\.[mc]?ts$/;

/** What Node says of a file of JavaScript (resolve.ts). */
export type KindOfModule = (path: string) => 'esm' | 'commonjs' | 'by syntax';

export class SourceStore {
  readonly #files = new Map<string, ts.SourceFile | undefined>();
  readonly #exist = new Map<string, boolean>();
  readonly #declarations: ParsedFiles;
  readonly #modules: ParsedFiles;
  readonly #kindOf: KindOfModule;

  /** `declarations` and `modules` may be shared with other stores. */
  constructor(
    declarations: ParsedFiles = new Map(),
    modules: ParsedFiles = new Map(),
    kindOf: KindOfModule = () => 'esm',
  ) {
    this.#declarations = declarations;
    this.#modules = modules;
    this.#kindOf = kindOf;
  }

  /** The file's text, or undefined when it can't be read. */
  read(path: string): string | undefined {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  }

  /** Is there a file? Asked again and again, and answered once: files don't come and go while a program is loaded. */
  exists(path: string): boolean {
    let known = this.#exist.get(path);
    if (known === undefined) {
      known = ts.sys.fileExists(path);
      this.#exist.set(path, known);
    }
    return known;
  }

  /** The parsed file with parent pointers, or undefined when it can't be read. */
  parse(path: string): ts.SourceFile | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const file = this.#parseOnce(path);
    this.#files.set(path, file);
    return file;
  }

  #parseOnce(path: string): ts.SourceFile | undefined {
    const isDeclaration = DECLARATIONS.test(path);
    const files = isDeclaration ? this.#declarations : this.#modules;
    const kind = isDeclaration || path.endsWith('.json') ? '' : this.#kindOf(path);
    // Taken before it is read: a file that is written meanwhile has another.
    const stamp = stampOf(path);
    const known = files.get(path);
    if (known !== undefined && known.stamp === stamp && known.kind === kind) return known.file;
    const text = this.read(path);
    if (text === undefined) return undefined;
    const file = this.#parseText(path, text);
    if (stamp !== undefined) files.set(path, { stamp, kind, file });
    return file;
  }

  #parseText(path: string, text: string): ts.SourceFile {
    if (path.endsWith('.json')) return ts.createSourceFile(path, text, OPTIONS, true, ts.ScriptKind.JSON);
    if (DECLARATIONS.test(path)) return ts.createSourceFile(path, text, OPTIONS, false);
    const file = this.#parseModule(path, text);
    // `@ts-check` is between JavaScript and its editor: Node runs what has type errors.
    if (JAVASCRIPT.test(path)) Object.assign(file, { checkJsDirective: undefined });
    return file;
  }

  #parseModule(path: string, text: string): ts.SourceFile {
    const kind = this.#kindOf(path);
    if (kind !== 'esm') {
      const file = ts.createSourceFile(path, text, COMMON_JS_OPTIONS, true);
      if (kind === 'commonjs' || !file.statements.some(isModuleSyntax)) return file;
    }
    return ts.createSourceFile(path, text, MODULE_OPTIONS, true);
  }
}

function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
}

/** Was the file parsed as a CommonJS module? */
export function isCommonJsFile(file: ts.SourceFile): boolean {
  return file.impliedNodeFormat === ts.ModuleKind.CommonJS;
}

/** Is it a statement that only ES modules have? */
export function isModuleSyntax(node: ts.Statement): boolean {
  const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
  return isImport || (ts.isExportAssignment(node) && node.isExportEquals !== true) || isExported(node);
}

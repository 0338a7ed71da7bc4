/** Parsed files, each read and parsed once and shared by both type-checker programs and the module graph. */
import { readFileSync } from 'node:fs';
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

/** Parsed declaration files, which several loads in one process can share: the library is most of what is parsed. */
export type DeclarationCache = Map<string, ts.SourceFile | undefined>;

const JAVASCRIPT = /\.[mc]?js$/;
const DECLARATIONS = /\.d\.[mc]?ts$/;

/** What Node says of a file of JavaScript (resolve.ts). */
export type KindOfModule = (path: string) => 'esm' | 'commonjs' | 'by syntax';

export class SourceStore {
  readonly #files = new Map<string, ts.SourceFile | undefined>();
  readonly #exist = new Map<string, boolean>();
  readonly #declarations: DeclarationCache;
  readonly #kindOf: KindOfModule;

  /** `declarations` may be shared with other stores; its files must not change meanwhile. */
  constructor(declarations: DeclarationCache = new Map(), kindOf: KindOfModule = () => 'esm') {
    this.#declarations = declarations;
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
    const files = DECLARATIONS.test(path) ? this.#declarations : this.#files;
    if (files.has(path)) return files.get(path);
    const text = this.read(path);
    const file = text === undefined ? undefined : this.#parseText(path, text);
    files.set(path, file);
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

/** Was the file parsed as a CommonJS module? */
export function isCommonJsFile(file: ts.SourceFile): boolean {
  return file.impliedNodeFormat === ts.ModuleKind.CommonJS;
}

/** Is it a statement that only ES modules have? */
export function isModuleSyntax(node: ts.Statement): boolean {
  const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
  return isImport || (ts.isExportAssignment(node) && node.isExportEquals !== true) || isExported(node);
}

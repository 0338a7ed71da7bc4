/** Parsed files, each read and parsed once and shared by both type-checker programs and the module graph. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ES2024,
  impliedNodeFormat: ts.ModuleKind.ESNext,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
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

export class SourceStore {
  readonly #files = new Map<string, ts.SourceFile | undefined>();
  readonly #exist = new Map<string, boolean>();
  readonly #declarations: DeclarationCache;

  /** `declarations` may be shared with other stores; its files must not change meanwhile. */
  constructor(declarations: DeclarationCache = new Map()) {
    this.#declarations = declarations;
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
    const file = ts.createSourceFile(path, text, MODULE_OPTIONS, true);
    // `@ts-check` is between JavaScript and its editor: Node runs what has type errors.
    if (JAVASCRIPT.test(path)) Object.assign(file, { checkJsDirective: undefined });
    return file;
  }
}

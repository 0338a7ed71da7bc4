/** Parsed files, each read and parsed once and shared by both type-checker programs and the module graph. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ES2024,
  impliedNodeFormat: ts.ModuleKind.ESNext,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

export class SourceStore {
  readonly #files = new Map<string, ts.SourceFile | undefined>();
  readonly #overlay: ReadonlyMap<string, string>;

  /** `overlay`: files that shadow or add to the disk, by absolute path (tests, editors). */
  constructor(overlay: ReadonlyMap<string, string> = new Map()) {
    this.#overlay = overlay;
  }

  /** The file's text, or undefined when it can't be read. */
  read(path: string): string | undefined {
    const text = this.#overlay.get(path);
    if (text !== undefined) return text;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  }

  exists(path: string): boolean {
    return this.#overlay.has(path) || ts.sys.fileExists(path);
  }

  /** The parsed file with parent pointers, or undefined when it can't be read. */
  parse(path: string): ts.SourceFile | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const text = this.read(path);
    const file = text === undefined ? undefined : this.#parseText(path, text);
    this.#files.set(path, file);
    return file;
  }

  #parseText(path: string, text: string): ts.SourceFile {
    if (path.endsWith('.json')) return ts.parseJsonText(path, text);
    return ts.createSourceFile(path, text, OPTIONS, !path.endsWith('.d.ts'));
  }
}

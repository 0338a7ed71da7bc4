/** Collects what there is to say about the user's program. Reporting never stops the compilation. */
import ts from 'typescript';
import type { Diagnostic } from '../api.ts';
import type { Span } from '../ir/ir.ts';
import { MESSAGES, type Message, type MessageName } from './messages.ts';

/** The type checker's errors about a module that isn't there: with an import that binds names, and without. */
const MODULE_MISSING: ReadonlySet<number> = new Set([2307, 2882]);

/** A place: a node, or a range of a file. */
export interface Place {
  readonly file: ts.SourceFile;
  readonly start: number;
  readonly end: number;
}

/** The place of a node, without the comments before it. Positions of `node` must be real, its parents set. */
export function placeOf(node: ts.Node): Place {
  const file = node.getSourceFile();
  return { file, start: node.getStart(file), end: node.end };
}

export class DiagnosticSink {
  readonly #all: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  /** Everything reported so far, in order. */
  get all(): readonly Diagnostic[] {
    return this.#all;
  }

  get hasErrors(): boolean {
    return this.#all.some((diagnostic) => diagnostic.severity === 'error');
  }

  /** Reports a message of our table; the same message at the same place is reported once. */
  report(name: MessageName, place: Place | undefined, ...args: readonly string[]): void {
    // The type checker reads only TypeScript, so a missing module is our finding as well: there it has been said.
    if (name === 'moduleMissing' && this.#hasErrorAt(place)) return;
    const message: Message = MESSAGES[name];
    const text = message.text.replaceAll(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
    const help = message.help === undefined ? {} : { help: message.help };
    this.#add({ code: message.code, severity: message.severity, message: text, ...help, ...rangeOf(place) });
  }

  /** Reports at a place that the IR remembers. */
  reportAt(name: MessageName, span: Span | undefined, ...args: readonly string[]): void {
    if (span === undefined) {
      this.report(name, undefined, ...args);
      return;
    }
    const { path, text } = span.file;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    this.report(name, { file, start: span.start, end: span.end }, ...args);
  }

  /** Takes over a message of the type checker. */
  reportChecker(diagnostic: ts.Diagnostic): void {
    const { file, start, length } = diagnostic;
    const place =
      file === undefined || start === undefined ? undefined : { file, start, end: start + (length ?? 1) };
    this.#add({
      code: diagnostic.code,
      severity: diagnostic.category === ts.DiagnosticCategory.Error ? 'error' : 'warning',
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
      ...(MODULE_MISSING.has(diagnostic.code) && { help: MESSAGES.moduleMissing.help }),
      ...rangeOf(place),
    });
  }

  #hasErrorAt(place: Place | undefined): boolean {
    const { file, line, column } = rangeOf(place);
    if (file === undefined) return false;
    return this.#all.some(
      (known) =>
        known.severity === 'error' && known.file === file && known.line === line && known.column === column,
    );
  }

  #add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.file}:${diagnostic.line}:${diagnostic.column}:${diagnostic.code}:${diagnostic.message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#all.push(diagnostic);
  }
}

function rangeOf(place: Place | undefined): Partial<Diagnostic> {
  if (place === undefined) return {};
  const { line, character } = place.file.getLineAndCharacterOfPosition(place.start);
  return {
    file: place.file.fileName,
    line: line + 1,
    column: character + 1,
    length: Math.max(1, place.end - place.start),
  };
}

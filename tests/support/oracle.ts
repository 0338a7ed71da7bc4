/**
 * What a program must print: Node runs it, once, and the answer is kept.
 *
 * TypeScript's own compiler removes the types (enums, parameter properties and class fields get their ECMAScript
 * 2022 meaning), so that neither a bundler nor a loader stands between the program and Node. The text goes to
 * `build/programs/js/`, the outcome to `build/programs/node/` under a digest of the program, Node's version and
 * TypeScript's version; a changed program or another Node makes a new answer.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import ts from 'typescript';
import { type Outcome, runCommand } from './child-process.ts';
import { contentHash, type Program } from './program-list.ts';

/** What a run is judged by. */
export interface Expected {
  readonly stdout: string;
  readonly exitCode: number;
}

/** The same surroundings for every runner: no colours, one time zone, no options from the shell. */
export const programEnvironment: Readonly<Record<string, string | undefined>> = {
  TZ: 'UTC',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  NODE_OPTIONS: undefined,
  NODE_DISABLE_COLORS: '1',
};

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  useDefineForClassFields: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  // './part.ts' becomes './part.js', as the file is now called.
  rewriteRelativeImportExtensions: true,
};

const outputExtension: Readonly<Record<string, string>> = { '.ts': '.js', '.mts': '.mjs' };

/** Node's answers, kept below one directory (which git ignores). */
export class NodeOracle {
  readonly #cacheDir: string;
  readonly #timeoutMs: number;

  constructor(cacheDir: string, timeoutMs: number) {
    this.#cacheDir = cacheDir;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * The kept answer, or a fresh one. Throws when the program does not end by itself under Node, or exits with
   * something else than 0 outside the area `exit`: it then stopped before it showed what it is for.
   */
  async expected(program: Program): Promise<Expected> {
    const hash = contentHash(program);
    const cached = join(this.#cacheDir, 'node', `${hash}-${process.version}-ts${ts.version}.json`);
    const known = readJson(cached);
    if (known !== undefined) return known;
    const outcome = await this.run(program);
    if (outcome.exitCode === null) {
      throw new Error(`${program.id} does not end under Node: ${outcome.abnormal}\n${outcome.stderr}`);
    }
    if (outcome.exitCode !== 0 && program.area !== 'exit') {
      throw new Error(`${program.id} exits ${outcome.exitCode} under Node\n${outcome.stderr}`);
    }
    const expected: Expected = { stdout: outcome.stdout, exitCode: outcome.exitCode };
    mkdirSync(dirname(cached), { recursive: true });
    // Two suites may run at once: a reader sees the whole file or none.
    writeFileSync(`${cached}.${process.pid}`, JSON.stringify(expected));
    renameSync(`${cached}.${process.pid}`, cached);
    return expected;
  }

  /** Runs the program under Node now, whatever is kept. */
  run(program: Program): Promise<Outcome> {
    const entry = this.#transform(program);
    return runCommand(process.execPath, ['--no-warnings', entry], {
      cwd: dirname(entry),
      env: programEnvironment,
      timeoutMs: this.#timeoutMs,
    });
  }

  /** Writes the program as JavaScript, and returns the path of its entry. */
  #transform(program: Program): string {
    const outDir = join(this.#cacheDir, 'js', program.area, contentHash(program).slice(0, 16));
    const target = (file: string): string => join(outDir, javascriptName(relative(program.root, file)));
    for (const file of program.files) {
      mkdirSync(dirname(target(file)), { recursive: true });
      writeFileSync(target(file), transformText(readFileSync(file, 'utf8'), file));
    }
    return target(program.entry);
  }
}

/** A TypeScript file's text without its types; any other file's text as it is. Throws on a syntax error. */
export function transformText(text: string, fileName: string): string {
  if (outputExtension[extname(fileName)] === undefined) return text;
  const output = ts.transpileModule(text, { compilerOptions, fileName, reportDiagnostics: true });
  const [first] = output.diagnostics ?? [];
  if (first) throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  return output.outputText;
}

function javascriptName(file: string): string {
  const extension = extname(file);
  return file.slice(0, file.length - extension.length) + (outputExtension[extension] ?? extension);
}

function readJson(path: string): Expected | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Expected;
  } catch {
    return undefined; // Not there yet, or cut short: asked again.
  }
}

/**
 * Many random programs in one image, so that building costs little for each: a module for each, run one after the other, and a
 * line before the output of each. Where one ends the process, the run goes on with the next.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, runCommand } from '../support/child-process.ts';
import type { CompileAnswer, CompileRequest } from '../support/compile-worker.ts';
import { programEnvironment, transformText } from '../support/oracle.ts';

/** How programs are built. */
export type Build = 'checked' | 'optimised';

/** What a program printed, and how the process ended in it if it did. */
export type Section = string;

/** The sections of a batch's programs; or the compiler's error, if there is no image. */
export type Sections = { readonly sections: readonly Section[] } | { readonly error: string };

/** For all programs together, and for each: one that hangs is ended, and a machine with other work isn't taken for that. */
const TIMEOUT_MS = 60_000;
const PROGRAM_TIMEOUT_MS = 500;
/** A program that goes wrong may print without end. */
const SECTION_LENGTH = 100_000;

/** Often enough that an object which the collector overlooks is gone before the program ends. */
const CHECKED_ENVIRONMENT = { IMPORTOS_COLLECT_EVERY: '65536' };

/** Whether a program's text is TypeScript. */
export function parses(text: string): boolean {
  try {
    transformText(text, 'program.ts');
    return true;
  } catch {
    return false;
  }
}

function mainText(count: number, extension: string): string {
  const indices = Array.from({ length: count }, (_, i) => i);
  const imports = indices.map((i) => `import { run as run${i} } from './p${i}${extension}';\n`).join('');
  return `${imports}
const programs = [${indices.map((i) => `run${i}`).join(', ')}];
for (let i = Number(process.argv[2]); i < programs.length; i++) {
  console.log(\`## \${i}\`);
  try {
    await programs[i]();
  } catch (error) {
    console.log('uncaught', error instanceof Error ? \`\${error.name}: \${error.message}\` : typeof error);
  }
  // What is pending settles before the next one.
  await new Promise((resolve) => setTimeout(resolve, 0));
}
`;
}

/** What makes an image of a batch. */
export interface ImageCompiler {
  compile(request: CompileRequest): Promise<CompileAnswer>;
  close(): void;
}

/** One batch at a time, in a directory. Must be closed. */
export class Batch {
  readonly #dir: string;
  readonly #compiler: ImageCompiler;

  constructor(dir: string, compiler: ImageCompiler = new CompileWorker()) {
    this.#dir = dir;
    this.#compiler = compiler;
  }

  /** Writes the programs, as TypeScript and as JavaScript. */
  write(texts: readonly string[]): void {
    rmSync(this.#dir, { recursive: true, force: true });
    const scripts = join(this.#dir, 'js');
    mkdirSync(scripts, { recursive: true });
    writeFileSync(join(scripts, 'package.json'), '{ "type": "module" }');
    for (const [i, text] of texts.entries()) {
      writeFileSync(join(this.#dir, `p${i}.ts`), text);
      writeFileSync(join(scripts, `p${i}.js`), transformText(text, `p${i}.ts`));
    }
    writeFileSync(join(this.#dir, 'main.ts'), `// @ts-nocheck\n${mainText(texts.length, '.ts')}`);
    writeFileSync(join(scripts, 'main.js'), mainText(texts.length, '.js'));
  }

  /** What Node prints for the programs written. */
  runNode(count: number): Promise<readonly Section[]> {
    return runSections([process.execPath, join(this.#dir, 'js', 'main.js')], count, {});
  }

  /** What an image of the programs written prints. */
  async runImage(count: number, build: Build): Promise<Sections> {
    const image = join(this.#dir, build);
    const request = { entry: join(this.#dir, 'main.ts'), image, optimize: build === 'optimised' };
    const { error } = await this.#compiler.compile(request);
    if (error !== undefined) return { error };
    const sections = await runSections([image], count, build === 'checked' ? CHECKED_ENVIRONMENT : {});
    for (const file of [image, `${image}.debug`]) rmSync(file, { force: true });
    return { sections };
  }

  close(): void {
    this.#compiler.close();
  }
}

/** The compiler in a process that stays, and is started again when it breaks off. */
class CompileWorker implements ImageCompiler {
  #worker: ChildProcess | undefined;

  close(): void {
    this.#worker?.kill();
  }

  compile(request: CompileRequest): Promise<CompileAnswer> {
    const worker = this.#worker ?? fork(join(import.meta.dirname, '../support/compile-worker.ts'));
    this.#worker = worker;
    return new Promise((resolve) => {
      const settle = (answer: CompileAnswer): void => {
        worker.off('message', settle);
        worker.off('exit', onExit);
        resolve(answer);
      };
      const onExit = (code: number | null): void => {
        this.#worker = undefined;
        settle({ error: `the compiler ended with status ${code}` });
      };
      worker.on('message', settle);
      worker.on('exit', onExit);
      worker.send(request);
    });
  }
}

/** How a process ended, if not as it should; without addresses, which differ from run to run. */
function ending({ exitCode, abnormal, stderr }: Outcome): string {
  if (exitCode === 0) return '';
  return `ended: ${abnormal ?? exitCode}\n${stderr.split('\n').slice(0, 12).join('\n')}\n`;
}

async function runSections(
  [program = '', ...words]: readonly string[],
  count: number,
  env: Readonly<Record<string, string>>,
): Promise<readonly Section[]> {
  const sections: Section[] = [];
  while (sections.length < count) {
    const outcome = await runCommand(program, [...words, `${sections.length}`], {
      env: { ...programEnvironment, ...env },
      timeoutMs: TIMEOUT_MS + count * PROGRAM_TIMEOUT_MS,
    });
    const found = outcome.stdout.split(/^## \d+\n/m).slice(1);
    const last = `${found.pop() ?? ''}${ending(outcome)}`;
    sections.push(...found, last);
  }
  return sections.map((text) => text.slice(0, SECTION_LENGTH));
}

/**
 * What the checker has said about places of `os/`, so that it needn't be asked, nor begin at all, where an earlier build has asked: it takes
 * a quarter of the time to compile. What it says follows from the files of the system and of the compiler alone (told.ts says it
 * without regard to what is loaded), and the hash of their sizes and times is the key under which the answers are kept.
 */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type FileCache, keyOf } from '../../cache/file-cache.ts';
import type { MachineInt } from '../ir/types.ts';
import type { Told } from './told.ts';

const COMPILER = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What is asked of a place (hints.ts). */
export type Question = 'type' | 'declared' | 'result' | 'declared machine' | 'machine' | 'machine parameters';

/** One of the two, as the question is; nothing where the checker has nothing to say. `js` stands for what is no machine integer. */
export interface Answer {
  readonly told?: Told;
  readonly machines?: readonly (MachineInt | 'js')[];
}

/** As they are kept: each answer once, and its number for each place that has it. */
interface Kept {
  readonly answers: readonly Answer[];
  readonly places: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Answers about files that don't change while these are used. */
export class Answers {
  readonly #cache: FileCache | undefined;
  /** Changes with all that the answers follow from. */
  readonly key: string;
  readonly #files = new Map<string, Map<string, Answer>>();
  #hasNew = false;

  /** Those of earlier builds with the same files for the same target are in it. */
  constructor(cache?: FileCache, key = '') {
    this.#cache = cache;
    this.key = key;
    const bytes = cache?.get(key);
    if (bytes === undefined) return;
    const { answers, places } = JSON.parse(Buffer.from(bytes).toString()) as Kept;
    for (const [path, numbers] of Object.entries(places)) {
      const file = new Map<string, Answer>();
      for (const [place, number] of Object.entries(numbers)) file.set(place, answers[number] ?? {});
      this.#files.set(path, file);
    }
  }

  find(path: string, question: Question, node: ts.Node): Answer | undefined {
    return this.#files.get(path)?.get(placeOf(question, node));
  }

  add(path: string, question: Question, node: ts.Node, answer: Answer): void {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = new Map();
      this.#files.set(path, file);
    }
    file.set(placeOf(question, node), answer);
    this.#hasNew = true;
  }

  /** Keeps all of them for the next build, if any is new. */
  keep(): void {
    if (!this.#hasNew || this.#cache === undefined) return;
    this.#hasNew = false;
    const numbers = new Map<string, number>();
    const numberOf = (answer: Answer): number => {
      const text = JSON.stringify(answer);
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return number;
    };
    const places = Object.fromEntries(
      [...this.#files].map(([path, file]) => [
        path,
        Object.fromEntries([...file].map(([place, answer]) => [place, numberOf(answer)])),
      ]),
    );
    const text = `{"answers":[${[...numbers.keys()].join()}],"places":${JSON.stringify(places)}}`;
    this.#cache.put(this.key, Buffer.from(text));
  }
}

/** The kept answers about os/ for a target: those of `before`, if nothing has changed since, or those in the cache. */
export function answersAbout(
  osRoot: string,
  target: string,
  cache: FileCache | undefined,
  before?: Answers,
): Answers {
  const files = [osRoot, join(COMPILER, 'layout'), join(COMPILER, 'program'), join(COMPILER, 'ir')]
    .flatMap((directory) =>
      readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => join(directory, name)),
    )
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort();
  const key = keyOf('answers', ts.version, target, ...files.map(stampOf));
  return before?.key === key ? before : new Answers(cache, key);
}

/** What changes with a file; reading all of them would take longer. */
function stampOf(path: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** No two nodes of a kind are at the same place. */
function placeOf(question: Question, node: ts.Node): string {
  return `${question} ${node.pos} ${node.end} ${node.kind}`;
}

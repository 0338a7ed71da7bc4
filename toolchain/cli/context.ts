/**
 * What a command has of the world besides files: where to print, where it was typed, and the compiler. Tests give
 * their own.
 */
import type { FileCache } from '../cache/file-cache.ts';
import type { Compile } from '../compiler/api.ts';
import type { Purpose } from '../requirements/table.ts';
import type { AskServer } from '../server/ask.ts';

/** Given to every command. */
export interface Context {
  readonly cwd: string;
  /** Results. */
  readonly out: (text: string) => void;
  /** Diagnostics, problems, progress. */
  readonly err: (text: string) => void;
  /** Whether `err` is a terminal: colour and progress. */
  readonly isTerminal: boolean;
  /** Results of earlier builds; without it nothing is kept. */
  readonly cache?: FileCache | undefined;
  /** Loads the compiler, which takes a moment: only when something is compiled. */
  readonly loadCompiler: () => Promise<Compile>;
  /** Lets a process that has compiled before make an image; without it this one does. */
  readonly askServer?: AskServer | undefined;
  /** Makes sure that other people's programs are there, or throws a Problem. */
  readonly ensure: (purposes: readonly Purpose[]) => void;
}

/**
 * What a command is: one row, from which its words, its help and its errors come. docs/adding-a-command.md
 */
import type { Option, OptionValues } from 'commander';
import type { Context } from './context.ts';

/** One command. */
export interface Command {
  readonly name: string;
  /** Its operand as help shows it: `<dir>` must be there, `[entry]` may be. */
  readonly operand?: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** The rest of `importos help NAME`. */
  readonly details: string;
  readonly options: readonly Option[];
  /** Whether words behind `--` are for the program. */
  readonly takesProgramWords?: boolean;
  /** Does it and answers the exit status. Throws a Problem for what the user can mend. */
  readonly run: (invocation: Invocation, context: Context) => Promise<number> | number;
}

/** A command as it was typed. */
export interface Invocation {
  readonly operand: string | undefined;
  /** By the options' names; each value is what the option's parser made of the word. */
  readonly options: OptionValues;
  readonly programWords: readonly string[];
}

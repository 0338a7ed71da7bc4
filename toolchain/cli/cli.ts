/**
 * Words → one command's `run`. Commander splits the words and writes the help; what it finds wrong leaves here as a
 * Problem, like everything else that a user can mend.
 */
import { readFileSync } from 'node:fs';
import { Command as Commander, CommanderError } from 'commander';
import { Problem } from '../problem.ts';
import { repositoryFile } from '../targets/target.ts';
import type { Command, Invocation } from './command.ts';
import { COMMANDS } from './commands/table.ts';
import type { Context } from './context.ts';
import { nearest } from './nearest.ts';

/** What commander throws when it has done what was asked for: printed the help or the version. */
const DONE = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** Runs the command that the words ask for; its exit status. Throws Problems. */
export async function runCli(words: readonly string[], context: Context): Promise<number> {
  const separator = words.indexOf('--');
  const own = separator < 0 ? words : words.slice(0, separator);
  const programWords = separator < 0 ? [] : words.slice(separator + 1);
  let chosen: { readonly command: Command; readonly invocation: Invocation } | undefined;

  const program = commander('importos', context)
    .description('Compiles a TypeScript program with the parts of the operating system that it imports.')
    .version(version(), '-V, --version', 'show the version')
    .helpCommand('help [command]', "a command's options");
  for (const command of COMMANDS) {
    const sub = commander(command.name, context).summary(command.summary);
    sub.description(`${capital(command.summary)}.\n\n${command.details}`);
    for (const option of command.options) sub.addOption(option);
    if (command.operand !== undefined) sub.argument(command.operand);
    sub.action((...given: readonly unknown[]) => {
      const operand = typeof given[0] === 'string' ? given[0] : undefined;
      chosen = { command, invocation: { operand, options: sub.opts(), programWords } };
    });
    program.addCommand(sub);
  }

  if (own.length === 0) {
    context.err(program.helpInformation());
    return 1;
  }
  try {
    await program.parseAsync([...own], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (DONE.has(error.code)) return 0;
    throw asProblem(error, own);
  }
  if (!chosen) return 0;
  const { command, invocation } = chosen;
  if (programWords.length > 0 && !command.takesProgramWords) {
    throw new Problem(
      `'${command.name}' takes no words behind --`,
      "they are a program's: importos run … -- WORDS",
    );
  }
  return command.run(invocation, context);
}

function commander(name: string, context: Context): Commander {
  return new Commander(name)
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'show this')
    .configureOutput({ writeOut: context.out, writeErr: () => {}, outputError: () => {} });
}

function version(): string {
  const description: { readonly version: string } = JSON.parse(
    readFileSync(repositoryFile('package.json'), 'utf8'),
  );
  return description.version;
}

/** Commander's `error: … \n(Did you mean …?)` as a Problem. */
function asProblem(error: CommanderError, words: readonly string[]): Problem {
  const [first = '', suggestion] = error.message.split('\n');
  const message = first.replace(/^error: /, '').replace(/\.$/, '');
  const typed = words[0] ?? '';
  if (error.code === 'commander.unknownCommand') {
    const names = [...COMMANDS.map(({ name }) => name), 'help'];
    const near = nearest(typed, names);
    // `importos main.ts` is a likely first try.
    const isFile = /[./]/.test(typed);
    const help = isFile ? `did you mean 'importos run ${typed}'?` : near && `did you mean '${near}'?`;
    return new Problem(`unknown command '${typed}'`, help ?? `one of: ${names.join(', ')}`);
  }
  if (error.code === 'commander.excessArguments') {
    return new Problem(
      message,
      "words for the program stand behind --, as in 'importos run main.ts -- WORDS'",
    );
  }
  const help = suggestion?.replace(/^\((.*)\)$/, '$1').replace(/^Did you mean (.*)\?$/, "did you mean '$1'?");
  const command = COMMANDS.find(({ name }) => name === typed);
  return new Problem(message, help ?? `'importos help${command ? ` ${typed}` : ''}' shows what there is`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

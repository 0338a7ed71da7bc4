/**
 * The process behind ./importos: gives the command line this computer, prints what it says, ends with its status.
 */
import type { Compile } from '../compiler/api.ts';
import { Problem, printProblem } from '../problem.ts';
import { ensure } from '../requirements/install.ts';
import { runCli } from './cli.ts';
import type { Context } from './context.ts';

// For ./importos alone; the programs that we start must not inherit it.
delete process.env['TSX_TSCONFIG_PATH'];

const context: Context = {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  loadCompiler: async () => {
    const module: { readonly compile: Compile } = await import(
      new URL('../compiler/pipeline.ts', import.meta.url).href
    );
    return module.compile;
  },
  ensure: (purposes) => ensure(purposes, (line) => context.err(`importos: ${line}\n`)),
};

// A reader that has seen enough (`importos help | head -1`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await runCli(process.argv.slice(2), context);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  context.err(printProblem(error));
  process.exitCode = error.exitStatus;
}

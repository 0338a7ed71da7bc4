/**
 * The process behind ./importos: gives the command line this computer, prints what it says, ends with its status.
 */
import { userCache } from '../cache/location.ts';
import { Problem, printProblem } from '../problem.ts';
import { ensure } from '../requirements/install.ts';
import { type AskServer, SERVE, serverAt, startServer } from '../server/ask.ts';
import { type Place, serverPlace } from '../server/place.ts';
import { runCli } from './cli.ts';
import type { Context } from './context.ts';

// For ./importos alone; the programs that we start must not inherit it.
delete process.env['TSX_TSCONFIG_PATH'];
const bundle = process.env['IMPORTOS_BUNDLE'];
delete process.env['IMPORTOS_BUNDLE'];

const loadCompiler = async () => (await import('../compiler/pipeline.ts')).createCompiler();
const serverHere = bundle === undefined ? undefined : serverPlace(bundle, process.env);

const context: Context = {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  cache: userCache(process.env),
  loadCompiler,
  askServer: serverHere && askServer(serverHere),
  ensure: (purposes) => ensure(purposes, (line) => context.err(`importos: ${line}\n`)),
};

// A reader that has seen enough (`importos help | head -1`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  const words = process.argv.slice(2);
  if (words[0] === SERVE && serverHere !== undefined) {
    const { serve } = await import('../server/serve.ts');
    await serve({ place: serverHere, loadCompiler });
    process.exit();
  }
  process.exitCode = await runCli(words, context);
} catch (error) {
  const problem = asProblem(error);
  if (!problem) throw error;
  context.err(printProblem(problem));
  process.exitCode = problem.exitStatus;
}

/** Whoever sets `IMPORTOS_SERVER` to nothing wants none. */
function askServer(place: Place): AskServer | undefined {
  const script = process.argv[1];
  if (script === undefined || process.env['IMPORTOS_SERVER'] === '') return undefined;
  return serverAt(place, () => startServer(script, process.env));
}

/** A file that can't be read or written is the user's to mend, too: Node's sentence names it and the reason. */
function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const isAboutFile = error instanceof Error && 'syscall' in error && 'path' in error;
  return isAboutFile ? new Problem(error.message) : undefined;
}

/**
 * `--watch`: builds, and builds again whenever a file of the program changes, in one process: its compiler keeps what it has parsed, and Node
 * has translated it by then. What was built before runs on until the next is ready; a program with errors replaces nothing.
 */
import { relative } from 'node:path';
import { statusOfSignal } from '../launcher/supervise.ts';
import { Problem, printProblem } from '../problem.ts';
import { Changes } from './changes.ts';
import type { Context } from './context.ts';

/** What is done again and again. */
export interface Watched<T> {
  /** Builds, and says what is wrong; undefined when there is nothing to run. */
  readonly build: (context: Context) => Promise<T | undefined>;
  /** Runs what was built until it ends or is stopped; its exit status. */
  readonly run?: (built: T, stop: AbortSignal) => Promise<number>;
}

const ENDING: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Never comes back by itself: a signal ends it, at once or, where programs are run, when the one that runs has ended. */
export async function watch<T>(context: Context, { build, run }: Watched<T>): Promise<number> {
  const compile = await context.loadCompiler();
  const changes = new Changes();
  const again: Context = {
    ...context,
    askServer: undefined,
    loadCompiler: async () => async (options) => {
      const result = await compile(options);
      const isBuilt = result.diagnostics.every(({ severity }) => severity !== 'error');
      changes.watch(result.read ?? [options.entry], isBuilt);
      return result;
    },
  };
  // A listener would have its turn only after the build: without programs to run there is none.
  const signal = run && firstSignal();
  let running: Running | undefined;
  try {
    for (;;) {
      changes.begin();
      const built = await build(again);
      if (built !== undefined && run !== undefined) {
        await running?.stop();
        running = start((stop) => run(built, stop), context);
      }
      const event = await Promise.race([changes.next(), ...(signal ? [signal.promise] : [])]);
      if ('signal' in event) return statusOfSignal(event.signal);
      context.err(`importos: ${relative(context.cwd, event.path)} has changed\n`);
    }
  } finally {
    signal?.forget();
    changes.close();
    await running?.stop();
  }
}

interface Running {
  readonly stop: () => Promise<void>;
}

function start(run: (stop: AbortSignal) => Promise<number>, context: Context): Running {
  const controller = new AbortController();
  const ended = run(controller.signal).then(
    (status) => {
      if (controller.signal.aborted) return;
      context.err(`importos: the program has ended with status ${status}; waiting for a change\n`);
    },
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      context.err(printProblem(error));
    },
  );
  return {
    stop: () => {
      controller.abort();
      return ended;
    },
  };
}

function firstSignal(): { promise: Promise<{ signal: NodeJS.Signals }>; forget: () => void } {
  let listener: (signal: NodeJS.Signals) => void = () => {};
  const promise = new Promise<{ signal: NodeJS.Signals }>((resolve) => {
    listener = (signal) => resolve({ signal });
  });
  for (const signal of ENDING) process.on(signal, listener);
  return {
    promise,
    forget: () => {
      for (const signal of ENDING) process.off(signal, listener);
    },
  };
}

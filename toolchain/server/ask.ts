/**
 * Lets a build server build, and starts one. Where there is none, or it is busy, nothing is lost: the process that asks builds by itself.
 */
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MakeInput, MakeOutput } from '../image/build.ts';
import { Problem } from '../problem.ts';
import { listen, type Reply, say } from './messages.ts';
import type { Place } from './place.ts';

/** A server that has nothing to do answers sooner. */
const ANSWER_MS = 500;
/** From the start of a process until it listens. */
const START_MS = 5_000;
const STEP_MS = 10;

/** The word that makes a server of ./importos. */
export const SERVE = '--serve';

/** Lets a server make an image; undefined when there is none that has time. */
export type AskServer = (input: MakeInput, starts: boolean) => Promise<MakeOutput | undefined>;

/** A server that was started: whether it has ended again, because it can't be here. */
export interface Started {
  readonly hasEnded: () => boolean;
}

/** Asks the server at a place; `start` starts one. */
export function serverAt(place: Place, start: () => Started): AskServer {
  return async (input, starts) => {
    let socket = await tryConnect(place.path);
    if (socket === undefined && starts) {
      const { hasEnded } = start();
      for (const end = Date.now() + START_MS; socket === undefined && Date.now() < end && !hasEnded(); ) {
        await sleep(STEP_MS);
        socket = await tryConnect(place.path);
      }
    }
    return socket && ask(socket, input);
  };
}

/** Starts a server that outlives this process: the command line once more, with another word. */
export function startServer(script: string, env: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [...process.execArgv, script, SERVE], {
    stdio: 'ignore',
    detached: true,
    cwd: '/',
    env,
  });
  let ended = false;
  for (const event of ['error', 'exit'])
    child.once(event, () => {
      ended = true;
    });
  child.unref();
  return { hasEnded: () => ended };
}

function tryConnect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

/** Undefined when the server hasn't the time, or ends on the way. */
function ask(socket: Socket, input: MakeInput): Promise<MakeOutput | undefined> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
    };
    const timer = setTimeout(end, ANSWER_MS);
    socket.on('error', end);
    socket.once('close', () => resolve(undefined));
    listen(socket, (message) => {
      const reply = message as Reply;
      switch (reply.kind) {
        case 'ready':
          clearTimeout(timer);
          request(socket, input);
          return;
        case 'step':
          input.onStep?.(reply.step);
          return;
        case 'made':
          resolve({ diagnostics: reply.diagnostics, ...(reply.made && { made: reply.made }) });
          return;
        case 'problem':
          reject(new Problem(reply.message, reply.help, reply.status));
          return;
        case 'failed':
          reject(new Error(`the build server failed:\n${reply.stack}`));
      }
    });
  });
}

function request(socket: Socket, input: MakeInput): void {
  const { entry, target, debug, quick = false, profiles = false, heap, cache, workDir, name } = input;
  say(socket, {
    ...{ entry, target: target.name, debug, quick, profiles, heap, workDir, name },
    cache: cache?.directory,
  });
}

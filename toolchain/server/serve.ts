/**
 * A build server: a process that has compiled before, for builds by processes that haven't. Its compiler has parsed what it parsed, and Node
 * has translated it. It ends by itself: when nobody has asked for anything for some minutes, when its socket is gone, has been replaced or
 * belongs to a compiler that has changed since, and when it has grown large.
 *
 * It makes images in the work directory of who asks, who puts them in place. It builds one thing at a time.
 */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { FileCache } from '../cache/file-cache.ts';
import { CACHE_MAX_BYTES } from '../cache/location.ts';
import type { Compile } from '../compiler/api.ts';
import { make } from '../image/build.ts';
import { Problem } from '../problem.ts';
import { targetNamed } from '../targets/table.ts';
import { listen, type Reply, type Request, say } from './messages.ts';
import type { Place } from './place.ts';

const IDLE_MS = 5 * 60_000;
const LOOK_MS = 2_000;
const MEMORY_MAX = 2_000_000_000;

/** What a server is made of; tests have a compiler and times of their own. */
export interface ServerOptions {
  readonly place: Place;
  readonly loadCompiler: () => Promise<Compile>;
  readonly idleMs?: number;
  readonly lookMs?: number;
}

/** Serves until there is a reason to end. */
export async function serve({
  place,
  loadCompiler,
  idleMs = IDLE_MS,
  lookMs = LOOK_MS,
}: ServerOptions): Promise<void> {
  let compiler: Compile | undefined;
  let isBuilding = false;
  let usedMs = Date.now();
  let isBroken = false;
  const build = async (request: Request, socket: Socket): Promise<void> => {
    isBuilding = true;
    try {
      compiler ??= await loadCompiler();
      say(socket, await answer(request, compiler, socket));
    } catch (error) {
      isBroken ||= !(error instanceof Problem);
      say(socket, refusal(error));
    } finally {
      isBuilding = false;
      usedMs = Date.now();
      socket.end();
    }
  };
  const server = createServer((socket) => {
    // Whoever asked may be gone.
    socket.on('error', () => {});
    if (isBuilding) {
      socket.destroy();
      return;
    }
    usedMs = Date.now();
    listen(socket, (message) => void (isBuilding ? socket.destroy() : build(message as Request, socket)));
    say(socket, { kind: 'ready' });
  });

  const inode = await listenAt(server, place);
  const isOurs = (): boolean => statSync(place.path, { throwIfNoEntry: false })?.ino === inode;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const isIdle = Date.now() - usedMs > idleMs || process.memoryUsage().rss > MEMORY_MAX;
      if (isBuilding || (!isIdle && !isBroken && isOurs())) return;
      clearInterval(timer);
      if (isOurs()) rmSync(place.path, { force: true });
      server.close();
      resolve();
    }, lookMs);
  });
}

/** Listens, and then takes the place: whoever had it before sees that and ends. The socket's inode. */
async function listenAt(server: ReturnType<typeof createServer>, place: Place): Promise<number> {
  const { directory, path, prefix } = place;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const partial = join(directory, `${process.pid}`);
  rmSync(partial, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(partial, resolve);
  });
  const { ino } = statSync(partial);
  renameSync(partial, path);
  for (const name of readdirSync(directory)) {
    const isOther = name.includes('-') && !name.startsWith(prefix);
    if (isOther) rmSync(join(directory, name), { force: true });
  }
  return ino;
}

async function answer(request: Request, compile: Compile, socket: Socket): Promise<Reply> {
  const { target, cache, heap, ...rest } = request;
  const { diagnostics, made } = await make(
    {
      ...rest,
      target: targetNamed(target),
      ...(heap && { heap }),
      cache: cache === undefined ? undefined : new FileCache(cache, CACHE_MAX_BYTES),
      onStep: (step) => say(socket, { kind: 'step', step }),
    },
    compile,
  );
  return { kind: 'made', diagnostics, made };
}

function refusal(error: unknown): Reply {
  if (error instanceof Problem)
    return { kind: 'problem', message: error.message, help: error.help, status: error.exitStatus };
  return { kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/**
 * The network of a Linux process without privileges: `passt` beside it, which speaks Ethernet with the program over a
 * UNIX socket and ordinary sockets with this computer (passt(1)). It lives in a directory of its own and is ended by
 * its process id.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import type { PortForward } from './network.ts';

/** A passt that is ready for one connection. */
export interface Passt {
  readonly socketPath: string;
  /** Ends it, and removes its files; settles when its ports are free again. Harmless when it has ended. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 5000;

/** passt's arguments: in the foreground, for one client, quiet. */
export function passtArguments(socketPath: string, ports: readonly PortForward[]): readonly string[] {
  const forwards = ports.flatMap(({ protocol, hostPort, guestPort }) => [
    protocol === 'tcp' ? '-t' : '-u',
    `${hostPort}:${guestPort}`,
  ]);
  return ['--foreground', '--one-off', '--quiet', '--stderr', '--socket', socketPath, ...forwards];
}

/** Starts passt and waits for its socket. A Problem with passt's own words when it doesn't come up. */
export async function startPasst(ports: readonly PortForward[]): Promise<Passt> {
  const dir = mkdtempSync(join(tmpdir(), 'importos-net-'));
  // Started by root, passt becomes the user `nobody` before it makes its socket.
  if (process.getuid?.() === 0) chmodSync(dir, 0o777);
  const socketPath = join(dir, 'passt.socket');
  const child = spawn('passt', passtArguments(socketPath, ports), {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Out of the terminal's reach: a program that ends gracefully on Ctrl-C still needs its network.
    detached: true,
  });
  let complaints = '';
  let failed: NodeJS.ErrnoException | undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaints.length < 4096) complaints += chunk.toString();
  });
  child.once('error', (error) => {
    failed = error;
  });
  const hasEnded = (): boolean =>
    failed !== undefined || child.exitCode !== null || child.signalCode !== null;
  const end = (): void => {
    if (!hasEnded()) child.kill();
    rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    const isGone = hasEnded() ? undefined : once(child, 'exit');
    end();
    await isGone;
  };

  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!existsSync(socketPath)) {
    if (hasEnded() || performance.now() > deadline) {
      await stop();
      throw passtProblem(failed, complaints);
    }
    await sleep(2);
  }
  return { socketPath, stop };
}

function passtProblem(failed: NodeJS.ErrnoException | undefined, complaints: string): Problem {
  if (failed?.code === 'ENOENT') {
    return new Problem(
      'passt is not installed',
      "it gives a program its network; './importos doctor --install' gets it",
    );
  }
  const words = complaints
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('Failed to send'))
    .join('; ');
  return new Problem(
    "passt, which connects the program to the network, didn't start",
    words || failed?.message,
  );
}

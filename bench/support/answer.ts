/** Starts a machine that serves HTTP and waits for its first answer. */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What to start, and where it will answer. */
export interface Service {
  readonly program: string;
  readonly words: readonly string[];
  /** The port of this computer that leads to it. */
  readonly port: number;
  readonly timeoutMs: number;
}

/**
 * How long a question waits for its answer. QEMU's user network takes connections before the machine is up, and tries
 * again only after a second to reach it: whoever asks early must ask again.
 */
const PATIENCE_MS = 10;
const PAUSE_MS = 2;
const QUESTION = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

/** Milliseconds from the start to the first 200; undefined when it ends or time is up before. Ends it by its id. */
export async function timeUntilAnswer({
  program,
  words,
  port,
  timeoutMs,
}: Service): Promise<number | undefined> {
  const startMs = performance.now();
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const closed = new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  let answeredMs: number | undefined;
  while (answeredMs === undefined && child.exitCode === null && child.signalCode === null) {
    if (await isAnswered(port)) answeredMs = performance.now() - startMs;
    else if (performance.now() - startMs > timeoutMs) break;
    else await sleep(PAUSE_MS);
  }
  child.kill('SIGKILL');
  await closed;
  return answeredMs;
}

function isAnswered(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(QUESTION));
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.on('data', (piece) => {
      answer += piece;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer.startsWith('HTTP/1.1 200 '));
    });
  });
}

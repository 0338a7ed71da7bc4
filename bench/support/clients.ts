/**
 * Clients that ask much of a server, run as a program inside the namespace of its TAP device:
 * `clients.ts ADDRESS JSON`, with the JSON of a `Task`. Prints what it saw as JSON.
 */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is asked. `protocol` is what the server speaks: HTTP on port 80, or echo on port 7. */
export interface Task {
  readonly kind: 'sequence' | 'crowd' | 'transfer' | 'vanish' | 'memory';
  readonly protocol: 'http' | 'echo';
  /** Of HTTP: what is asked for, answered with 200. */
  readonly path: string;
  /** Connections; of a transfer, bytes. */
  readonly count: number;
}

/** What came of it. */
export interface Outcome {
  /** Connections that ended as they should; of a transfer, bytes that came back with the same SHA-256. */
  readonly good: number;
  readonly seconds: number;
  /** What went wrong, the first of it. */
  readonly complaint?: string;
  /** Of `memory`: what the service answered. */
  readonly answer?: string;
}

const HALF_A_REQUEST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nthe beginning of a body';
const PATIENCE_MS = 20_000;
const WAITING_MS = 50;

function open(address: string, { protocol }: Task): Socket {
  const socket = connect({ host: address, port: protocol === 'http' ? 80 : 7, allowHalfOpen: true });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')));
  return socket;
}

/** Sends one question, reads to the end; throws when the answer is wrong. */
async function ask(socket: Socket, { protocol, path }: Task): Promise<string> {
  socket.end(
    protocol === 'http' ? `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n` : 'a line of text\n',
  );
  let answer = '';
  for await (const piece of socket) answer += piece;
  const isRight = protocol === 'http' ? answer.startsWith('HTTP/1.1 200 ') : answer === 'a line of text\n';
  if (!isRight) throw new Error(`answered ${JSON.stringify(answer.slice(0, 80))}`);
  return answer;
}

type Seen = Omit<Outcome, 'seconds'>;

async function sequence(address: string, task: Task): Promise<Seen> {
  for (let good = 0; good < task.count; good++) {
    try {
      await ask(open(address, task), task);
    } catch (error) {
      return { good, complaint: String(error) };
    }
  }
  return { good: task.count };
}

/** All connect, and when all are connected, all ask. */
async function crowd(address: string, task: Task): Promise<Seen> {
  const sockets = Array.from({ length: task.count }, () => open(address, task));
  const connected = await Promise.allSettled(sockets.map((socket) => once(socket, 'connect')));
  const settled = [...connected, ...(await Promise.allSettled(sockets.map((socket) => ask(socket, task))))];
  const failed = settled.find((each) => each.status === 'rejected');
  const good = settled.slice(task.count).filter(({ status }) => status === 'fulfilled').length;
  return { good, ...(failed !== undefined && { complaint: String(failed.reason) }) };
}

/** Sends bytes and reads them back at the same time. */
async function transfer(address: string, task: Task): Promise<Seen> {
  const socket = open(address, task);
  const block = randomBytes(1 << 20);
  const sent = createHash('sha256');
  const sending = (async () => {
    for (let left = task.count; left > 0; left -= block.length) {
      const piece = block.subarray(0, Math.min(left, block.length));
      block.writeUInt32LE(left, 0);
      sent.update(piece);
      if (!socket.write(Buffer.from(piece))) await once(socket, 'drain');
    }
    socket.end();
  })();
  const received = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of socket as AsyncIterable<Buffer>) {
    sizeBytes += piece.length;
    received.update(piece);
  }
  await sending;
  if (sent.digest('hex') === received.digest('hex')) return { good: sizeBytes };
  return { good: 0, complaint: `${sizeBytes} bytes came back, others than were sent` };
}

/** Connects, sends half of what it promises, and is gone: every second one with a reset. Then one asks as it should. */
async function vanish(address: string, task: Task): Promise<Seen> {
  for (let index = 0; index < task.count; index++) {
    const socket = open(address, task);
    await once(socket, 'connect');
    await new Promise((resolve) => socket.write(HALF_A_REQUEST, resolve));
    if (index % 2 === 0) socket.destroy();
    else socket.resetAndDestroy();
  }
  await ask(open(address, task), task);
  return { good: task.count };
}

async function memory(address: string, task: Task): Promise<Seen> {
  const answer = await ask(open(address, task), task);
  return { good: 1, answer: answer.slice(answer.indexOf('\r\n\r\n') + 4) };
}

const TASKS = { sequence, crowd, transfer, vanish, memory };

/** Waits until the server is up. */
async function untilServed(address: string, task: Task): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await ask(open(address, task), task);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(WAITING_MS);
    }
  }
}

const [address = '', json = ''] = process.argv.slice(2);
const task: Task = JSON.parse(json);
await untilServed(address, task);
const start = performance.now();
let seen: Seen;
try {
  seen = await TASKS[task.kind](address, task);
} catch (error) {
  seen = { good: 0, complaint: String(error) };
}
const outcome: Outcome = { ...seen, seconds: (performance.now() - start) / 1000 };
process.stdout.write(JSON.stringify(outcome));
process.exit();

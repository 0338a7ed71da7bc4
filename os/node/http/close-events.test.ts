/** In which order a message tells of its end, compared with Node's own server and client on the same scenarios. */

import assert from 'node:assert';
import nodeHttp from 'node:http';
import nodeNet from 'node:net';
import { test } from 'node:test';
import * as http from '../http.ts';
import * as net from '../net.ts';
import { NetworkSource, useNetwork } from '../network.ts';
import { type TestHost, useHostOnNode } from '../testing/host-on-node.ts';
import { MemoryNetwork } from '../testing/memory-network.ts';

const PAUSE_MS = 20;
let host: TestHost;
let port = 9000;

/** What happened, by request: `1: finish`. */
type Log = string[];

/** Our modules or Node's, as far as the scenarios need them. */
interface Modules {
  readonly http: typeof http;
  readonly net: typeof net;
  pause(): Promise<void>;
  until(isDone: () => boolean): Promise<void>;
}

const OURS: Modules = {
  http,
  net,
  pause: () => {
    const endMs = performance.now() + PAUSE_MS;
    return host.runUntil(() => performance.now() >= endMs);
  },
  until: (isDone) => host.runUntil(isDone),
};

const NODES: Modules = {
  http: nodeHttp as never,
  net: nodeNet as never,
  pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)),
  until: async (isDone) => {
    while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
  },
};

/** Runs `scenario` on ours and on Node's, with a port of its own. */
async function compare(
  name: string,
  scenario: (modules: Modules, port: number) => Promise<Log>,
): Promise<void> {
  port += 1;
  const network = new MemoryNetwork();
  useNetwork(network);
  host = useHostOnNode([new NetworkSource(network)]);
  const [ours, expected] = await Promise.all([scenario(OURS, port), scenario(NODES, port + 20_000)]);
  assert.deepStrictEqual(ours, expected, name);
  assert.ok(ours.length > 0, name);
}

/** The events of each request together: how those of pipelined requests mix isn't compared. */
function byRequest(log: Log): Log {
  return [...log].sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0));
}

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const HANDLERS: { readonly [name: string]: Handler } = {
  'answers at once': (_request, response) => void response.end('x'),
  'answers later': (_request, response) => void setTimeout(() => response.end('x'), 2),
  'reads, then answers': (request, response) => void request.resume().on('end', () => response.end('x')),
  'answers, then reads': (request, response) => {
    response.end('x');
    request.resume();
  },
  'destroys the response': (_request, response) => void response.destroy(),
  'destroys the request': (request) => void request.destroy(),
  'ends the connection': (_request, response) => void response.setHeader('Connection', 'close').end('x'),
};

const BODY_LATER = ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n', 'hello'];
/** Pieces with a pause after each; then the client ends its side. */
const REQUESTS: { readonly [name: string]: readonly string[] } = {
  'two requests': ['GET /a HTTP/1.1\r\nHost: a\r\n\r\n', 'GET /b HTTP/1.1\r\nHost: a\r\n\r\n'],
  'Connection: close': ['GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  HEAD: ['HEAD / HTTP/1.1\r\nHost: a\r\n\r\n'],
  'POST in one piece': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello'],
  'POST whose body comes later': BODY_LATER,
  'POST whose body never comes': BODY_LATER.slice(0, 1),
};

async function serveRequest(
  { http, net, pause, until }: Modules,
  port: number,
  handler: Handler,
  pieces: readonly string[],
): Promise<Log> {
  const log: Log = [];
  let count = 0;
  const server = http.createServer((request, response) => {
    count += 1;
    const id = count;
    const note = (text: string) => log.push(`${id}: ${text}`);
    for (const name of ['end', 'aborted', 'close']) {
      request.on(name, () => note(`request ${name}, destroyed ${request.destroyed}`));
    }
    request.on('error', (error: Error & { code?: string }) => note(`request error ${error.code}`));
    response.on('finish', () => note(`response finish, ${response.socket === null}`));
    response.on('close', () => note(`response close, ${response.destroyed}`));
    process.nextTick(() => note('tick'));
    handler(request, response);
  });
  server.on('clientError', (_error: unknown, socket: net.Socket) => void socket.destroy());
  server.listen(port, '127.0.0.1');
  await pause();
  const client = net.connect(port, '127.0.0.1');
  let isClosed = false;
  client.resume();
  client.on('error', () => {});
  client.on('close', () => {
    isClosed = true;
  });
  for (const piece of pieces) {
    if (!isClosed && client.writable) client.write(piece);
    await pause();
  }
  client.end();
  await until(() => isClosed);
  await pause();
  server.close();
  return byRequest(log);
}

for (const name of Object.keys(HANDLERS)) {
  test(`events of a server that ${name} come as in Node`, async () => {
    for (const kind of Object.keys(REQUESTS)) {
      const pieces = REQUESTS[kind] as readonly string[];
      await compare(kind, (modules, port) => serveRequest(modules, port, HANDLERS[name] as Handler, pieces));
    }
  });
}

test('pipelined requests tell of their end, each in order', async () => {
  const both = 'GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n';
  for (const name of ['answers at once', 'answers later']) {
    await compare(name, (modules, port) => serveRequest(modules, port, HANDLERS[name] as Handler, [both]));
  }
});

test('a listener for close that is added in finish is called, and stream state says closed without one', async () => {
  await compare('late', async ({ http, net, pause, until }, port) => {
    const log: Log = [];
    const server = http.createServer((request, response) => {
      response.on('finish', () => response.on('close', () => log.push('close')));
      response.end('x');
      setTimeout(() => log.push(`${request.destroyed} ${request.closed} ${response.destroyed}`), 5);
    });
    server.listen(port, '127.0.0.1');
    await pause();
    const client = net.connect(port, '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await until(() => log.length === 2);
    client.destroy();
    server.close();
    return log;
  });
});

/** What a server does with a request for this path. */
const ANSWERS: { readonly [path: string]: Handler } = {
  '/whole': (_request, response) => void response.end('hello'),
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('short');
    setTimeout(() => response.destroy(), 5);
  },
  '/cut-by-end': (_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('short');
    setTimeout(() => response.socket?.end(), 5);
  },
  '/chunks-cut': (_request, response) => {
    response.write('short');
    setTimeout(() => response.socket?.end(), 5);
  },
  '/head-cut': (request) => void request.socket.end('HTTP/1.1 200 OK\r\nConte'),
  '/hang-up': (_request, response) => void setTimeout(() => response.destroy(), 5),
  '/nonsense': (request) => void request.socket.end('NOT HTTP\r\n\r\n'),
};

async function getOnce(
  { http, pause, until }: Modules,
  port: number,
  path: string,
  keepsAlive: boolean,
  onData: (request: http.ClientRequest, response: http.IncomingMessage) => void,
): Promise<Log> {
  const log: Log = [];
  const server = http.createServer((request, response) => (ANSWERS[path] as Handler)(request, response));
  server.listen(port, '127.0.0.1');
  await pause();
  let isClosed = false;
  const agent = new http.Agent({ keepAlive: keepsAlive });
  const request = http.get({ host: '127.0.0.1', port, path, agent }, (response) => {
    for (const name of ['aborted', 'end', 'close']) {
      response.on(name, () => log.push(`response ${name}, complete ${response.complete}`));
    }
    response.on('error', (error: Error & { code?: string }) =>
      log.push(`response error ${error.code} ${error.message}`),
    );
    response.on('data', () => onData(request, response));
  });
  request.on('finish', () => log.push('request finish'));
  request.on('error', (error: Error & { code?: string }) =>
    log.push(`request error ${error.code} ${error.message}`),
  );
  request.on('close', () => {
    log.push(`request close, destroyed ${request.destroyed}`);
    isClosed = true;
  });
  await until(() => isClosed);
  await pause();
  agent.destroy();
  server.close();
  return log;
}

test('a client tells of the end of request and response as Node does, cut short or whole', async () => {
  for (const path of Object.keys(ANSWERS)) {
    for (const keepsAlive of [false, true]) {
      await compare(path, (modules, port) => getOnce(modules, port, path, keepsAlive, () => {}));
    }
  }
});

test('a client that destroys the response in the middle of it hears aborted, as in Node', async () => {
  await compare('destroy', (modules, port) =>
    getOnce(modules, port, '/cut', false, (_request, response) => void response.destroy()),
  );
});

test('a client that destroys its request in the middle of the response hears aborted, as in Node', async () => {
  await compare('destroy', (modules, port) =>
    getOnce(modules, port, '/cut', false, (request) => void request.destroy()),
  );
});

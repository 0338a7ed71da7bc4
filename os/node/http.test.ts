import assert from 'node:assert';
import nodeHttp from 'node:http';
import { test } from 'node:test';
import { Buffer } from './buffer.ts';
import * as http from './http.ts';
import * as net from './net.ts';
import { NetworkSource, useNetwork } from './network.ts';
import { type TestHost, useHostOnNode } from './testing/host-on-node.ts';
import { MemoryNetwork } from './testing/memory-network.ts';

let host: TestHost;
let port = 8000;

function setUp(sendBufferBytes?: number): void {
  const network = new MemoryNetwork(sendBufferBytes);
  useNetwork(network);
  host = useHostOnNode([new NetworkSource(network)]);
  port += 1;
}

/** Sends raw bytes, in pieces of `pieceBytes`, and gives back everything that came until the connection closed. */
async function exchange(request: string, pieceBytes: number = 1e9): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  let text = '';
  let isClosed = false;
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
  });
  for (let at = 0; at < request.length; at += pieceBytes) {
    socket.write(request.slice(at, at + pieceBytes), 'latin1');
    await host.runUntil(() => socket.writableLength === 0 || isClosed);
    if (isClosed) break;
  }
  await host.runUntil(() => isClosed, 8000);
  return text;
}

function serve(listener: http.RequestListener, options: http.ServerOptions = {}): http.Server {
  return http.createServer(options, listener).listen(port);
}

/** The raw answer of Node's own server to the same bytes, over a real connection. */
async function exchangeWithNode(listener: nodeHttp.RequestListener, request: string): Promise<string> {
  const server = nodeHttp.createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { connect } = await import('node:net');
  const address = server.address() as { port: number };
  const text = await new Promise<string>((resolve) => {
    const socket = connect(address.port, '127.0.0.1', () => socket.write(request, 'latin1'));
    let answer = '';
    socket
      .setEncoding('latin1')
      .on('data', (chunk) => (answer += chunk))
      .on('close', () => resolve(answer));
    socket.on('error', () => {});
  });
  server.close();
  return text;
}

function withoutDate(text: string): string {
  return text
    .split('\r\n')
    .map((line) => (line.startsWith('Date: ') ? 'Date: now' : line))
    .join('\r\n');
}

const HANDLERS: { readonly [name: string]: http.RequestListener } = {
  'plain end': (_request, response) => void response.end('hello'),
  'no body': (_request, response) => void response.end(),
  unicode: (_request, response) => void response.end('héllo 日本'),
  'two writes': (_request, response) => {
    response.write('one');
    response.end('two');
  },
  headers: (_request, response) => {
    response.setHeader('X-One', 1);
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.removeHeader('X-None');
    response.writeHead(404, 'Nowhere', { 'Content-Type': 'text/plain', 'x-one': 'two' });
    response.end('missing');
  },
  'own length': (_request, response) => {
    response.setHeader('Content-Length', 2);
    response.write('o');
    response.end('k');
  },
  '204': (_request, response) => void response.writeHead(204).end('ignored'),
  '304': (_request, response) => {
    response.statusCode = 304;
    response.end();
  },
  close: (_request, response) => void response.setHeader('Connection', 'close').end('bye'),
  'echo facts': (request, response) =>
    void response.end(
      JSON.stringify([request.method, request.url, request.httpVersion, request.headers, request.rawHeaders]),
    ),
  'flush then end': (_request, response) => {
    response.flushHeaders();
    response.end('late');
  },
  trailers: (request, response) => {
    // Elsewhere Node throws ERR_HTTP_TRAILER_INVALID.
    if (request.method === 'GET' && request.httpVersion === '1.1') response.setHeader('Trailer', 'X-T');
    response.write('body');
    response.addTrailers({ 'X-T': 'end' });
    response.end();
  },
  'unknown status': (_request, response) => void response.writeHead(299).end(),
  buffer: (_request, response) => void response.end(Buffer.from([1, 2, 255])),
};

test('answers byte for byte like Node s server', async () => {
  const requests = [
    'GET /a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nExpect: meow\r\nConnection: close\r\n\r\n',
    'GET / HTTP/1.0\r\n\r\n',
    'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n',
    'GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET / HTTP/1.1\r\nhOST:x\r\nX-A: 1\r\nx-a:  2 \r\nCookie: a\r\nCookie: b\r\nUser-Agent: u\r\nuser-agent: v\r\nConnection: close\r\n\r\n',
  ];
  for (const name of Object.keys(HANDLERS)) {
    const handler = HANDLERS[name] as http.RequestListener;
    for (const request of requests) {
      setUp();
      serve(handler);
      const own = await exchange(request);
      const expected = await exchangeWithNode(handler as never, request);
      assert.strictEqual(withoutDate(own), withoutDate(expected), `${name}: ${request}`);
    }
  }
});

test('a request cut at every possible place is the same request', async () => {
  const request =
    'POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3;e=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Trail: t\r\n\r\n';
  for (const pieceBytes of [1, 2, 3, 5, 7, 11, 64]) {
    setUp();
    serve((incoming, response) => {
      let body = '';
      incoming.on('data', (chunk: Uint8Array) => {
        body += Buffer.from(chunk).toString();
      });
      incoming.on('end', () =>
        response.end(`${body} ${JSON.stringify(incoming.trailers)} ${incoming.complete}`),
      );
    });
    const answer = await exchange(request, pieceBytes);
    assert.ok(answer.endsWith('\r\n\r\nabcde {"x-trail":"t"} true'), answer);
  }
});

test('refuses what could smuggle a second request, with 400 and a closed connection', async () => {
  const heads = [
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 3\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n',
    'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naXX',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\naa\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n folded\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n',
    'GET / HTTP/1.1\nHost: x\n\n',
    'GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\n\rX: y\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nX y: a\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\n: a\r\n\r\n',
    'GET  / HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/2.0\r\nHost: x\r\n\r\n',
    'GET / HTPP/1.1\r\nHost: x\r\n\r\n',
    'GET /\xe9 HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /?q=\xff HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1x\r\nHost: x\r\n\r\n',
    'GET /\r\nHost: x\r\n\r\n',
    'WHAT / HTTP/1.1\r\nHost: x\r\n\r\n',
    'get / HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
    '\x16\x03\x01\x02\r\n\r\n',
  ];
  for (const head of heads) {
    for (const pieceBytes of [1e9, 1]) {
      setUp();
      let count = 0;
      serve((request, response) => {
        count += 1;
        request.resume();
        request.on('error', () => {});
        request.on('end', () => response.end('accepted'));
      });
      const answer = await exchange(head, pieceBytes);
      assert.ok(answer.startsWith('HTTP/1.1 400 Bad Request\r\n'), `${JSON.stringify(head)} → ${answer}`);
      assert.ok(!answer.includes('accepted'), JSON.stringify(head));
      assert.ok(count <= 1);
    }
  }
});

test('a head above 16 KB is answered with 431, chunk extensions without end with 413', async () => {
  for (const pieceBytes of [1e9, 1000]) {
    setUp();
    serve((_request, response) => void response.end());
    const answer = await exchange(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(17000)}\r\n\r\n`, pieceBytes);
    assert.ok(answer.startsWith('HTTP/1.1 431 '), answer);
    setUp();
    serve((request) => void request.on('error', () => {}).resume());
    const extended = `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(5000)}`;
    assert.ok((await exchange(extended, pieceBytes)).startsWith('HTTP/1.1 413 '));
  }
});

test('any bytes whatever are answered or refused, never thrown', async () => {
  let seed = 7;
  const random = (limit: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % limit;
  };
  const pieces = [
    'GET ',
    '/ ',
    'HTTP/1.1',
    '\r\n',
    '\r',
    '\n',
    'Host: x\r\n',
    'Content-Length: 5\r\n',
    'Transfer-Encoding: chunked\r\n',
    '5\r\nabcde\r\n',
    '0\r\n\r\n',
    ':',
    ' ',
    '\0',
    '\xff',
    'Expect: 100-continue\r\n',
    'POST / HTTP/1.1\r\n',
    'X: y\r\n',
    '\r\n\r\n',
    'Upgrade: a\r\n',
    'Connection: close\r\n',
  ];
  const { HttpParser } = await import('./http/http-parser.ts');
  for (let round = 0; round < 4000; round++) {
    let text = random(2) === 0 ? 'POST / HTTP/1.1\r\nHost: x\r\n' : '';
    for (let i = random(12); i >= 0; i--) text += pieces[random(pieces.length)];
    const bytes = Buffer.from(text, 'latin1');
    const run = (pieceBytes: number) => {
      const seen: string[] = [];
      let body = '';
      const parser = new HttpParser(
        {
          onHead: (raw, start, end) => {
            seen.push(
              `head ${Buffer.from(raw.slice(start, end)).length} ${parser.head.method} ${parser.head.url}`,
            );
            return false;
          },
          onBody: (raw, start, end) => {
            body += Buffer.from(raw.slice(start, end)).toString('latin1');
          },
          onTrailers: () => seen.push('trailers'),
          onComplete: () => {
            seen.push(`complete ${body}`);
            body = '';
          },
          onRefused: (refusal) => seen.push(`refused ${refusal.code}`),
        },
        true,
      );
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const end = Math.min(at + pieceBytes, bytes.length);
        parser.execute(new Uint8Array(bytes), at, end);
      }
      parser.finish();
      return seen;
    };
    // How the bytes are cut must not matter.
    assert.deepStrictEqual(run(1), run(1e9), JSON.stringify(text));
  }
});

test('pipelined requests are answered in order, however late the first answer is', async () => {
  setUp();
  serve((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('SLOW'), 20);
    else response.end(`FAST ${request.url}`);
  });
  const answer = await exchange(
    'GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  const bodies = answer
    .split('\r\n\r\n')
    .slice(1)
    .map((part) => part.split('HTTP/1.1')[0]);
  assert.deepStrictEqual(bodies, ['SLOW', 'FAST /2', 'FAST /3']);
});

test('Expect: 100-continue is answered before the body, other expectations with 417', async () => {
  setUp();
  serve((request, response) => {
    request.resume().on('end', () => response.end('done'));
  });
  const answer = await exchange(
    'POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok',
  );
  assert.ok(answer.startsWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n'), answer);
  const other = await exchange('GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n');
  assert.ok(other.startsWith('HTTP/1.1 417 '), other);
});

test('a slow head is answered with 408, an idle connection is closed in silence', async () => {
  setUp();
  serve((_request, response) => void response.end('x'), {
    headersTimeout: 40,
    keepAliveTimeout: 60,
    connectionsCheckingInterval: 10,
  });
  assert.ok((await exchange('GET / HTTP/1.1\r\nHo')).startsWith('HTTP/1.1 408 '));
  const kept = await exchange('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.ok(kept.endsWith('\r\n\r\nx'), kept);
});

test('maxRequestsPerSocket closes after the last request', async () => {
  setUp();
  serve((_request, response) => void response.end('x')).maxRequestsPerSocket = 2;
  const answer = await exchange('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(3));
  assert.strictEqual(answer.split('HTTP/1.1 200 OK').length - 1, 2);
  assert.ok(answer.includes('Connection: close'));
});

test('misuse of a response throws what Node throws', async () => {
  setUp();
  const codes: unknown[] = [];
  serve((_request, response) => {
    const attempt = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        codes.push((error as { code: string }).code);
      }
    };
    attempt(() => response.setHeader('bad name', 'x'));
    attempt(() => response.setHeader('X', 'a\r\nb'));
    attempt(() => response.setHeader('X', undefined as never));
    attempt(() => response.writeHead(99));
    attempt(() => response.write(5));
    attempt(() => response.write(null));
    response.end('x');
    attempt(() => response.setHeader('X', 'y'));
    attempt(() => response.writeHead(200));
    attempt(() => response.removeHeader('X'));
  });
  await exchange('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.deepStrictEqual(codes, [
    'ERR_INVALID_HTTP_TOKEN',
    'ERR_INVALID_CHAR',
    'ERR_HTTP_INVALID_HEADER_VALUE',
    'ERR_HTTP_INVALID_STATUS_CODE',
    'ERR_INVALID_ARG_TYPE',
    'ERR_STREAM_NULL_VALUES',
    'ERR_HTTP_HEADERS_SENT',
    'ERR_HTTP_HEADERS_SENT',
    'ERR_HTTP_HEADERS_SENT',
  ]);
});

test('a client that goes away aborts the request', async () => {
  setUp();
  const events: string[] = [];
  serve((request, response) => {
    request.on('aborted', () => events.push('aborted'));
    request.on('error', (error: Error) => events.push(error.message));
    response.on('close', () => events.push('response closed'));
    request.resume();
  });
  const socket = net.connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc');
  setTimeout(() => socket.destroy(), 10);
  await host.runUntil(() => events.length === 3);
  assert.deepStrictEqual(events.sort(), ['aborted', 'aborted', 'response closed']);
});

test('the client sends requests, reads answers, and uses connections again', async () => {
  setUp();
  const seen: string[] = [];
  const server = serve((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${body} ${request.headers['x-h'] ?? ''}`);
      response.setHeader('X-Answer', 'yes');
      response.end(`answer to ${request.url}`);
    });
  });
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  const agent = new http.Agent({ keepAlive: true });
  const ask = (method: string, path: string, body?: string) =>
    new Promise<string>((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port, method, path, agent, headers: { 'X-H': 'v' } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Uint8Array) => {
            text += Buffer.from(chunk).toString();
          });
          response.on('end', () => resolve(`${response.statusCode} ${response.headers['x-answer']} ${text}`));
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  const answers: string[] = [];
  const asked = (async () => {
    answers.push(await ask('GET', '/1'));
    answers.push(await ask('POST', '/2', 'body'));
    answers.push(await ask('PUT', '/3', 'ü'));
  })();
  await host.runUntil(() => answers.length === 3);
  await asked;
  assert.deepStrictEqual(answers, ['200 yes answer to /1', '200 yes answer to /2', '200 yes answer to /3']);
  assert.deepStrictEqual(seen, ['GET /1  v', 'POST /2 body v', 'PUT /3 ü v']);
  assert.strictEqual(connections, 1);
});

test('the client reports refused connections, hang-ups and nonsense', async () => {
  setUp();
  const errors: string[] = [];
  const note = (error: Error & { code?: string }) => errors.push(`${error.code} ${error.message}`);
  http.get({ host: '127.0.0.1', port: 1, agent: false }).on('error', note);
  await host.runUntil(() => errors.length === 1);
  net.createServer((socket) => socket.end()).listen(port);
  http.get(`http://127.0.0.1:${port}/x`, { agent: false }).on('error', note);
  await host.runUntil(() => errors.length === 2);
  net.createServer((socket) => socket.end('nonsense\r\n\r\n')).listen(port + 1000);
  http.get(`http://127.0.0.1:${port + 1000}`, { agent: false }).on('error', note);
  await host.runUntil(() => errors.length === 3);
  assert.deepStrictEqual(errors, [
    'ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1',
    'ECONNRESET socket hang up',
    'HPE_INVALID_CONSTANT Parse Error: Expected HTTP/, RTSP/ or ICE/',
  ]);
  assert.throws(() => http.get('https://x/'), { code: 'ERR_INVALID_PROTOCOL' });
  assert.throws(() => http.get({ path: '/a b' }), { code: 'ERR_UNESCAPED_CHARACTERS' });
});

test('an answer until close, a chunked one and a large one reach the client whole', async () => {
  setUp(3000);
  const large = 'z'.repeat(200_000);
  serve((request, response) => {
    if (request.url === '/chunked') {
      response.write('a');
      setTimeout(() => response.end('b'), 5);
    } else response.end(large);
  });
  net.createServer((socket) => socket.end('HTTP/1.0 200 Fine\r\n\r\nuntil close')).listen(port + 1000);
  const texts: string[] = [];
  const fetchText = (url: string) =>
    http.get(url, { agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Uint8Array) => {
        text += Buffer.from(chunk).toString();
      });
      response.on('end', () => texts.push(text));
    });
  fetchText(`http://127.0.0.1:${port}/chunked`);
  await host.runUntil(() => texts.length === 1);
  fetchText(`http://127.0.0.1:${port + 1000}/`);
  await host.runUntil(() => texts.length === 2);
  fetchText(`http://127.0.0.1:${port}/large`);
  await host.runUntil(() => texts.length === 3);
  assert.deepStrictEqual(texts, ['ab', 'until close', large]);
});

test("a response that waits for 'drain' gets it, also one that was queued behind another", async () => {
  setUp(3000);
  const whole = Buffer.from('0123456789'.repeat(10_000));
  const serveInPieces: http.RequestListener = (_request, response) => {
    response.setHeader('Content-Length', whole.length);
    const go = (at: number): void => {
      let to = at;
      while (to < whole.length) {
        const from = to;
        to += 5000;
        if (response.write(whole.subarray(from, to))) continue;
        const next = to;
        response.once('drain', () => go(next));
        return;
      }
      response.end();
    };
    go(0);
  };
  serve(serveInPieces);
  const request = 'GET / HTTP/1.1\r\nHost: x\r\n';
  const text = await exchange(`${request}\r\n${request}Connection: close\r\n\r\n`);
  const bodies = text.split('\r\n\r\n').map((part) => part.slice(0, whole.length));
  assert.strictEqual(bodies.length, 3);
  assert.strictEqual(bodies[1], whole.toString());
  assert.strictEqual(bodies[2], whole.toString());
});

test('a request that is left in the middle of its body can still be answered', async () => {
  setUp();
  serve(async (request, response) => {
    let sizeBytes = 0;
    for await (const piece of request) {
      sizeBytes += (piece as Uint8Array).length;
      if (sizeBytes > 10) break;
    }
    response.writeHead(413, { connection: 'close', 'content-length': '0' }).end();
  });
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n';
  const text = await exchange(head + 'x'.repeat(30_000));
  assert.match(text, /^HTTP\/1\.1 413 Payload Too Large\r\n/);
});

test('requests beyond maxSockets wait for a connection, also for one that fails', async () => {
  setUp();
  let count = 0;
  serve((_request, response) => {
    count += 1;
    if (count === 1) response.destroy();
    else response.end('x');
  });
  for (const keepAlive of [true, false]) {
    const agent = new http.Agent({ keepAlive, maxSockets: 1 });
    const outcomes: string[] = [];
    count = 0;
    for (let i = 0; i < 4; i++) {
      http
        .get({ host: '127.0.0.1', port, agent }, (response) => {
          response.resume().on('end', () => outcomes.push('answered'));
        })
        .on('error', () => outcomes.push('failed'));
    }
    await host.runUntil(() => outcomes.length === 4);
    assert.deepStrictEqual(outcomes, ['failed', 'answered', 'answered', 'answered']);
  }
});

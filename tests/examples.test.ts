/**
 * The examples under Node, driven by clients from outside: what they do there is what their images must do.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { repositoryFile } from '../toolchain/targets/target.ts';

const run = promisify(execFile);
let nextPort = 28500;

/** Starts an example under Node and waits for its first line. */
async function start(name: string, t: TestContext): Promise<number> {
  const port = nextPort++;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), repositoryFile(`examples/${name}/main.ts`)],
    { env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => child.kill());
  if (child.stdout) await once(child.stdout, 'data');
  return port;
}

/** What curl gets: body and status. */
async function curl(
  ...words: readonly string[]
): Promise<{ readonly status: number; readonly body: string }> {
  const { stdout } = await run('curl', ['-s', '-w', '\n%{http_code}', ...words]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
}

test('hello prints its line', async () => {
  const words = ['--import', import.meta.resolve('tsx'), repositoryFile('examples/hello/main.ts')];
  assert.equal((await run(process.execPath, words)).stdout, 'Hello from ImportOS\n');
});

test('udp-echo sends a datagram back', async (t) => {
  const port = await start('udp-echo', t);
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  socket.send('ping', port, '127.0.0.1');
  const [message] = await once(socket, 'message');
  assert.equal(String(message), 'ping');
});

test('tcp-echo sends everything back and ends after its client', async (t) => {
  const port = await start('tcp-echo', t);
  const client = connect(port, '127.0.0.1');
  const sent = 'echo '.repeat(50_000);
  client.end(sent);
  assert.equal(await text(client), sent);
});

test('http-hello greets', async (t) => {
  const port = await start('http-hello', t);
  assert.deepEqual(await curl(`http://localhost:${port}/`), { status: 200, body: 'Hello from ImportOS\n' });
});

test('http-json keeps notes and answers every mistake', async (t) => {
  const notes = `http://localhost:${await start('http-json', t)}/notes`;
  assert.deepEqual(await curl(notes), { status: 200, body: '[]\n' });
  const milk = { status: 201, body: '{"id":1,"title":"Milk","text":"two"}\n' };
  assert.deepEqual(await curl(notes, '-d', '{"title":"Milk","text":"two"}'), milk);
  assert.deepEqual(await curl(`${notes}/1`, '-X', 'PUT', '-d', '{"title":"Tea"}'), {
    status: 200,
    body: '{"id":1,"title":"Tea","text":""}\n',
  });
  assert.equal((await curl(notes)).body, '[{"id":1,"title":"Tea","text":""}]\n');
  const { stdout } = await run('curl', ['-si', notes, '-d', '{"title":"Two"}']);
  assert.match(stdout, /^location: \/notes\/2\r$/im);

  // A client that goes away in the middle of a body does not stop the service.
  const port = Number(new URL(notes).port);
  const rude = connect(port, '127.0.0.1');
  rude.write('POST /notes HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n{');
  await once(rude, 'connect');
  rude.resetAndDestroy();

  assert.equal((await curl(notes, '-d', 'milk')).body, '{"error":"the body is not JSON"}\n');
  assert.equal((await curl(notes, '-d', '{"title":7}')).status, 400);
  assert.equal((await curl(notes, '-d', 'null')).status, 400);
  assert.equal((await curl(`${notes}/9`)).status, 404);
  assert.equal((await curl(`${notes}/x`)).status, 404);
  assert.equal((await curl(notes, '-X', 'DELETE')).status, 405);
  assert.equal((await curl(notes, '-d', `{"title":"${'x'.repeat(70_000)}"}`)).status, 413);
  assert.equal((await curl(`${notes}/1`, '-X', 'DELETE')).status, 204);
  assert.equal((await curl(`${notes}/1`)).status, 404);
});

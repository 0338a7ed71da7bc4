/**
 * Images that serve, as Linux processes and as virtual machines, driven by clients from outside: curl, ping, and Node's
 * sockets where the way a client behaves is the point.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import test, { type TestContext } from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { runCommand } from './support/child-process.ts';
import { builtImage, eventually, startImage } from './support/running-image.ts';

const timeoutMs = 60_000;
let nextPort = 28600;

/** A program for Node: connects 500 times, then asks on all connections at once. */
const CROWD = `
const sockets = Array.from({ length: 500 }, () => require('net').connect(80, '10.9.0.2'));
let connected = 0;
let answered = 0;
for (const socket of sockets) {
  socket.on('connect', () => {
    if (++connected < sockets.length) return;
    for (const each of sockets) each.end('GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n');
  });
  socket.on('data', (bytes) => {
    if (String(bytes).startsWith('HTTP/1.1 200') && ++answered === 500) console.log('500 answered');
  });
  socket.on('error', (error) => console.error(error.message));
}
setTimeout(() => process.exit(), 20000).unref();`;

/** What curl prints. */
async function curl(...words: readonly string[]): Promise<string> {
  const outcome = await runCommand('curl', ['-sS', '--max-time', '30', ...words], { timeoutMs });
  assert.equal(outcome.exitCode, 0, outcome.abnormal ?? outcome.stderr);
  return outcome.stdout;
}

/** Starts an image that serves HTTP and waits until it answers; the place that leads to it. */
async function startHttp(t: TestContext, image: string, ...options: readonly string[]): Promise<string> {
  const port = nextPort++;
  await startImage(t, image, '--port', `${port}:80`, ...options);
  const place = `http://127.0.0.1:${port}`;
  await eventually(() => curl('--connect-timeout', '2', '-o', '/dev/null', `${place}/`));
  return place;
}

function readme(): string {
  return readFileSync(repositoryFile('README.md'), 'utf8');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** How many of `count` answers have which status, as curl sees them. */
async function statuses(...words: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const printed = await curl('-o', '/dev/null', '-w', '%{http_code} %{num_connects}\\n', ...words);
  for (const line of printed.trim().split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** Every way to run an image: what it is built for, how, and what `importos run` is told. */
const WAYS = [
  { name: 'linux', target: 'linux', build: ['--debug'], run: [] },
  { name: 'microvm', target: 'x86_64', build: [], run: ['--accel', 'tcg'] },
  { name: 'q35', target: 'x86_64', build: [], run: ['--accel', 'tcg', '--machine', 'q35'] },
] as const;

test("the README's server is examples/http-hello", () => {
  const program = /```ts\n(import \{ createServer[\s\S]*?)```/.exec(readme())?.[1];
  const example = readFileSync(repositoryFile('examples/http-hello/main.ts'), 'utf8');
  assert.equal(program, example.slice(example.indexOf('import ')));
});

/** Can no TAP device be made in a network namespace of our own here? The test is skipped then, with the reason. */
async function skipsWithoutTap(t: TestContext): Promise<boolean> {
  const words = ['-rn', 'ip', 'tuntap', 'add', 'tap0', 'mode', 'tap'];
  const { exitCode, stderr } = await runCommand('unshare', words, { timeoutMs });
  if (exitCode !== 0) t.skip(`no network namespace with a TAP device can be made here: ${stderr.trim()}`);
  return exitCode !== 0;
}

for (const { name, target, build, run } of WAYS) {
  test(`http-hello answers curl: ${name}`, async (t) => {
    const place = await startHttp(t, await builtImage('examples/http-hello', target, ...build), ...run);

    await t.test('with the status, the fields and the body that Node sends', async () => {
      const answer = await curl('-i', `${place}/`);
      assert.match(
        answer,
        /^HTTP\/1\.1 200 OK\r\ncontent-type: text\/plain\r\nDate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nTransfer-Encoding: chunked\r\n\r\nHello from ImportOS\n$/,
      );
      const head = await curl('-I', `${place}/`);
      assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    });

    await t.test('with what the README shows', async () => {
      const shown = /\$ curl http:\/\/localhost:8080(\S+)\n((?: {4}.+\n)+)/.exec(readme());
      assert.ok(shown !== null);
      assert.equal(await curl(`${place}${shown[1]}`), shown[2]?.replaceAll(/^ {4}/gm, ''));
    });

    await t.test('again and again on one connection', async () => {
      const counts = await statuses(`${place}/[1-50]`);
      assert.deepEqual(Object.fromEntries(counts), { '200 1': 1, '200 0': 49 });
    });

    await t.test('on 300 connections, one after another', async () => {
      const counts = await statuses('-H', 'Connection: close', `${place}/[1-300]`);
      assert.deepEqual(Object.fromEntries(counts), { '200 1': 300 });
    });

    await t.test('on 40 connections at once', async () => {
      const clients: Socket[] = [];
      // The first answers one after another: QEMU's own network lets a single connection wait to be accepted.
      for (let n = 0; n < 40; n++) {
        const client = connect(Number(new URL(place).port), '127.0.0.1');
        client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
        await once(client, 'readable');
        clients.push(client);
      }
      for (const client of clients) client.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
      for (const answer of await Promise.all(clients.map((client) => text(client)))) {
        assert.equal(answer.split('Hello from ImportOS\n').length, 3, answer);
      }
    });

    await t.test('after clients that went away in the middle of a request', async () => {
      const port = Number(new URL(place).port);
      for (const leave of ['end', 'resetAndDestroy', 'destroy'] as const) {
        const rude = connect(port, '127.0.0.1');
        rude.on('error', () => {});
        await once(rude, 'connect');
        rude.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n{');
        rude.resume();
        rude[leave]();
        await once(rude, 'close');
      }
      assert.equal(await curl(`${place}/`), 'Hello from ImportOS\n');
    });

    await t.test('and refuses what is no request', async () => {
      const client = connect(Number(new URL(place).port), '127.0.0.1');
      client.write('garbage\r\n\r\n');
      assert.match(await text(client), /^HTTP\/1\.1 400 Bad Request\r\n/);
    });
  });
}

for (const { name, target, run } of WAYS.slice(0, 2)) {
  test(`a few megabytes arrive as they were sent, both ways: ${name}`, async (t) => {
    const dir = mkdtempSync(join(tmpdir(), 'importos-transfer-'));
    t.after(() => rmSync(dir, { recursive: true }));
    const place = await startHttp(
      t,
      await builtImage('tests/services/transfer.ts', target, '--debug'),
      ...run,
    );
    const sizeBytes = 2_000_000;
    const pattern = Uint8Array.from({ length: sizeBytes }, (_, i) => i * 31 + (i >> 8));
    const file = join(dir, 'sent');
    writeFileSync(file, pattern);
    const got = join(dir, 'got');
    const gotHash = async (...words: readonly string[]): Promise<string> => {
      await curl('-o', got, ...words);
      const { stdout } = await runCommand('sha256sum', [got], { timeoutMs });
      return stdout.slice(0, 64);
    };

    assert.equal(await gotHash(`${place}/bytes/${sizeBytes}`), sha256(pattern), 'download, chunked');
    const chunked = ['-H', 'Transfer-Encoding: chunked', '--data-binary', `@${file}`];
    assert.equal(await gotHash(...chunked, `${place}/echo`), sha256(pattern), 'both ways at once');
    assert.equal(await curl(...chunked, `${place}/count`), `${sizeBytes}\n`, 'upload, chunked');
    assert.equal(await curl('--data-binary', `@${file}`, `${place}/count`), `${sizeBytes}\n`, 'upload');
  });

  test(`udp-echo sends datagrams back: ${name}`, async (t) => {
    const port = nextPort++;
    const image = await builtImage('examples/udp-echo', target, '--debug');
    await startImage(t, image, '--port', `udp:${port}:7`, ...run);
    const socket = createSocket('udp4');
    t.after(() => socket.close());
    const answers = new Set<string>();
    socket.on('message', (message) => answers.add(String(message)));
    // Longer than a packet: as fragments, or whole where the other end knows none.
    const sent = ['ping', 'x'.repeat(1400), '', 'fragment '.repeat(200), 'datagram '.repeat(6000)];
    // Datagrams may be lost, the first ones before the image has its address.
    await eventually(async () => {
      for (const message of sent) if (!answers.has(message)) socket.send(message, port, '127.0.0.1');
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual(answers, new Set(sent));
    });
  });

  test(`tcp-echo sends everything back and ends after its client: ${name}`, async (t) => {
    const port = nextPort++;
    const image = await builtImage('examples/tcp-echo', target, '--debug');
    await startImage(t, image, '--port', `${port}:7`, ...run);
    const sent = 'echo '.repeat(50_000);
    const echoed = await eventually(async () => {
      const client = connect(port, '127.0.0.1');
      client.end(sent);
      const answer = await text(client);
      assert.notEqual(answer, '');
      return answer;
    });
    assert.equal(echoed, sent);
  });

  test(`answers ping on a TAP device, at the address it was told: ${name}`, async (t) => {
    const image = await builtImage('examples/http-hello', target, ...(target === 'linux' ? ['--debug'] : []));
    if (await skipsWithoutTap(t)) return;
    const script = `
      ip link set lo up; ip tuntap add tap0 mode tap; ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up
      "$@" --tap tap0 --env IMPORTOS_ADDRESS=10.9.0.2/24 >/dev/null & image=$!
      for try in $(seq 100); do ping -c 1 -W 1 10.9.0.2 >/dev/null && break; sleep 0.1; done
      ping -c 5 -i 0.2 -s 1400 -W 5 10.9.0.2
      ping -c 2 -i 0.2 -s 4000 -W 5 10.9.0.2
      curl -sS --max-time 20 http://10.9.0.2/
      node -e "$CROWD"
      kill $image; wait $image`;
    const words = ['-rn', 'sh', '-c', script, 'sh', repositoryFile('importos'), 'run', image, ...run];
    const { stdout, stderr } = await runCommand('unshare', words, {
      timeoutMs,
      env: { CROWD },
    });
    assert.match(stdout, /500 answered$/m, stderr);
    assert.match(stdout, /5 packets transmitted, 5 received/, stderr);
    assert.match(stdout, /2 packets transmitted, 2 received/, 'in fragments');
    assert.match(stdout, /^Hello from ImportOS$/m, stderr);
  });
}

test('a TAP device serves one target after the other', async (t) => {
  if (await skipsWithoutTap(t)) return;
  // QEMU makes promises to a device that stays, which the next user hasn't made.
  const images = await Promise.all(
    (['x86_64', 'linux'] as const).map((target) => builtImage('examples/http-hello', target)),
  );
  const script = `
    ip link set lo up; ip tuntap add tap0 mode tap; ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up
    for image in "$2" "$3"; do
      "$1" run $image --tap tap0 --env IMPORTOS_ADDRESS=10.9.0.2/24 >/dev/null & running=$!
      for try in $(seq 100); do ping -c 1 -W 1 10.9.0.2 >/dev/null && break; sleep 0.1; done
      curl -sS --max-time 10 http://10.9.0.2/
      kill $running; wait $running
    done`;
  const words = ['-rn', 'sh', '-c', script, 'sh', repositoryFile('importos'), ...images];
  const { stdout, stderr } = await runCommand('unshare', words, { timeoutMs });
  assert.equal(stdout, 'Hello from ImportOS\n'.repeat(2), stderr);
});

/** This computer's gateway, which passt makes lead to this computer itself; undefined if it has none. */
function gateway(): string | undefined {
  for (const line of readFileSync('/proc/net/route', 'utf8').split('\n')) {
    const [, destination, address] = line.split('\t');
    if (destination !== '00000000' || address === undefined) continue;
    return [...Buffer.from(address, 'hex').reverse()].join('.');
  }
  return undefined;
}

for (const { name, target, run } of WAYS.slice(0, 2)) {
  test(`a program asks a server in its first statement, before it has an address: ${name}`, async (t) => {
    const host = target === 'linux' ? gateway() : '10.0.2.2';
    if (host === undefined) return t.skip('this computer has no gateway');
    const server = createServer((request, response) => void response.end(`answer to ${request.url}\n`));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const image = await builtImage('tests/services/first-statement.ts', target, '--debug');
    const peer = ['--env', `HOST=${host}`, '--env', `PEER_PORT=${(server.address() as AddressInfo).port}`];
    const words = ['run', image, ...run, ...peer];
    const outcome = await runCommand(repositoryFile('importos'), words, { timeoutMs });
    assert.equal(outcome.stdout, 'answer to /early\n', outcome.stderr);
    assert.equal(outcome.exitCode, 0);
  });
}

test('http-json keeps notes', async (t) => {
  const place = await startHttp(t, await builtImage('examples/http-json', 'linux', '--debug'));
  const status = (...words: readonly string[]) => curl('-w', '%{http_code}', '-o', '/dev/null', ...words);
  assert.equal(await curl(`${place}/notes`), '[]\n');
  const milk = '{"title":"Milk","text":"two"}';
  assert.equal(await curl(`${place}/notes`, '-d', milk), '{"id":1,"title":"Milk","text":"two"}\n');
  assert.equal(await curl(`${place}/notes/1`), '{"id":1,"title":"Milk","text":"two"}\n');
  const oats = '{"title":"Öl ☂"}';
  assert.equal(
    await curl('-X', 'PUT', `${place}/notes/1`, '-d', oats),
    '{"id":1,"title":"Öl ☂","text":""}\n',
  );
  assert.equal(await curl(`${place}/notes`), '[{"id":1,"title":"Öl ☂","text":""}]\n');
  assert.equal(await status(`${place}/notes/2`), '404');
  assert.equal(await status(`${place}/notes`, '-d', '{"title":'), '400');
  assert.equal(await status('-X', 'PATCH', `${place}/notes`), '405');
  assert.equal(await status('-X', 'DELETE', `${place}/notes/1`), '204');
  assert.equal(await curl(`${place}/notes`), '[]\n');
});

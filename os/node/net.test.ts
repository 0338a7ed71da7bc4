import assert from 'node:assert';
import nodeNet from 'node:net';
import { test } from 'node:test';
import { Buffer } from './buffer.ts';
import * as dgram from './dgram.ts';
import * as net from './net.ts';
import { NetworkSource, useNetwork } from './network.ts';
import { useHostOnNode } from './testing/host-on-node.ts';
import { MemoryNetwork } from './testing/memory-network.ts';

function setUp(sendBufferBytes?: number) {
  const network = new MemoryNetwork(sendBufferBytes);
  const source = new NetworkSource(network);
  useNetwork(network);
  return { network, source, host: useHostOnNode([source]) };
}

test('isIP agrees with Node on good and bad addresses', () => {
  const texts = [
    '1.2.3.4',
    '01.2.3.4',
    '256.1.1.1',
    '1.2.3',
    '',
    '::',
    '::1',
    '1::',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '::1.2.3.4',
    '1.2.3.4::',
    'fe80::1%eth0',
    'fe80::1%',
    '::1::',
    '12345::',
    'g::',
    ':::',
    '1:2:3:4:5:6:1.2.3.4',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::ffff:1.2.3.400',
  ];
  for (const text of texts) assert.strictEqual(net.isIP(text), nodeNet.isIP(text), text);
});

test('a server echoes what a client sends, and both close', async () => {
  const { host, source } = setUp();
  const events: string[] = [];
  const server = net.createServer((socket) => {
    events.push(`accepted from ${socket.remoteAddress}`);
    socket.pipe(socket);
    socket.on('close', (hadError: unknown) => events.push(`server socket closed ${hadError}`));
  });
  server.listen(7000, '127.0.0.1', () => events.push(`listening ${JSON.stringify(server.address())}`));
  const client = net.connect({ port: 7000, host: '127.0.0.1' }, () => {
    events.push(`connected to ${client.remoteAddress}:${client.remotePort}`);
    client.end('hello');
  });
  let text = '';
  client.setEncoding('utf8');
  client.on('data', (chunk: string) => {
    text += chunk;
  });
  client.on('end', () => events.push(`end after ${text}`));
  client.on('close', () => server.close(() => events.push('server closed')));
  await host.runUntil(() => events.includes('server closed'));
  assert.deepStrictEqual(events, [
    'listening {"address":"127.0.0.1","family":"IPv4","port":7000}',
    'connected to 127.0.0.1:7000',
    'accepted from 127.0.0.1',
    'server socket closed false',
    'end after hello',
    'server closed',
  ]);
  assert.strictEqual(client.bytesWritten, 5);
  assert.strictEqual(client.bytesRead, 5);
  await host.runUntil(() => !source.isAlive());
});

test('whoever gives up while waiting for the network is forgotten, and the program can end', async () => {
  const { host, network, source } = setUp();
  network.beginConfiguration();
  const events: string[] = [];
  const client = net.connect(7007, '10.0.2.2', () => events.push('connect'));
  client.on('error', () => events.push('error'));
  client.on('close', () => events.push('close'));
  const socket = dgram.createSocket('udp4');
  socket.send('ping', 7007, '10.0.2.2', () => events.push('sent'));
  await host.runUntil(() => network.waitCount() === 2);
  assert.ok(source.isAlive(), 'somebody waits');
  client.destroy();
  socket.close();
  assert.strictEqual(network.waitCount(), 0);
  network.endConfiguration('done');
  await host.runUntil(() => events.length > 0 && !network.hasWork());
  assert.deepStrictEqual(events, ['close']);
  assert.ok(!source.isAlive());
});

test('half a megabyte through a small send buffer arrives unchanged, with back-pressure', async () => {
  const { host } = setUp(5000);
  const sent = Buffer.alloc(500_000);
  for (let i = 0; i < sent.length; i++) sent[i] = (i * 31) >> 3;
  const parts: Buffer[] = [];
  let isEnded = false;
  const server = net.createServer((socket) => {
    socket.on('data', (chunk: Buffer) => {
      parts.push(chunk);
      if (parts.length % 7 === 0) {
        socket.pause();
        setImmediate(() => socket.resume());
      }
    });
    socket.on('end', () => {
      isEnded = true;
    });
  });
  server.listen(7001);
  const client = net.connect(7001, '127.0.0.1');
  assert.strictEqual(client.write(sent.subarray(0, 300_000)), false);
  client.end(sent.subarray(300_000));
  await host.runUntil(() => isEnded, 20_000);
  assert.ok(Buffer.concat(parts).equals(sent));
});

test('a refused connection, an unknown name and a used port give the errors of Node', async () => {
  const { host } = setUp();
  const errors: unknown[] = [];
  const keep = (error: Error) => errors.push({ ...error, message: error.message });
  net.connect(1, '127.0.0.1').on('error', keep);
  net.connect(80, 'no.such.name').on('error', keep);
  net.createServer().listen(7002);
  net.createServer().on('error', keep).listen(7002);
  await host.runUntil(() => errors.length === 3);
  assert.deepStrictEqual(
    errors.sort((a, b) => `${(a as Error).message}`.localeCompare(`${(b as Error).message}`)),
    [
      {
        errno: -111,
        code: 'ECONNREFUSED',
        syscall: 'connect',
        address: '127.0.0.1',
        port: 1,
        message: 'connect ECONNREFUSED 127.0.0.1:1',
      },
      {
        errno: -3008,
        code: 'ENOTFOUND',
        syscall: 'getaddrinfo',
        hostname: 'no.such.name',
        message: 'getaddrinfo ENOTFOUND no.such.name',
      },
      {
        errno: -98,
        code: 'EADDRINUSE',
        syscall: 'listen',
        address: '0.0.0.0',
        port: 7002,
        message: 'listen EADDRINUSE: address already in use 0.0.0.0:7002',
      },
    ],
  );
  assert.throws(() => net.connect(70000), { code: 'ERR_SOCKET_BAD_PORT' });
  assert.throws(() => net.createServer().listen(-1), { code: 'ERR_SOCKET_BAD_PORT' });
});

test('a reset arrives as ECONNRESET, then close', async () => {
  const { host } = setUp();
  const events: unknown[] = [];
  net.createServer((socket) => socket.resetAndDestroy()).listen(7003);
  const client = net.connect(7003, '127.0.0.1');
  client.on('error', (error: Error) => events.push(error.message));
  client.on('close', () => events.push('close'));
  await host.runUntil(() => events.length === 2);
  assert.deepStrictEqual(events, ['read ECONNRESET', 'close']);
});

test('an idle socket times out, and traffic starts the time again', async () => {
  const { host } = setUp();
  let receivedMs = 0;
  let timedOutMs = 0;
  net.createServer((socket) => setTimeout(() => socket.write('x'), 30)).listen(7004);
  const client = net.connect(7004, '127.0.0.1');
  client.on('data', () => {
    receivedMs = host.loop.nowMs();
  });
  // Long enough that a busy computer doesn't swallow the pause before the byte.
  client.setTimeout(600, () => {
    timedOutMs = host.loop.nowMs();
    client.destroy();
  });
  await host.runUntil(() => timedOutMs > 0);
  assert.ok(receivedMs > 0);
  assert.ok(timedOutMs - receivedMs >= 590, `${timedOutMs - receivedMs}`);
});

test('allowHalfOpen lets a server answer after the client has ended', async () => {
  const { host } = setUp();
  let text = '';
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.resume();
    socket.on('end', () => socket.end('late answer'));
  });
  server.listen(7005);
  const client = net.connect(7005, '127.0.0.1');
  client.end();
  let isClosed = false;
  client.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  client.on('close', () => {
    isClosed = true;
  });
  await host.runUntil(() => isClosed);
  assert.strictEqual(text, 'late answer');
});

test('datagrams travel both ways, with sender and size', async () => {
  const { host } = setUp();
  const events: unknown[] = [];
  const server = dgram.createSocket('udp4', (message, remote) => {
    events.push(`${message} ${remote.address} ${remote.size}`);
    server.send('pong', remote.port, remote.address);
  });
  server.bind(5353, () => events.push(server.address()));
  const client = dgram.createSocket({ type: 'udp4' });
  client.on('message', (message: Buffer) => events.push(`${message}`));
  client.send(Buffer.from('xxpingxx'), 2, 4, 5353, 'localhost', (error: Error | null, size?: number) =>
    events.push([error, size]),
  );
  await host.runUntil(() => events.length === 4);
  assert.deepStrictEqual(events[0], { address: '0.0.0.0', family: 'IPv4', port: 5353 });
  assert.deepStrictEqual(
    events
      .slice(1)
      .map((event) => JSON.stringify(event))
      .sort(),
    ['"ping 127.0.0.1 4"', '"pong"', '[null,4]'],
  );
  let isClosed = false;
  client.close(() => {
    isClosed = true;
  });
  server.close();
  await host.runUntil(() => isClosed);
  assert.throws(() => client.close(), { code: 'ERR_SOCKET_DGRAM_NOT_RUNNING' });
  assert.throws(() => client.address(), { code: 'EBADF' });
});

test('a connection made before the network is configured waits for it, like what is written meanwhile', async () => {
  const { host, network } = setUp();
  network.beginConfiguration();
  let text = '';
  net
    .createServer((socket) => {
      socket.on('data', (chunk: Buffer) => {
        text += chunk;
      });
    })
    .listen(7006);
  const events: string[] = [];
  const client = net.connect(7006, '10.0.2.2', () => events.push('connect'));
  for (const name of ['timeout', 'error', 'close']) client.on(name, () => events.push(name));
  client.setTimeout(30);
  client.end('early');
  await host.runUntil(() => events.includes('timeout'));
  assert.strictEqual(client.connecting, true);
  assert.deepStrictEqual(events, ['timeout']);
  network.endConfiguration('done');
  await host.runUntil(() => text === 'early');
  assert.deepStrictEqual(events.slice(0, 2), ['timeout', 'connect']);
});

test('without an address in the end, a waiting connection and a waiting datagram fail with ENETUNREACH', async () => {
  const { host, network } = setUp();
  network.beginConfiguration();
  const errors: string[] = [];
  net.connect(80, '10.0.2.2').on('error', (error: Error) => errors.push(error.message));
  const socket = dgram.createSocket('udp4');
  socket.send('ping', 80, '10.0.2.2', (error: Error | null) => errors.push(`${error?.message}`));
  await host.runUntil(() => network.waitCount() === 2);
  assert.deepStrictEqual(errors, []);
  network.endConfiguration('failed');
  await host.runUntil(() => errors.length === 2);
  assert.deepStrictEqual(errors.sort(), ['connect ENETUNREACH 10.0.2.2:80', 'send ENETUNREACH 10.0.2.2:80']);
});

test('datagrams sent before the network is configured leave in their order, as they were then', async () => {
  const { host, network } = setUp();
  network.beginConfiguration();
  const received: string[] = [];
  dgram.createSocket('udp4', (message) => received.push(`${message}`)).bind(5354);
  const socket = dgram.createSocket('udp4');
  const bytes = Buffer.from('one');
  socket.send(bytes, 5354, '10.0.2.2');
  bytes.fill(0);
  socket.send('two', 5354, '10.0.2.2');
  let failure: Error | null = null;
  socket.send(Buffer.alloc(60_000), 5354, '127.0.0.1');
  for (let i = 0; i < 4; i++) socket.send(Buffer.alloc(60_000), 5354, '10.0.2.2');
  socket.send('too many', 5354, '10.0.2.2', (error: Error | null) => {
    failure = error;
  });
  await host.runUntil(() => failure !== null);
  assert.match(`${failure}`, /send ENOBUFS 10\.0\.2\.2:5354/);
  network.endConfiguration('done');
  await host.runUntil(() => received.length === 7);
  assert.deepStrictEqual(received.slice(1, 3), ['one', 'two']);
});

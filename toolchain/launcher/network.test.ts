import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import test from 'node:test';
import { checkPorts, parsePort, parseTap } from './network.ts';

test('a port is HOST:GUEST over tcp unless it says udp', () => {
  assert.deepEqual(parsePort('8080:80'), { protocol: 'tcp', hostPort: 8080, guestPort: 80 });
  assert.deepEqual(parsePort('tcp:1:65535'), { protocol: 'tcp', hostPort: 1, guestPort: 65535 });
  assert.deepEqual(parsePort('udp:5353:53'), { protocol: 'udp', hostPort: 5353, guestPort: 53 });
});

test('anything else is refused with what is wrong', () => {
  assert.throws(() => parsePort('8080'), { help: "did you mean '8080:8080'?" });
  for (const text of ['', ':', '80:', ':80', 'sctp:1:2', '1:2:3', 'tcp:1', '1:2:3:4', 'a:b']) {
    assert.throws(() => parsePort(text), { name: 'Problem' }, text);
  }
  for (const port of ['0', '65536', '-1', '1.5', '1e3', '0x50', ' 80']) {
    assert.throws(() => parsePort(`${port}:80`), { message: `'${port}' in '${port}:80' is not a port` });
  }
});

test('a TAP name is one that Linux takes and that cannot smuggle options into a command', () => {
  assert.equal(parseTap('tap0'), 'tap0');
  for (const name of ['', 'a/b', 'a b', 'tap0,script=x', 'a-name-of-sixteen', '..']) {
    assert.throws(() => parseTap(name), { name: 'Problem' }, name);
  }
});

test('a port in use is found before the start, and another one is proposed', async () => {
  const server = createServer().listen(0, '0.0.0.0');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await assert.rejects(checkPorts([{ protocol: 'tcp', hostPort: port, guestPort: 80 }]), {
    message: `port ${port} (tcp) is in use by another program`,
    help: /take another: --port \d+:80$/,
  });
  server.close();
  await once(server, 'close');
  await checkPorts([{ protocol: 'tcp', hostPort: port, guestPort: 80 }]);
});

test('the same for udp, which has its own numbers', async () => {
  const socket = createSocket('udp4').bind(0, '0.0.0.0');
  await once(socket, 'listening');
  const { port } = socket.address();
  await assert.rejects(
    checkPorts([{ protocol: 'udp', hostPort: port, guestPort: 53 }]),
    /in use by another program/,
  );
  socket.close();
});

test('one port given twice is refused', async () => {
  const port = { protocol: 'tcp', hostPort: 1, guestPort: 1 } as const;
  await assert.rejects(checkPorts([port, port]), { message: 'port 1 (tcp) is forwarded twice' });
});

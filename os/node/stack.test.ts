import assert from 'node:assert';
import { test } from 'node:test';
import { PacketPool } from '../net/packet-buffer.ts';
import { createNetworkStack } from '../net/stack.ts';
import { SeededEntropy } from '../net/testing/seeded-entropy.ts';
import { Buffer } from './buffer.ts';
import * as http from './http.ts';
import { NetworkSource, useNetwork } from './network.ts';
import { useHostOnNode } from './testing/host-on-node.ts';

test('HTTP works over the real IP stack through its loopback, bodies above the window included', async () => {
  const stack = createNetworkStack({ pool: new PacketPool(64), entropy: new SeededEntropy(1), devices: [] });
  useNetwork(stack);
  const host = useHostOnNode([new NetworkSource(stack)]);
  const server = http.createServer((request, response) => {
    const parts: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => parts.push(chunk));
    request.on('end', () => response.end(Buffer.concat(parts)));
  });
  server.listen(80);
  const sent = 'body '.repeat(40_000);
  const answers: string[] = [];
  for (let i = 0; i < 3; i++) {
    const request = http.request({ host: '127.0.0.1', method: 'POST', agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Uint8Array) => {
        text += Buffer.from(chunk).toString();
      });
      response.on('end', () => answers.push(text));
    });
    request.end(sent);
  }
  await host.runUntil(() => answers.length === 3, 10_000);
  assert.ok(answers.every((text) => text === sent));
});

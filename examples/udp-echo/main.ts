/**
 * Sends every datagram back to where it came from.
 *
 *     importos run examples/udp-echo --port udp:5007:7
 *     echo hello | nc -u -w1 localhost 5007
 *
 * Under Node: PORT=5007 npx tsx examples/udp-echo/main.ts
 */
import { createSocket } from 'node:dgram';

const port = Number(process.env['PORT'] ?? 7);
const socket = createSocket('udp4');

socket.on('message', (message, from) => {
  socket.send(message, from.port, from.address);
});

socket.bind(port, () => {
  console.log(`echo on udp port ${socket.address().port}`);
});

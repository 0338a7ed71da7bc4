/**
 * Sends back what each connection sends, until it ends.
 *
 *     importos run examples/tcp-echo --port 5007:7
 *     echo hello | nc -N localhost 5007
 *
 * Under Node: PORT=5007 npx tsx examples/tcp-echo/main.ts
 */
import { createServer } from 'node:net';

const port = Number(process.env['PORT'] ?? 7);

const server = createServer({ allowHalfOpen: true }, (connection) => {
  // A client that goes away without a word is no reason to stop.
  connection.on('error', () => connection.destroy());
  connection.pipe(connection);
});

server.listen(port, () => {
  console.log(`echo on tcp port ${port}`);
});

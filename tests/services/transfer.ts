/**
 * A service for tests of transfers in both directions.
 *
 *     POST /echo       sends back what it gets, while it gets it
 *     POST /count      how many bytes came, as text
 *     GET  /bytes/N    N bytes: byte i is (i * 31 + i / 256) mod 256
 */
import { createServer, type ServerResponse } from 'node:http';

const port = Number(process.env['PORT'] ?? 80);
const PIECE_BYTES = 16_384;

const server = createServer((request, response) => {
  request.on('error', () => response.destroy());
  const route = `${request.method} ${request.url}`;
  if (route === 'POST /echo') request.pipe(response);
  else if (route === 'POST /count') {
    let sizeBytes = 0;
    request.on('data', (piece: Uint8Array) => {
      sizeBytes += piece.length;
    });
    request.on('end', () => response.end(`${sizeBytes}\n`));
  } else if (route.startsWith('GET /bytes/'))
    sendPattern(response, 0, Number(route.slice('GET /bytes/'.length)));
  else {
    response.statusCode = 404;
    response.end();
  }
});

/** Sends the pattern from byte `start` on, no faster than it is taken. */
function sendPattern(response: ServerResponse, start: number, end: number): void {
  let at = start;
  while (at < end) {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, end - at));
    for (let i = 0; i < piece.length; i++) piece[i] = (at + i) * 31 + ((at + i) >> 8);
    at += piece.length;
    if (response.write(piece)) continue;
    const next = at;
    response.once('drain', () => sendPattern(response, next, end));
    return;
  }
  response.end();
}

server.listen(port, () => {
  console.log(`listening on port ${port}`);
});

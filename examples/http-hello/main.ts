/**
 * The smallest web server.
 *
 *     importos run examples/http-hello --port 8080:80
 *     curl localhost:8080
 *
 * Under Node: PORT=8080 npx tsx examples/http-hello/main.ts
 */
import { createServer } from 'node:http';

const port = Number(process.env['PORT'] ?? 80);

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end('Hello from ImportOS\n');
});

server.listen(port, () => {
  console.log(`listening on port ${port}`);
});

/** What `endurance.ts` loads to see what becomes of the memory: HTTP on port 80, echo on port 7, GET /memory. */
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';

createHttpServer((request, response) => {
  request.on('error', () => response.destroy());
  request.resume();
  response.end(request.url === '/memory' ? JSON.stringify(process.memoryUsage()) : 'Hello from ImportOS\n');
}).listen(80);

createServer({ allowHalfOpen: true }, (connection) => {
  connection.on('error', () => connection.destroy());
  connection.pipe(connection);
}).listen(7);

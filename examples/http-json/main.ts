/**
 * A service that keeps notes in memory: routes, JSON in and out, and an answer for every mistake of a client.
 *
 *     importos run examples/http-json --port 8080:80
 *     curl -X POST localhost:8080/notes -d '{"title":"Milk","text":"two bottles"}'
 *     curl localhost:8080/notes
 *
 *     GET    /notes       all notes               POST   /notes       a new one: 201 and its place
 *     GET    /notes/ID    one note                PUT    /notes/ID    replaces it
 *                                                 DELETE /notes/ID    204
 *
 * Under Node: PORT=8080 npx tsx examples/http-json/main.ts
 */
import { createServer } from 'node:http';
import { readBody } from './body.ts';
import { HttpError } from './http-error.ts';
import { NoteStore, parseNote } from './notes.ts';

const port = Number(process.env['PORT'] ?? 80);
const store = new NoteStore();

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const server = createServer(async (request, response) => {
  let reply: Reply;
  try {
    const [path = '/'] = (request.url ?? '/').split('?');
    reply = answer(request.method ?? 'GET', path, await readBody(request));
  } catch (error) {
    // The client went away in the middle of its request: nobody is left to answer.
    if (request.destroyed && !request.complete && !(error instanceof HttpError)) return;
    reply = replyForError(error);
  }
  const text = reply.body === undefined ? '' : `${JSON.stringify(reply.body)}\n`;
  response.writeHead(reply.status, {
    ...(text !== '' && { 'content-type': 'application/json' }),
    // The rest of a body that was too long isn't read: the connection can't be used again.
    ...(reply.status === 413 && { connection: 'close' }),
    'content-length': String(Buffer.byteLength(text)),
    ...reply.headers,
  });
  response.end(text);
});

function replyForError(error: unknown): Reply {
  if (error instanceof HttpError) {
    return { status: error.status, headers: error.headers, body: { error: error.message } };
  }
  console.error(error);
  return { status: 500, body: { error: 'something went wrong here' } };
}

function answer(method: string, path: string, body: string): Reply {
  if (path === '/notes') {
    if (method === 'GET') return { status: 200, body: store.all() };
    if (method === 'POST') {
      const note = store.add(parseNote(body));
      return { status: 201, headers: { location: `/notes/${note.id}` }, body: note };
    }
    throw new HttpError(405, `${method} is not possible here`, { allow: 'GET, POST' });
  }
  const id = noteIdOf(path);
  if (id === undefined) throw new HttpError(404, `there is nothing at ${path}`);
  return answerForNote(method, id, body);
}

/** The ID of `/notes/ID`; undefined when the path is another. */
function noteIdOf(path: string): number | undefined {
  const prefix = '/notes/';
  const digits = path.slice(prefix.length);
  if (!path.startsWith(prefix) || digits.length < 1 || digits.length > 9) return undefined;
  return [...digits].every((digit) => digit >= '0' && digit <= '9') ? Number(digits) : undefined;
}

function answerForNote(method: string, id: number, body: string): Reply {
  switch (method) {
    case 'GET':
      return { status: 200, body: store.get(id) };
    case 'PUT':
      return { status: 200, body: store.replace(id, parseNote(body)) };
    case 'DELETE':
      store.remove(id);
      return { status: 204 };
    default:
      throw new HttpError(405, `${method} is not possible here`, { allow: 'GET, PUT, DELETE' });
  }
}

server.listen(port, () => {
  console.log(`listening on port ${port}`);
});

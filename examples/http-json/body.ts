/** The body of a request, whole. */
import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/** A longer body is answered with 413, before it is in memory. */
const MAX_BODY_BYTES = 64 * 1024;

/** Reads a request to its end; an HttpError when the body is too long or isn't UTF-8. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) throw new HttpError(413, `a body has at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new HttpError(400, 'the body is not UTF-8');
  }
}

/**
 * `node:http`: HTTP/1.1 servers and clients, over node:net.
 */

import { Agent, ClientRequest, globalAgent, type RequestOptions } from './http/client.ts';
import { MAX_HEAD_BYTES } from './http/http-parser.ts';
import { IncomingMessage } from './http/incoming.ts';
import { checkHeaderName, checkHeaderValue, OutgoingMessage } from './http/outgoing.ts';
import { type RequestListener, Server, type ServerOptions } from './http/server.ts';
import { ServerResponse } from './http/server-response.ts';
import { METHODS, STATUS_CODES } from './http/status-codes.ts';
import { urlToOptions } from './http/url-options.ts';

export type { AgentOptions, RequestOptions } from './http/client.ts';
export type { RequestListener, ServerOptions } from './http/server.ts';
export {
  Agent,
  ClientRequest,
  globalAgent,
  IncomingMessage,
  METHODS,
  OutgoingMessage,
  Server,
  ServerResponse,
  STATUS_CODES,
};

/** Longest head in bytes. */
export const maxHeaderSize: number = MAX_HEAD_BYTES;
/** Throws unless a name or value can be sent. */
export const validateHeaderName: typeof checkHeaderName = checkHeaderName;
/** Throws unless a value can be sent. */
export const validateHeaderValue: typeof checkHeaderValue = checkHeaderValue;

/** A URL, as text or as an object with `href`. */
type UrlLike = string | { readonly href: string };
type ResponseListener = (response: IncomingMessage) => void;

/** A server that isn't listening yet (Node docs: http.createServer). */
export function createServer(options?: ServerOptions | RequestListener, listener?: RequestListener): Server {
  return new Server(options, listener);
}

/** Begins a request; call `end` to complete it (Node docs: http.request). Forms: (url, options, callback) and less. */
export function request(
  target: UrlLike | RequestOptions,
  options?: RequestOptions | ResponseListener,
  callback?: ResponseListener,
): ClientRequest {
  const own = typeof options === 'function' ? undefined : options;
  const listener = typeof options === 'function' ? options : callback;
  if (typeof target === 'string') return new ClientRequest({ ...urlToOptions(target), ...own }, listener);
  if ('href' in target) return new ClientRequest({ ...urlToOptions(String(target.href)), ...own }, listener);
  return new ClientRequest({ ...target, ...own }, listener);
}

/** A request without a body, completed at once (Node docs: http.get). */
export function get(
  target: UrlLike | RequestOptions,
  options?: RequestOptions | ResponseListener,
  callback?: ResponseListener,
): ClientRequest {
  return request(target, options, callback).end();
}

/**
 * `node:net`: TCP connections and servers, over the stack in os/net.
 */

import { Server, type ServerOptions } from './net/server.ts';
import { type ConnectOptions, normalizeConnect, Socket, type SocketOptions } from './net/socket.ts';

export { isIP, isIPv4, isIPv6 } from './net/ip.ts';
export type { ListenOptions, ServerOptions } from './net/server.ts';
export type { AddressInfo, ConnectOptions, SocketOptions } from './net/socket.ts';
export { Server, Socket, Socket as Stream };

/** A server that isn't listening yet (Node docs: net.createServer). */
export function createServer(
  options?: ServerOptions | ((socket: Socket) => void),
  onConnection?: (socket: Socket) => void,
): Server {
  return new Server(options, onConnection);
}

/** A new socket that connects (Node docs: net.createConnection). */
export function createConnection(...args: readonly unknown[]): Socket {
  const options: ConnectOptions & SocketOptions = normalizeConnect(args).options;
  return new Socket(options).connect(...args);
}

/** Same as `createConnection`. */
export const connect: typeof createConnection = createConnection;

/**
 * Errors of the operating system, as Node reports them: `connect ECONNREFUSED 10.0.0.1:80` with `errno`, `code`,
 * `syscall`, `address` and `port`.
 */

/** An error with the facts of a failed system call (Node docs: errors, "Class: SystemError"). */
export interface SystemErrorShape extends Error {
  errno: number;
  code: string;
  syscall: string;
  address?: string;
  port?: number;
  hostname?: string;
}

interface ErrnoRow {
  readonly errno: number;
  readonly text: string;
}

/** Linux's numbers, negative as libuv has them, and libuv's words (uv-errno). */
const ERRNO: { readonly [code: string]: ErrnoRow } = {
  EACCES: { errno: -13, text: 'permission denied' },
  EADDRINUSE: { errno: -98, text: 'address already in use' },
  EADDRNOTAVAIL: { errno: -99, text: 'address not available' },
  EAI_AGAIN: { errno: -3001, text: 'temporary failure' },
  EBADF: { errno: -9, text: 'bad file descriptor' },
  ECONNABORTED: { errno: -103, text: 'software caused connection abort' },
  ECONNREFUSED: { errno: -111, text: 'connection refused' },
  ECONNRESET: { errno: -104, text: 'connection reset by peer' },
  EHOSTUNREACH: { errno: -113, text: 'host is unreachable' },
  EINVAL: { errno: -22, text: 'invalid argument' },
  EMSGSIZE: { errno: -90, text: 'message too long' },
  ENETUNREACH: { errno: -101, text: 'network is unreachable' },
  ENOBUFS: { errno: -105, text: 'no buffer space available' },
  ENOTCONN: { errno: -107, text: 'socket is not connected' },
  ENOTFOUND: { errno: -3008, text: 'domain name not found' },
  EPIPE: { errno: -32, text: 'broken pipe' },
  ETIMEDOUT: { errno: -110, text: 'connection timed out' },
};

/** The negative errno of a code; 0 for one that isn't known. */
export function errnoOf(code: string): number {
  return ERRNO[code]?.errno ?? 0;
}

/** `connect ECONNREFUSED 10.0.0.1:80`: of a call with an address (and port, when above 0). */
export function hostPortError(
  code: string,
  syscall: string,
  address: string,
  port: number,
): SystemErrorShape {
  const place = port > 0 ? `${address}:${port}` : address;
  return withAddress(systemError(`${syscall} ${code} ${place}`, code, syscall), address, port);
}

/** `listen EADDRINUSE: address already in use 0.0.0.0:80`: as `hostPortError`, with the code's words. */
export function wordyHostPortError(
  code: string,
  syscall: string,
  address: string,
  port: number,
): SystemErrorShape {
  const place = port > 0 ? `${address}:${port}` : address;
  const text = ERRNO[code]?.text ?? 'unknown error';
  return withAddress(systemError(`${syscall} ${code}: ${text} ${place}`, code, syscall), address, port);
}

/** `read ECONNRESET`: of a call on an open socket. */
export function errnoError(code: string, syscall: string): SystemErrorShape {
  return systemError(`${syscall} ${code}`, code, syscall);
}

/** `getaddrinfo ENOTFOUND example.test`: of a name look-up. */
export function lookupError(code: string, hostname: string): SystemErrorShape {
  const error = systemError(`getaddrinfo ${code} ${hostname}`, code, 'getaddrinfo');
  error.hostname = hostname;
  return error;
}

function systemError(message: string, code: string, syscall: string): SystemErrorShape {
  const error: Error & Partial<SystemErrorShape> = new Error(message);
  error.errno = errnoOf(code);
  error.code = code;
  error.syscall = syscall;
  return error as SystemErrorShape;
}

function withAddress(error: SystemErrorShape, address: string, port: number): SystemErrorShape {
  error.address = address;
  if (port > 0) error.port = port;
  return error;
}

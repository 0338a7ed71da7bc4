/**
 * How a running image is reached: ports of this computer passed on to it, or a TAP device it has for itself.
 */

import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Problem } from '../problem.ts';

/** One port of this computer that leads to a port of the image. */
export interface PortForward {
  readonly protocol: 'tcp' | 'udp';
  readonly hostPort: number;
  readonly guestPort: number;
}

/** What `--port` and `--tap` ask for; never both. */
export interface Network {
  readonly ports: readonly PortForward[];
  readonly tap?: string;
}

/** `8080:80`, `tcp:8080:80` or `udp:5353:53`. A Problem says what is wrong with anything else. */
export function parsePort(text: string): PortForward {
  const words = text.split(':');
  const protocol = words.length === 3 ? words.shift() : 'tcp';
  const [host, guest] = words;
  if (
    (protocol !== 'tcp' && protocol !== 'udp') ||
    host === undefined ||
    guest === undefined ||
    words.length !== 2
  ) {
    const suggestion = /^\d+$/.test(text)
      ? `did you mean '${text}:${text}'?`
      : 'HOST:GUEST, as in 8080:80 or udp:5353:53';
    throw new Problem(`'${text}' is not a port to forward`, suggestion);
  }
  return { protocol, hostPort: portNumber(host, text), guestPort: portNumber(guest, text) };
}

function portNumber(word: string, text: string): number {
  const value = Number(word);
  if (/^\d+$/.test(word) && value >= 1 && value <= 65535) return value;
  throw new Problem(`'${word}' in '${text}' is not a port`, 'a port is a number from 1 to 65535');
}

/** The name of a network device as Linux takes it (at most 15 bytes, no '/', no white space); else a Problem. */
export function parseTap(name: string): string {
  if (/^[^/\s:,]{1,15}$/.test(name) && name !== '.' && name !== '..') return name;
  throw new Problem(`'${name}' is not the name of a network device`, 'at most 15 characters, as in tap0');
}

/** Refuses ports that are given twice or that another program has; nothing is left open. */
export async function checkPorts(ports: readonly PortForward[]): Promise<void> {
  const seen = new Set<string>();
  for (const port of ports) {
    const key = `${port.protocol}:${port.hostPort}`;
    if (seen.has(key)) throw new Problem(`port ${port.hostPort} (${port.protocol}) is forwarded twice`);
    seen.add(key);
  }
  const codes = await Promise.all(ports.map(({ protocol, hostPort }) => tryPort(protocol, hostPort)));
  for (const [index, code] of codes.entries()) {
    const port = ports[index];
    if (code === undefined || port === undefined) continue;
    throw portProblem(port, code);
  }
}

/** Refuses a TAP device that isn't there: opened by root, its name would make another one. */
export function checkTap(name: string): void {
  const devices = readFileSync('/proc/self/net/dev', 'utf8');
  if (new RegExp(`^\\s*${name.replaceAll('.', '\\.')}:`, 'm').test(devices)) return;
  throw new Problem(`there is no network device '${name}'`, `make one: ip tuntap add dev ${name} mode tap`);
}

function portProblem({ protocol, hostPort, guestPort }: PortForward, code: string): Problem {
  const name = `port ${hostPort} (${protocol})`;
  const other = `${protocol === 'udp' ? 'udp:' : ''}${hostPort < 50000 ? hostPort + 8000 : hostPort - 1}:${guestPort}`;
  if (code === 'EADDRINUSE') {
    return new Problem(
      `${name} is in use by another program`,
      `end that program, or take another: --port ${other}`,
    );
  }
  if (code === 'EACCES') {
    return new Problem(`${name} may only be opened by root`, `take one above 1023: --port ${other}`);
  }
  return new Problem(`${name} can't be opened: ${code}`);
}

/** Opens and closes a port on all addresses; the error's code when that fails. */
function tryPort(protocol: 'tcp' | 'udp', port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error.code ?? error.message);
    if (protocol === 'tcp') {
      const server = createServer();
      server.once('error', failed);
      server.listen(port, '0.0.0.0', () => server.close(() => resolve(undefined)));
    } else {
      const socket = createSocket('udp4');
      socket.once('error', failed);
      socket.bind(port, '0.0.0.0', () => socket.close(() => resolve(undefined)));
    }
  });
}

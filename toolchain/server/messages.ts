/**
 * What a build server and those who let it build say to each other: lines of JSON over a Unix socket. The server speaks first, since one that
 * is building can't.
 */
import type { Socket } from 'node:net';
import type { Diagnostic, HeapOptions } from '../compiler/api.ts';
import type { MadeImage } from '../image/build.ts';

/** What to make; paths are absolute. */
export interface Request {
  readonly entry: string;
  /** The name of a target or machine. */
  readonly target: string;
  readonly debug: boolean;
  readonly quick: boolean;
  readonly profiles: boolean;
  readonly heap?: HeapOptions | undefined;
  /** Where results of builds are kept. */
  readonly cache?: string | undefined;
  readonly workDir: string;
  /** The file name of the image. */
  readonly name: string;
}

/** What the server says. After the first of them comes a request, after one of the last three nothing. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'step'; readonly step: string }
  | {
      readonly kind: 'made';
      readonly diagnostics: readonly Diagnostic[];
      readonly made?: MadeImage | undefined;
    }
  | {
      readonly kind: 'problem';
      readonly message: string;
      readonly help?: string | undefined;
      readonly status: number;
    }
  | { readonly kind: 'failed'; readonly stack: string };

/** Says one thing. */
export function say(socket: Socket, message: Reply | Request): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls `receive` with every line that arrives. */
export function listen(socket: Socket, receive: (message: unknown) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) receive(JSON.parse(line));
  });
}

/**
 * A network namespace with a TAP device in it (10.9.0.1 on our side, 10.9.0.2 for the image), where images are loaded
 * without port forwarding in between. Needs no root: the namespace has a user namespace of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Problem } from '../../toolchain/problem.ts';
import { repositoryFile } from '../../toolchain/targets/target.ts';

/** Where an image on the device answers. */
export const IMAGE_ADDRESS = '10.9.0.2';

const SET_UP = `
set -e
ip link set lo up
ip tuntap add tap0 mode tap
ip addr add 10.9.0.1/24 dev tap0
ip link set tap0 up
echo ready
exec sleep infinity`;

/** One namespace; gone with this process, or by `close`. */
export class TapNetwork {
  readonly #holder: ChildProcess;
  readonly #images = new Set<ChildProcess>();

  private constructor(holder: ChildProcess) {
    this.#holder = holder;
    process.once('exit', () => this.close());
  }

  /** Makes one; a Problem where that isn't allowed, or iproute2 is missing. */
  static async open(): Promise<TapNetwork> {
    const holder = spawn('unshare', ['-rn', 'sh', '-c', SET_UP], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaints = '';
    holder.stderr?.on('data', (chunk: Buffer) => {
      complaints += chunk;
    });
    const [line] = await Promise.race([
      once(holder.stdout as NodeJS.ReadableStream, 'data'),
      once(holder, 'close'),
    ]);
    if (String(line) !== 'ready\n')
      throw new Problem('a TAP device in a namespace of its own is not possible here', complaints.trim());
    return new TapNetwork(holder);
  }

  /** The words of a command, such that it runs inside. */
  inside(...words: readonly string[]): readonly [string, ...string[]] {
    return ['nsenter', '-t', String(this.#holder.pid), '-U', '-n', '--preserve-credentials', ...words];
  }

  /** Starts an image on the device. The caller ends it. */
  start(image: string, ...options: readonly string[]): ChildProcess {
    const words = ['--tap', 'tap0', '--env', `IMPORTOS_ADDRESS=${IMAGE_ADDRESS}/24`, ...options];
    const [program, ...rest] = this.inside(repositoryFile('importos'), 'run', image, ...words);
    const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
    this.#images.add(child);
    child.once('close', () => this.#images.delete(child));
    return child;
  }

  /** Ends what still runs in it. */
  close(): void {
    for (const image of this.#images) image.kill();
    this.#holder.kill();
  }
}

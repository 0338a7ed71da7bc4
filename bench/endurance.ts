/**
 * What the examples stand, on a TAP device: connections one after another and all at once, a long transfer, clients that
 * vanish; and whether memory is back where it was. Each target in turn. `npx tsx bench/endurance.ts [DIVISOR]`
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { formatSize } from '../toolchain/cli/size.ts';
import type { TargetName } from '../toolchain/targets/table.ts';
import { repositoryFile } from '../toolchain/targets/target.ts';
import type { Outcome, Task } from './support/clients.ts';
import { buildExample, buildProgram } from './support/images.ts';
import { main } from './support/main.ts';
import { formatTable } from './support/table.ts';
import { IMAGE_ADDRESS, TapNetwork } from './support/tap-network.ts';

const CONNECTIONS = 10_000;
const AT_ONCE = 500;
const TRANSFER_BYTES = 100 * 1024 * 1024;
const VANISHING = 200;

const EXAMPLES = [
  { name: 'http-hello', protocol: 'http', path: '/' },
  { name: 'http-json', protocol: 'http', path: '/notes' },
  { name: 'tcp-echo', protocol: 'echo', path: '' },
] as const;

const TARGETS: readonly TargetName[] = ['linux', 'x86_64'];

async function done(network: TapNetwork, task: Task): Promise<Outcome> {
  const client = repositoryFile('bench/support/clients.ts');
  const node = [
    process.execPath,
    '--import',
    import.meta.resolve('tsx'),
    client,
    IMAGE_ADDRESS,
    JSON.stringify(task),
  ];
  const [program, ...words] = network.inside(...node);
  const { stdout } = await promisify(execFile)(program, words);
  return JSON.parse(stdout);
}

function cell({ good, seconds, complaint }: Outcome, asked: number): string {
  return good === asked ? `${seconds.toFixed(1)} s` : `${good} of ${asked}: ${complaint ?? ''}`;
}

/**
 * The row of one example on one target. Each has a network of its own: a client's ports wait for a minute after they were used,
 * and of 28,000 soon too many would.
 */
async function endure(
  { name, protocol, path }: (typeof EXAMPLES)[number],
  target: TargetName,
  divisor: number,
): Promise<readonly string[]> {
  const network = await TapNetwork.open();
  const image = network.start(buildExample(name, target));
  const task = async (kind: Task['kind'], count: number): Promise<string> =>
    cell(await done(network, { kind, protocol, path, count }), count);
  const row = [
    name,
    target,
    await task('sequence', Math.ceil(CONNECTIONS / divisor)),
    await task('crowd', Math.ceil(AT_ONCE / divisor)),
    protocol === 'echo' ? await task('transfer', Math.ceil(TRANSFER_BYTES / divisor)) : '',
    await task('vanish', Math.ceil(VANISHING / divisor)),
  ];
  await ended(image);
  network.close();
  return row;
}

/** What a service's memory is before and after all that: used and held, in words. */
async function memory(target: TargetName, divisor: number): Promise<readonly string[]> {
  const network = await TapNetwork.open();
  const image = network.start(buildProgram('bench/support/memory-service.ts', target));
  const http = { protocol: 'http', path: '/memory' } as const;
  const seen = async (): Promise<string> => {
    // A few collections later, so that what died is gone.
    await done(network, { ...http, kind: 'sequence', count: Math.ceil(1000 / divisor) });
    const { answer = '{}' } = await done(network, { ...http, kind: 'memory', count: 1 });
    const { heapUsed, heapTotal } = JSON.parse(answer);
    return `${formatSize(heapUsed)} of ${formatSize(heapTotal)}`;
  };
  const before = await seen();
  const between: string[] = [];
  for (let round = 0; round < 2; round++) {
    await done(network, { ...http, kind: 'crowd', count: Math.ceil(AT_ONCE / divisor) });
    await done(network, { ...http, kind: 'vanish', count: Math.ceil(VANISHING / divisor) });
    await done(network, {
      protocol: 'echo',
      path: '',
      kind: 'transfer',
      count: Math.ceil(TRANSFER_BYTES / divisor),
    });
    between.push(await seen());
  }
  await ended(image);
  network.close();
  return [target, before, ...between];
}

function ended(image: ReturnType<TapNetwork['start']>): Promise<unknown> {
  image.kill();
  return new Promise((resolve) => image.once('close', resolve));
}

await main(async () => {
  const divisor = Number(process.argv[2] ?? 1);
  const rows: (readonly string[])[] = [];
  for (const example of EXAMPLES) {
    for (const target of TARGETS) rows.push(await endure(example, target, divisor));
  }
  const memories: (readonly string[])[] = [];
  for (const target of TARGETS) memories.push(await memory(target, divisor));
  const count = Math.ceil(CONNECTIONS / divisor).toLocaleString('en');
  const load = [`${count} connections`, `${Math.ceil(AT_ONCE / divisor)} at once`];
  const rest = [
    `${formatSize(Math.ceil(TRANSFER_BYTES / divisor))} there and back`,
    `${Math.ceil(VANISHING / divisor)} vanish`,
  ];
  return `${formatTable([['example', 'target', ...load, ...rest], ...rows])}
${formatTable([['heap used of held', 'before', 'after a round of load', 'after another'], ...memories])}`;
});

/**
 * Requests per second of `http-hello` under wrk (one thread, 16 connections): as a process beside Node, and in QEMU, each
 * on a TAP device and with a port forwarded (by passt, by QEMU's user network, which then share the two cores).
 * `npx tsx bench/http.ts [SECONDS] [ROUNDS]`
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Problem } from '../toolchain/problem.ts';
import { findCommand } from '../toolchain/requirements/install.ts';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { type Contender, compare, quantile, spread } from './support/compare.ts';
import { buildExample } from './support/images.ts';
import { main } from './support/main.ts';
import { REFERENCES } from './support/reference.ts';
import { formatTable } from './support/table.ts';
import { IMAGE_ADDRESS, TapNetwork } from './support/tap-network.ts';

const FIRST_PORT = 28600;
/** A program for Node that asks a server once. */
const QUESTION = 'fetch(process.argv[1]).then(({ ok }) => process.exit(ok ? 0 : 1))';
const START_TIMEOUT_MS = 20_000;

/** A server that runs for the whole comparison, and what a round measures of it. */
interface Server extends Contender {
  readonly child: ChildProcess;
}

/** Waits until a server answers; `words` lead into the network where its URL is. */
async function started(
  name: string,
  child: ChildProcess,
  url: string,
  seconds: number,
  words: (...command: readonly string[]) => readonly [string, ...string[]],
): Promise<Server> {
  process.once('exit', () => child.kill());
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(words(process.execPath, '-e', QUESTION, url)))) {
    if (performance.now() > deadline || child.exitCode !== null)
      throw new Problem(`${name} doesn't answer on ${url}`);
    await sleep(20);
  }
  const measure = async (): Promise<number> => {
    const [program, ...rest] = words('wrk', '-t1', '-c16', `-d${seconds}s`, url);
    const { stdout } = await promisify(execFile)(program, rest);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  };
  return { name, child, measure };
}

function onPort(
  name: string,
  port: number,
  program: string,
  words: readonly string[],
  seconds: number,
): Promise<Server> {
  const child = spawn(program, words, { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
  return started(name, child, `http://127.0.0.1:${port}/`, seconds, (...command) => command as [string]);
}

async function onTap(name: string, image: string, seconds: number): Promise<Server> {
  const network = await TapNetwork.open();
  const child = network.start(image);
  return started(name, child, `http://${IMAGE_ADDRESS}/`, seconds, (...command) =>
    network.inside(...command),
  );
}

async function answers([program, ...words]: readonly [string, ...string[]]): Promise<boolean> {
  try {
    await promisify(execFile)(program, words, { timeout: 2000 });
    return true;
  } catch {
    return false;
  }
}

await main(async () => {
  if (findCommand('wrk') === undefined) throw new Problem('wrk is not installed', 'apt-get install wrk');
  const seconds = Number(process.argv[2] ?? 5);
  const rounds = Number(process.argv[3] ?? 5);
  const importos = repositoryFile('importos');
  const run = (target: 'linux' | 'x86_64', port: number): string[] => {
    // In QEMU and behind passt the program has its own port 80.
    return ['run', buildExample('http-hello', target), '--port', `${port}:80`, '--env', 'PORT=80'];
  };
  const tsx = ['--import', import.meta.resolve('tsx'), repositoryFile('examples/http-hello/main.ts')];
  const servers = [
    await onTap('process, TAP', buildExample('http-hello', 'linux'), seconds),
    await onPort('process, port', FIRST_PORT, importos, run('linux', FIRST_PORT), seconds),
    await onPort('Node, loopback', FIRST_PORT + 1, process.execPath, tsx, seconds),
    await onTap('QEMU, TAP', buildExample('http-hello', 'x86_64'), seconds),
    await onPort('QEMU, port', FIRST_PORT + 2, importos, run('x86_64', FIRST_PORT + 2), seconds),
  ];
  const { runs, rejectedRounds } = await compare(servers, rounds);
  for (const { child } of servers) child.kill();

  const [ours = Number.NaN, , nodes = Number.NaN] = runs.map(({ values }) => quantile(values, 0.5));
  const references = [REFERENCES.httpProcess, undefined, undefined, REFERENCES.httpInQemu, undefined];
  const rows = runs.map(({ name, values }, index) => {
    const reference = references[index];
    return [name, spread(values, 0), reference?.budget ?? '', reference?.aim ?? '', reference?.others ?? ''];
  });
  const table = formatTable([
    ['server', 'requests/s: median (middle half)', 'budget', 'aim', 'others'],
    ...rows,
  ]);
  return `${table}on TAP ${(ours / nodes).toFixed(2)} × Node; ${rejectedRounds} rounds rejected for steal\n`;
});

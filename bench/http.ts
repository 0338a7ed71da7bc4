/**
 * Requests per second of `http-hello` under wrk (one thread, 16 connections): as a process beside Node, and in QEMU.
 * Ports are forwarded as for a user (passt, QEMU's user network), whose cost is in our figures and not in Node's.
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

const FIRST_PORT = 28600;
const START_TIMEOUT_MS = 20_000;

/** A server that runs for the whole comparison, and what a round measures of it. */
interface Server extends Contender {
  readonly child: ChildProcess;
}

async function start(
  name: string,
  port: number,
  program: string,
  words: readonly string[],
  seconds: number,
): Promise<Server> {
  const child = spawn(program, words, { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
  process.once('exit', () => child.kill());
  const url = `http://127.0.0.1:${port}/`;
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (performance.now() > deadline || child.exitCode !== null)
      throw new Problem(`${name} doesn't answer on ${url}`);
    await sleep(20);
  }
  const measure = async (): Promise<number> => {
    const { stdout } = await promisify(execFile)('wrk', ['-t1', '-c16', `-d${seconds}s`, url]);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  };
  return { name, child, measure };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1000) })).ok;
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
    await start('process: ImportOS', FIRST_PORT, importos, run('linux', FIRST_PORT), seconds),
    await start('process: Node', FIRST_PORT + 1, process.execPath, tsx, seconds),
    await start('QEMU: ImportOS', FIRST_PORT + 2, importos, run('x86_64', FIRST_PORT + 2), seconds),
  ];
  const { runs, rejectedRounds } = await compare(servers, rounds);
  for (const { child } of servers) child.kill();

  const [ours = Number.NaN, nodes = Number.NaN] = runs.map(({ values }) => quantile(values, 0.5));
  const references = [REFERENCES.httpProcess, undefined, REFERENCES.httpInQemu];
  const rows = runs.map(({ name, values }, index) => {
    const reference = references[index];
    return [name, spread(values, 0), reference?.budget ?? '', reference?.aim ?? '', reference?.others ?? ''];
  });
  const table = formatTable([
    ['server', 'requests/s: median (middle half)', 'budget', 'aim', 'others'],
    ...rows,
  ]);
  return `${table}${(ours / nodes).toFixed(2)} × Node; ${rejectedRounds} rounds rejected for steal\n`;
});

/**
 * Time from the start to the first line of `hello`: in QEMU beside the floor (a kernel without a system), and as a
 * process beside Node; and to the first answer of `http-hello` in QEMU, over QEMU's user network with its DHCP.
 * `npx tsx bench/first-line.ts [ROUNDS]`
 */
import { Problem } from '../toolchain/problem.ts';
import { timeUntilAnswer } from './support/answer.ts';
import { type Contender, compare, quantile, spread } from './support/compare.ts';
import { buildExample, buildFloor, FLOOR_LINE, microvmWords } from './support/images.ts';
import { main } from './support/main.ts';
import { REFERENCES, type Reference } from './support/reference.ts';
import { formatTable } from './support/table.ts';
import { timeUntil } from './support/until.ts';

const TIMEOUT_MS = 20_000;
const PORT = 28690;
const LINE = /Hello from ImportOS\n/;

function contender(name: string, program: string, words: readonly string[], pattern: RegExp): Contender {
  return {
    name,
    measure: async () => {
      const ms = await timeUntil({ program, words, pattern, timeoutMs: TIMEOUT_MS });
      if (ms === undefined) throw new Problem(`${name} printed nothing in ${TIMEOUT_MS / 1000} s`);
      return ms;
    },
  };
}

/** A machine whose port 80 is a port of this computer. */
function server(name: string, image: string): Contender {
  const words = microvmWords(image, {
    network: { ports: [{ hostPort: PORT, guestPort: 80, protocol: 'tcp' }] },
  });
  return {
    name,
    measure: async () => {
      const service = { program: 'qemu-system-x86_64', words, port: PORT, timeoutMs: TIMEOUT_MS };
      const ms = await timeUntilAnswer(service);
      if (ms === undefined) throw new Problem(`${name}: no answer in ${TIMEOUT_MS / 1000} s`);
      return ms;
    },
  };
}

await main(async () => {
  const rounds = Number(process.argv[2] ?? 20);
  const qemu = 'qemu-system-x86_64';
  const floor = contender('QEMU: floor', qemu, microvmWords(buildFloor()), new RegExp(FLOOR_LINE));
  const hello = contender('QEMU: hello', qemu, microvmWords(buildExample('hello', 'x86_64')), LINE);
  const process_ = contender('process: hello', buildExample('hello', 'linux'), [], LINE);
  const source = `console.log('Hello from ImportOS')`;
  const node = contender('process: Node', process.execPath, ['-e', source], LINE);
  const http = server('QEMU: http-hello, first answer', buildExample('http-hello', 'x86_64'));
  const { runs, rejectedRounds } = await compare([floor, hello, http, process_, node], rounds);

  const medianOf = (name: string): number =>
    quantile(runs.find((run) => run.name === name)?.values ?? [], 0.5);
  const above = (medianOf(hello.name) - medianOf(floor.name)).toFixed(1);
  const references = new Map<string, Reference>([
    [hello.name, REFERENCES.firstLine],
    [http.name, REFERENCES.firstAnswer],
    [process_.name, REFERENCES.firstLineProcess],
  ]);
  const rows = runs.map(({ name, values }) => {
    const reference = references.get(name);
    return [name, spread(values), reference?.budget ?? '', reference?.aim ?? '', reference?.others ?? ''];
  });
  const table = formatTable([['what', 'ms: median (middle half)', 'budget', 'aim', 'others'], ...rows]);
  return `${table}hello above the floor: ${above} ms; ${rejectedRounds} rounds rejected for steal\n`;
});

/**
 * The least memory with which an image still does its work, by halving; a machine's memory in steps of 128 KB.
 * `npx tsx bench/smallest-memory.ts`
 */
import { formatSize } from '../toolchain/cli/size.ts';
import { Problem } from '../toolchain/problem.ts';
import { timeUntilAnswer } from './support/answer.ts';
import { buildExample, microvmWords } from './support/images.ts';
import { main } from './support/main.ts';
import { REFERENCES } from './support/reference.ts';
import { formatTable } from './support/table.ts';
import { timeUntil } from './support/until.ts';

const STEP_BYTES = 128 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** A machine without enough memory says so at once, or hangs. */
const TIMEOUT_MS = 5000;
const PORT = 28691;

const IMAGES = [
  { name: 'hello', works: printsItsLine, reference: REFERENCES.helloMemory },
  { name: 'http-hello', works: answers, reference: REFERENCES.httpMemory },
] as const;

async function printsItsLine(image: string, memoryBytes: number): Promise<boolean> {
  const words = microvmWords(image, { memoryBytes });
  const pattern = /Hello from ImportOS\n/;
  const ms = await timeUntil({ program: 'qemu-system-x86_64', words, pattern, timeoutMs: TIMEOUT_MS });
  return ms !== undefined;
}

async function answers(image: string, memoryBytes: number): Promise<boolean> {
  const ports = [{ hostPort: PORT, guestPort: 80, protocol: 'tcp' }] as const;
  const words = microvmWords(image, { memoryBytes, network: { ports } });
  const service = { program: 'qemu-system-x86_64', words, port: PORT, timeoutMs: TIMEOUT_MS };
  return (await timeUntilAnswer(service)) !== undefined;
}

async function smallest(name: string, works: typeof answers): Promise<number> {
  const image = buildExample(name, 'x86_64');
  let fails = 0;
  let passes = MOST_BYTES / STEP_BYTES;
  if (!(await works(image, MOST_BYTES)))
    throw new Problem(`${name} doesn't work even with ${formatSize(MOST_BYTES)}`);
  while (passes - fails > 1) {
    const middle = (passes + fails) >> 1;
    if (await works(image, middle * STEP_BYTES)) passes = middle;
    else fails = middle;
  }
  return passes * STEP_BYTES;
}

await main(async () => {
  const rows: string[][] = [];
  for (const { name, works, reference } of IMAGES) {
    const bytes = await smallest(name, works);
    rows.push([name, formatSize(bytes), reference.budget, reference.aim, reference.others]);
  }
  return formatTable([['image', 'smallest memory', 'budget', 'aim', 'others'], ...rows]);
});

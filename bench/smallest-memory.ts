/**
 * The least memory with which an image still does its work, by halving; a machine's memory in steps of 128 KB.
 * `npx tsx bench/smallest-memory.ts`
 */
import { formatSize } from '../toolchain/cli/size.ts';
import { Problem } from '../toolchain/problem.ts';
import { buildExample, microvmWords } from './support/images.ts';
import { main } from './support/main.ts';
import { REFERENCES } from './support/reference.ts';
import { formatTable } from './support/table.ts';
import { timeUntil } from './support/until.ts';

const STEP_BYTES = 128 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 20_000;

const IMAGES = [
  { name: 'hello', pattern: /Hello from ImportOS\n/, hasNetwork: false, reference: REFERENCES.helloMemory },
  { name: 'http-hello', pattern: /listening on port/, hasNetwork: true, reference: REFERENCES.httpMemory },
] as const;

async function smallest(name: string, pattern: RegExp, hasNetwork: boolean): Promise<number> {
  const image = buildExample(name, 'x86_64');
  const works = async (memoryBytes: number): Promise<boolean> => {
    const words = microvmWords(image, { memoryBytes, network: hasNetwork ? { ports: [] } : undefined });
    return (
      (await timeUntil({ program: 'qemu-system-x86_64', words, pattern, timeoutMs: TIMEOUT_MS })) !==
      undefined
    );
  };
  let fails = 0;
  let passes = MOST_BYTES / STEP_BYTES;
  if (!(await works(MOST_BYTES)))
    throw new Problem(`${name} doesn't work even with ${formatSize(MOST_BYTES)}`);
  while (passes - fails > 1) {
    const middle = (passes + fails) >> 1;
    if (await works(middle * STEP_BYTES)) passes = middle;
    else fails = middle;
  }
  return passes * STEP_BYTES;
}

await main(async () => {
  const rows: string[][] = [];
  for (const { name, pattern, hasNetwork, reference } of IMAGES) {
    const bytes = await smallest(name, pattern, hasNetwork);
    rows.push([name, formatSize(bytes), reference.budget, reference.aim, reference.others]);
  }
  return formatTable([['image', 'smallest memory', 'budget', 'aim', 'others'], ...rows]);
});

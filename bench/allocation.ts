/**
 * Allocates 10 GB in objects and strings of 64 bytes, of which 1 MB stays alive, in 16 MB of memory: as a process beside Node, and
 * in QEMU. `npx tsx bench/allocation.ts`
 */

import { Problem } from '../toolchain/problem.ts';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { buildProgram, microvmWords } from './support/images.ts';
import { main } from './support/main.ts';
import { formatTable } from './support/table.ts';
import { timeUntil } from './support/until.ts';

const PROGRAM = 'bench/support/ten-gigabytes.ts';
const MEMORY_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 600_000;
const PATTERN = /allocated 10\.\d+ GB, \d+\n/;

async function seconds(
  name: string,
  program: string,
  words: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<string[]> {
  const ms = await timeUntil({
    program,
    words,
    pattern: PATTERN,
    timeoutMs: TIMEOUT_MS,
    ...(env && { env }),
  });
  if (ms === undefined) throw new Problem(`${name}: did not end`);
  return [name, (ms / 1000).toFixed(1)];
}

await main(async () => {
  const env = { ...process.env, IMPORTOS_MEMORY: String(MEMORY_BYTES) };
  const machine = microvmWords(buildProgram(PROGRAM, 'x86_64'), { memoryBytes: MEMORY_BYTES });
  const node = ['--import', import.meta.resolve('tsx'), repositoryFile(PROGRAM)];
  return formatTable([
    ['10 GB, 1 MB alive', 'seconds'],
    await seconds('process, 16 MB', buildProgram(PROGRAM, 'linux'), [], env),
    await seconds('Node, as much memory as it likes', process.execPath, node),
    await seconds('QEMU, 16 MB', 'qemu-system-x86_64', machine),
  ]);
});

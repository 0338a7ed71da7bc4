/**
 * Runs one check over the repository: `tsx toolchain/checks/main.ts layers|docs`. Prints what it finds; ends with 1
 * when it finds something.
 */
import { undocumented } from './docs.ts';
import { checkFiles } from './layers.ts';
import { readSources } from './source-files.ts';

const CHECKS: Readonly<Record<string, () => readonly string[]>> = {
  layers: () => checkFiles(readSources(['os', 'toolchain'])),
  docs: () => undocumented(readSources(['os', 'toolchain'])),
};

const name = process.argv[2] ?? '';
const check = CHECKS[name];
if (!check) {
  process.stderr.write(`error: unknown check '${name}'\nhelp: one of: ${Object.keys(CHECKS).join(', ')}\n`);
  process.exitCode = 2;
} else {
  const found = check();
  for (const line of found) process.stdout.write(`${line}\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

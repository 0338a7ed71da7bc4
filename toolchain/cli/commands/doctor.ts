/** `importos doctor`: what ImportOS finds on this computer, what is missing, and how to get it. */
import { Option } from 'commander';
import type { FileCache } from '../../cache/file-cache.ts';
import { accelerationHere } from '../../launcher/launch.ts';
import { findCommand, installCommand, missing } from '../../requirements/install.ts';
import { type Purpose, REQUIREMENTS } from '../../requirements/table.ts';
import type { Command } from '../command.ts';
import { formatSize } from '../size.ts';

const PURPOSES: readonly Purpose[] = ['build', 'machine', 'network', 'debugger', 'tests'];

function describe(cache: FileCache): string {
  return `${cache.directory}  (${formatSize(cache.sizeBytes())}: results of builds for the next ones; IMPORTOS_CACHE puts it elsewhere)`;
}

/** The row of `importos doctor`. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'show what ImportOS needs on this computer and what is missing',
  details:
    'Its exit status is 1 when something is missing. What a command needs is also installed when it is needed.',
  options: [new Option('--install', 'install what is missing, for the tests too')],
  run({ options }, { out, err, ensure, cache }) {
    if (options['install'] === true) ensure(PURPOSES);
    out(`node                ${process.version}\n`);
    for (const { command, purpose, why } of REQUIREMENTS) {
      out(`${command.padEnd(19)} ${findCommand(command) ?? 'missing'}  (${purpose}: to ${why})\n`);
    }
    out(`acceleration        ${accelerationHere()}\n`);
    out(`cache               ${cache === undefined ? 'none' : describe(cache)}\n`);
    const absent = missing(PURPOSES);
    if (absent.length === 0) return 0;
    err(
      `${absent.length} missing: '${installCommand(absent, process.getuid?.() === 0)}', or './importos doctor --install'\n`,
    );
    return 1;
  },
};

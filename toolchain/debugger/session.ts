/**
 * What gdb is told before anybody types: where the sources are, how values are shown, and how the program is reached.
 * The text of its first script is made here; launcher/debug.ts starts it.
 */
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as objects from '../compiler/layout/objects.ts';
import * as values from '../compiler/layout/values.ts';
import { repositoryFile } from '../targets/target.ts';

/** A session to be begun. */
export interface Session {
  /** An existing directory that is removed after it. */
  readonly workDir: string;
  /** The directory that paths in debug information begin at. */
  readonly sourceRoot: string;
  /** The socket of a virtual machine's stub; undefined: gdb starts the program itself. */
  readonly stub: string | undefined;
}

/** Where a machine is stopped first: in 64-bit mode, before any TypeScript has run. */
const MACHINE_START = 'importos_start';

/** An asterisk matches no slash: one pattern for each depth of folders in os/. */
const SYSTEM_FILES = Array.from({ length: 6 }, (_, depth) => `importos:*${'/*'.repeat(depth)}`);

/** Writes gdb's first script and what it needs; answers its path. */
export function writeSession({ workDir, sourceRoot, stub }: Session): string {
  const system = linkSystemSources(join(workDir, 'sources'));
  const script = join(workDir, 'session.gdb');
  const lines = [
    // The image is a program without position independence; asking for it fails where ptrace may do little.
    'set disable-randomization off',
    // Words for the program are no shell's business.
    'set startup-with-shell off',
    'set print max-depth 4',
    'set print array-indexes off',
    'handle SIGPIPE nostop noprint pass',
    'handle SIGPROF nostop noprint pass',
    // `step` goes into the program's own functions; 'skip disable' lets it into the system.
    ...SYSTEM_FILES.map((pattern) => `skip -gfile ${pattern}`),
    `directory ${sourceRoot}`,
    `directory ${system}`,
    `python LAYOUT = ${JSON.stringify(layout())}`,
    `source ${repositoryFile('toolchain/debugger/printers.py')}`,
    ...(stub === undefined
      ? []
      : ['set architecture i386:x86-64', `target remote ${stub}`, `tbreak *${MACHINE_START}`, 'continue']),
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  return script;
}

/** Every number of the layout by its name. */
function layout(): Readonly<Record<string, number>> {
  const named: Readonly<Record<string, number | string>> = { ...objects, ...values };
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries(named)) if (typeof value === 'number') numbers[name] = value;
  return numbers;
}

/** Files of os/ are called `importos:net/stack.ts`: links with the first part of such names lead to them. */
function linkSystemSources(dir: string): string {
  mkdirSync(dir);
  const os = repositoryFile('os/');
  for (const name of readdirSync(os)) symlinkSync(join(os, name), join(dir, `importos:${name}`));
  return dir;
}

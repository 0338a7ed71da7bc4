/**
 * Finds out which programs are missing and installs them with the system's package manager. Says what and why, once;
 * what can't be done becomes one Problem with the command to type.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem } from '../problem.ts';
import { repositoryFile } from '../targets/target.ts';
import { type Purpose, REQUIREMENTS, type Requirement } from './table.ts';

/** Looks a command up like a shell does, and in /usr/sbin, which users' paths may lack. */
export function findCommand(command: string, path = process.env['PATH'] ?? ''): string | undefined {
  for (const dir of [...path.split(delimiter), '/usr/sbin', '/sbin']) {
    const file = join(dir || '.', command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not here
    }
  }
  return undefined;
}

/** The programs for these purposes that are not there. */
export function missing(purposes: readonly Purpose[], find = findCommand): readonly Requirement[] {
  return REQUIREMENTS.filter(
    ({ command, purpose }) => purposes.includes(purpose) && find(command) === undefined,
  );
}

/** Makes sure that the programs for these purposes are there. Blocks while it installs; `say` gets one line. */
export function ensure(purposes: readonly Purpose[], say: (line: string) => void): void {
  const wanted = missing(purposes);
  if (wanted.length === 0) return;
  const manager = findCommand('apt-get');
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? undefined : findCommand('sudo');
  if (manager === undefined) throw withoutManager(wanted);
  if (!isRoot && sudo === undefined) {
    throw new Problem(listMissing(wanted), `as root, type: ${installCommand(wanted, true)}`);
  }
  say(`installing ${wanted.map(({ aptPackage, why }) => `${aptPackage} (to ${why})`).join(', ')}`);
  install(wanted, sudo);
  const still = missing(purposes);
  if (still.length > 0)
    throw new Problem(
      listMissing(still),
      `apt-get has not brought it; type: ${installCommand(still, isRoot)}`,
    );
}

/** The shell command that installs these. */
export function installCommand(wanted: readonly Requirement[], isRoot: boolean): string {
  return `${isRoot ? '' : 'sudo '}apt-get install ${packagesOf(wanted).join(' ')}`;
}

/** `clang-19 is not installed (needed to …)`, for one or more. */
export function listMissing(wanted: readonly Requirement[]): string {
  const names = wanted.map(({ command, why }) => `${command} (needed to ${why})`);
  return `not installed: ${names.join(', ')}`;
}

function withoutManager(wanted: readonly Requirement[]): Problem {
  return new Problem(
    listMissing(wanted),
    `there is no apt-get here; with this system's package manager install what Debian calls ${packagesOf(wanted).join(', ')}`,
  );
}

function packagesOf(wanted: readonly Requirement[]): readonly string[] {
  return [...new Set(wanted.map(({ aptPackage }) => aptPackage))];
}

/** Two runs at once wait for each other: on our own lock, and on apt's while the system updates itself. */
function install(wanted: readonly Requirement[], sudo: string | undefined): void {
  mkdirSync(repositoryFile('.importos'), { recursive: true });
  const locked = ['flock', repositoryFile('.importos/install.lock')];
  // sudo asks for a password only where somebody can type one.
  const asRoot = sudo === undefined ? [] : [sudo, ...(process.stdin.isTTY ? [] : ['-n'])];
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=600'];
  const installing = [...apt, 'install', '-y', '--no-install-recommends', ...packagesOf(wanted)];
  const isFresh = !readdirSync('/var/lib/apt/lists').some((name) => name.endsWith('_Packages'));
  let output = isFresh ? run([...locked, ...asRoot, ...apt, 'update']) : undefined;
  output = run([...locked, ...asRoot, ...installing]);
  // A list of packages from long ago names files that are gone.
  if (output !== undefined && !isFresh) {
    run([...locked, ...asRoot, ...apt, 'update']);
    output = run([...locked, ...asRoot, ...installing]);
  }
  if (output === undefined) return;
  const lines = output.split('\n').filter((line) => /^(E:|sudo:|flock:|Err:)/.test(line));
  const reason = lines.length > 0 ? lines.slice(0, 3).join('; ') : output.slice(-400);
  throw new Problem(
    `${listMissing(wanted)}; installing failed: ${reason.trim()}`,
    `type: ${installCommand(wanted, sudo === undefined)}`,
  );
}

/** What the command wrote when it failed; undefined when it did its work. */
function run(words: readonly string[]): string | undefined {
  const [program = '', ...rest] = words;
  const { status, stdout, stderr, error } = spawnSync(program, rest, {
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  });
  return status === 0 ? undefined : `${stderr ?? ''}${stdout ?? ''}${error?.message ?? ''}`;
}

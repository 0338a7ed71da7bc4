/**
 * Directories that are gone when we are, however we end.
 *
 * Compiling blocks, and a listener of a signal gets its turn only when nothing blocks: so there is none meanwhile, and a
 * signal ends the process at once. What cleans up is another process, a shell that waits for the end of a pipe from us
 * and removes what it was told. It sees the end of a process that was killed without notice, too.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `read` answers when there is nobody left to write. Signals that the terminal sends to all of us don't concern it. */
const CLEANER = `trap '' INT TERM HUP QUIT; read -r _; rm -rf -- "$@"`;

/** An empty directory that is removed when this process ends, together with files of these names. */
export function temporaryDirectory(files: readonly string[] = []): string {
  const dir = mkdtempSync(join(tmpdir(), 'importos-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const cleaner = spawn('/bin/sh', ['-c', CLEANER, 'importos-cleaner', dir, ...files], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  // Without a shell the directory is removed at an ordinary end only.
  cleaner.once('error', () => {});
  cleaner.unref();
  if (cleaner.stdin && 'unref' in cleaner.stdin && typeof cleaner.stdin.unref === 'function')
    cleaner.stdin.unref();
  return dir;
}

/**
 * Which of some files changes next. Their directories are watched, not the files: editors put a new file in the place of the old one.
 */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';

/** An editor that saves several files, or one in several steps, is waited for. */
const QUIET_MS = 30;
/** A new file of these may be the one that a program with errors lacks. */
const SOURCE = /\.([mc]?[jt]s|json)$/;

/** Waits for changes of files. */
export class Changes {
  readonly #watchers = new Map<string, FSWatcher>();
  #files = new Set<string>();
  #isComplete = true;
  #beginMs = Date.now();
  #changed: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #tell: ((event: { path: string }) => void) | undefined;

  /** What has changed until now will be read. */
  begin(): void {
    this.#changed = undefined;
    this.#beginMs = Date.now();
  }

  /** From now on it is these files that count, in the state that they had at `begin`; if some may be missing, new files beside them as well. */
  watch(files: readonly string[], isComplete: boolean): void {
    this.#files = new Set(files);
    this.#isComplete = isComplete;
    const directories = new Set(files.map(dirname));
    for (const [directory, watcher] of this.#watchers) {
      if (directories.has(directory)) continue;
      watcher.close();
      this.#watchers.delete(directory);
    }
    for (const directory of directories) this.#watchDirectory(directory);
    for (const path of files) {
      const { mtimeMs = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
      if (mtimeMs > this.#beginMs) this.#note(path);
    }
  }

  /** The path of the next file that changes, or has changed since `begin`. */
  next(): Promise<{ readonly path: string }> {
    return new Promise((resolve) => {
      this.#tell = resolve;
      if (this.#changed !== undefined) this.#note(this.#changed);
    });
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    clearTimeout(this.#timer);
  }

  #watchDirectory(directory: string): void {
    if (this.#watchers.has(directory)) return;
    try {
      const watcher = watch(directory, (_event, name) => {
        if (name === null) return;
        const path = join(directory, name);
        if (this.#files.has(path) || (!this.#isComplete && SOURCE.test(name))) this.#note(path);
      });
      // A directory that goes away has nothing more to say.
      watcher.on('error', () => this.#watchers.delete(directory));
      this.#watchers.set(directory, watcher);
    } catch {
      // It isn't there: the files in it are missing, and the program has errors that say so.
    }
  }

  #note(path: string): void {
    this.#changed ??= path;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changed = this.#changed;
      if (changed === undefined || this.#tell === undefined) return;
      this.#tell({ path: changed });
      this.#tell = undefined;
    }, QUIET_MS);
  }
}

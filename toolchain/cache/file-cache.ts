/**
 * Results that are kept for the next build, each under the hash of everything that it depends on. An entry is written beside its place
 * and moved there, so that builds at the same time see all of it or nothing; it begins with the hash of what follows, and one
 * that doesn't fit is thrown away. When the directory has grown too large the entries that nobody has used for longest go.
 *
 * A cache that can't be read or written is one that never has anything: builds take longer, and are the same.
 */
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const HASH_BYTES = 32;
const ENTRY = /^[0-9a-f]{64}$/;
/** What a build that was killed left behind is older than any that goes on. */
const PARTIAL_MAX_AGE_MS = 3_600_000;

/** The hash of parts, none of which can be taken for the beginning of the next. */
export function keyOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

export class FileCache {
  readonly directory: string;
  readonly #maxBytes: number;

  constructor(directory: string, maxBytes: number) {
    this.directory = directory;
    this.#maxBytes = maxBytes;
  }

  /** What was put under a key (keyOf), if it is still there and whole. */
  get(key: string): Uint8Array | undefined {
    const path = join(this.directory, key);
    try {
      const bytes = readFileSync(path);
      const content = bytes.subarray(HASH_BYTES);
      if (!hashOf(content).equals(bytes.subarray(0, HASH_BYTES))) {
        remove(path);
        return undefined;
      }
      const now = new Date();
      utimesSync(path, now, now);
      return content;
    } catch {
      return undefined;
    }
  }

  /** Keeps `content` under a key. */
  put(key: string, content: Uint8Array): void {
    const path = join(this.directory, key);
    const partial = `${path}.${process.pid}.partial`;
    try {
      mkdirSync(this.directory, { recursive: true });
      writeFileSync(partial, Buffer.concat([hashOf(content), content]));
      renameSync(partial, path);
      this.#shrink();
    } catch {
      remove(partial);
    }
  }

  /** Bytes of all entries. */
  sizeBytes(): number {
    return this.#entries().reduce((sum, { size }) => sum + size, 0);
  }

  #shrink(): void {
    const entries = this.#entries().sort((a, b) => b.usedMs - a.usedMs);
    let sum = 0;
    for (const { path, size } of entries) {
      sum += size;
      if (sum > this.#maxBytes) remove(path);
    }
  }

  /** All entries; removes what was never finished. */
  #entries(): { readonly path: string; readonly size: number; readonly usedMs: number }[] {
    let names: string[] = [];
    try {
      names = readdirSync(this.directory);
    } catch {
      return [];
    }
    return names.flatMap((name) => {
      const path = join(this.directory, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isFile() !== true) return [];
      if (ENTRY.test(name)) return [{ path, size: stat.size, usedMs: stat.mtimeMs }];
      const isLeft = name.endsWith('.partial') && Date.now() - stat.mtimeMs > PARTIAL_MAX_AGE_MS;
      if (isLeft) remove(path);
      return [];
    });
  }
}

/** Removes a file where that can be done. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another build has, or nobody may.
  }
}

function hashOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

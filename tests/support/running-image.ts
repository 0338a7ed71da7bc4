/**
 * An image that serves, built once and started as a user would start it: by ./importos, with ports of this computer that
 * lead to its own. It is ended by the end of the test, with everything that was started for it.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { repositoryFile } from '../../toolchain/targets/target.ts';
import { runCommand } from './child-process.ts';

/** Longer than any build should take on a busy machine: a hang is a failure. */
const BUILD_TIMEOUT_MS = 180_000;

const images = new Map<string, Promise<string>>();
const directory = mkdtempSync(join(tmpdir(), 'importos-images-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

/** Builds a program of the repository for a target, once; answers the image's path. */
export function builtImage(entry: string, target: string, ...options: readonly string[]): Promise<string> {
  const key = [entry, target, ...options].join(' ');
  let image = images.get(key);
  if (image === undefined) {
    image = build(entry, target, options);
    images.set(key, image);
  }
  return image;
}

async function build(entry: string, target: string, options: readonly string[]): Promise<string> {
  const name = entry.endsWith('.ts') ? basename(entry, '.ts') : basename(entry);
  const image = join(directory, `${basename(dirname(entry))}-${name}-${target}${options.join('')}`);
  const words = ['build', repositoryFile(entry), '--target', target, '-o', image, ...options];
  const outcome = await runCommand(repositoryFile('importos'), words, { timeoutMs: BUILD_TIMEOUT_MS });
  assert.equal(outcome.exitCode, 0, outcome.abnormal ?? outcome.stderr);
  return image;
}

/** Starts an image and waits for its first line, which it answers. */
export async function startImage(
  t: TestContext,
  image: string,
  ...options: readonly string[]
): Promise<string> {
  const child: ChildProcess = spawn(repositoryFile('importos'), ['run', image, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + String(chunk)).slice(0, 4096);
  });
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill();
    await closed;
    if (complaints !== '') t.diagnostic(complaints);
  });
  const line = child.stdout === null ? [] : await Promise.race([once(child.stdout, 'data'), closed]);
  assert.ok(line[0] instanceof Buffer, `the image ended before it printed anything: ${complaints}`);
  return String(line[0]).trimEnd();
}

/** Tries until it works: between an image's first line and its address a moment passes. */
export async function eventually<T>(what: () => Promise<T>, tries: number = 100): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await what();
    } catch (error) {
      if (left <= 1) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** What is kept comes back whole or not at all, whatever happened to the directory meanwhile. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { FileCache, keyOf } from './file-cache.ts';
import { userCache } from './location.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-cache-test-'));
after(() => rmSync(dir, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined): string | undefined =>
  content === undefined ? undefined : new TextDecoder().decode(content);

test('gives back what was put under the same key, and nothing for another', () => {
  const cache = new FileCache(join(dir, 'plain'), 1000);
  cache.put(keyOf('a'), bytes('content'));
  assert.equal(text(cache.get(keyOf('a'))), 'content');
  assert.equal(cache.get(keyOf('b')), undefined);
});

test('keys tell parts apart', () => {
  assert.notEqual(keyOf('ab', 'c'), keyOf('a', 'bc'));
  assert.notEqual(keyOf('a'), keyOf('a', ''));
  assert.equal(keyOf('a', 'b'), keyOf('a', 'b'));
});

test('throws away an entry with a byte changed, missing or added', () => {
  const cache = new FileCache(join(dir, 'broken'), 1000);
  const path = join(cache.directory, keyOf('a'));
  const changes: ((whole: Buffer) => Uint8Array)[] = [
    (whole) => Uint8Array.from(whole, (byte, at) => (at === whole.length - 1 ? byte ^ 1 : byte)),
    (whole) => Uint8Array.from(whole, (byte, at) => (at === 0 ? byte ^ 1 : byte)),
    (whole) => whole.subarray(0, whole.length - 1),
    (whole) => Buffer.concat([whole, bytes('x')]),
    () => new Uint8Array(),
  ];
  for (const change of changes) {
    cache.put(keyOf('a'), bytes('content'));
    writeFileSync(path, change(readFileSync(path)));
    assert.equal(cache.get(keyOf('a')), undefined);
    assert.deepEqual(readdirSync(cache.directory), [], 'it is gone');
  }
});

test('keeps what was used last when it is full', () => {
  const cache = new FileCache(join(dir, 'full'), 3 * (32 + 10));
  const age = (name: string, seconds: number): void =>
    utimesSync(join(cache.directory, keyOf(name)), seconds, seconds);
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    cache.put(keyOf(name), bytes('0123456789'));
    age(name, 1000 + index);
  }
  // Using it makes it young.
  cache.get(keyOf('a'));
  cache.put(keyOf('d'), bytes('0123456789'));
  const kept = ['a', 'b', 'c', 'd'].filter((name) => cache.get(keyOf(name)) !== undefined);
  assert.deepEqual(kept, ['a', 'c', 'd']);
  assert.equal(cache.sizeBytes(), 3 * 42);
});

test('removes what a build left unfinished an hour ago, and not what is being written', () => {
  const cache = new FileCache(join(dir, 'partial'), 1000);
  cache.put(keyOf('a'), bytes('a'));
  const [old, fresh] = [`${keyOf('x')}.1.partial`, `${keyOf('y')}.2.partial`];
  for (const name of [old, fresh]) writeFileSync(join(cache.directory, name), 'part');
  utimesSync(join(cache.directory, old), 1, 1);
  cache.put(keyOf('b'), bytes('b'));
  assert.deepEqual(
    readdirSync(cache.directory).filter((name) => name.endsWith('.partial')),
    [fresh],
  );
});

test('a directory that can not be written has nothing', () => {
  writeFileSync(join(dir, 'file'), '');
  const cache = new FileCache(join(dir, 'file'), 1000);
  cache.put(keyOf('a'), bytes('a'));
  assert.equal(cache.get(keyOf('a')), undefined);
  assert.equal(cache.sizeBytes(), 0);
});

test('lies where the environment says', () => {
  assert.equal(userCache({ IMPORTOS_CACHE: '/x' })?.directory, '/x');
  assert.equal(userCache({ IMPORTOS_CACHE: '' }), undefined);
  assert.equal(userCache({ XDG_CACHE_HOME: '/y' })?.directory, '/y/importos');
  assert.match(userCache({ XDG_CACHE_HOME: 'relative' })?.directory ?? '', /\/\.cache\/importos$/);
});

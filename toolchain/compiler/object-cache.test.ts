/** An object file comes from the cache only when text, words and clang are those that it was made by. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { FileCache } from '../cache/file-cache.ts';
import { compilerIdentity } from '../cache/object-cache.ts';
import { targetNamed } from '../targets/table.ts';
import { clangWords } from './clang.ts';
import { compileCached } from './object-cache.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-objects-test-'));
after(() => rmSync(dir, { recursive: true }));

const target = targetNamed('linux');
const WORDS = clangWords({ target, optimize: true, asm: false });
const IDENTITY = 'clang of this test';
const source = join(dir, 'part.ll');
const output = join(dir, 'part.o');

function textOf(result: number): string {
  return `target triple = "${target.triple}"\ndefine i32 @answer() {\n  ret i32 ${result}\n}\n`;
}

/** Compiles; was clang asked to? It alone needs the text in a file. */
async function isCompiled(
  cache: FileCache | undefined,
  text = textOf(1),
  words = WORDS,
  identity = IDENTITY,
): Promise<boolean> {
  for (const file of [source, output]) rmSync(file, { force: true });
  await compileCached(cache, words, text, source, output, identity);
  assert.ok(existsSync(output));
  return existsSync(source);
}

test('takes the same object file from the cache, byte for byte', async () => {
  const cache = new FileCache(join(dir, 'same'), 10_000_000);
  assert.equal(await isCompiled(cache), true);
  const first = readFileSync(output);
  assert.equal(await isCompiled(cache), false);
  assert.deepEqual(readFileSync(output), first);
});

test('compiles when the text, a word or clang is another, and keeps each', async () => {
  const cache = new FileCache(join(dir, 'other'), 10_000_000);
  assert.equal(await isCompiled(cache), true);
  assert.equal(await isCompiled(cache, textOf(2)), true);
  const slow = clangWords({ target, optimize: false, asm: false });
  assert.equal(await isCompiled(cache, textOf(1), slow), true);
  assert.equal(await isCompiled(cache, textOf(1), WORDS, 'clang of tomorrow'), true);
  assert.equal(await isCompiled(cache), false);
  assert.equal(readdirSync(cache.directory).length, 4);
});

test('compiles again when the entry is broken', async () => {
  const cache = new FileCache(join(dir, 'broken'), 10_000_000);
  await isCompiled(cache);
  const first = readFileSync(output);
  const [entry] = readdirSync(cache.directory);
  writeFileSync(join(cache.directory, entry ?? ''), 'nonsense');
  assert.equal(await isCompiled(cache), true);
  assert.deepEqual(readFileSync(output), first);
  assert.equal(await isCompiled(cache), false);
});

test('keeps nothing of what clang refuses, and without a cache nothing at all', async () => {
  const cache = new FileCache(join(dir, 'refused'), 10_000_000);
  await assert.rejects(() => isCompiled(cache, 'no LLVM'), /clang rejects/);
  assert.equal(existsSync(cache.directory), false);
  assert.equal(await isCompiled(undefined), true);
  assert.equal(await isCompiled(undefined), true);
});

test('another clang, or another of its libraries, is another identity', () => {
  const bin = join(dir, 'llvm/bin');
  const lib = join(dir, 'llvm/lib');
  for (const directory of [bin, lib]) mkdirSync(directory, { recursive: true });
  const program = join(bin, 'clang');
  writeFileSync(program, 'one');
  chmodSync(program, 0o755);
  writeFileSync(join(lib, 'libLLVM.so.19.1'), 'one');
  const before = compilerIdentity('clang', bin);
  assert.ok(before);
  assert.equal(compilerIdentity('clang', bin), before);
  writeFileSync(join(lib, 'libLLVM.so.19.1'), 'another');
  const after = compilerIdentity('clang', bin);
  assert.notEqual(after, before);
  writeFileSync(program, 'another');
  assert.notEqual(compilerIdentity('clang', bin), after);
  assert.equal(compilerIdentity('no-such-program'), undefined);
});

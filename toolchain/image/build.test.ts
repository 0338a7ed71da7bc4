import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
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
import type { Compile } from '../compiler/api.ts';
import { Problem } from '../problem.ts';
import { targetNamed } from '../targets/table.ts';
import type { Target } from '../targets/target.ts';
import { type BuildInput, build } from './build.ts';
import { isImage, readDescription } from './description.ts';
import { parseSections } from './elf.ts';
import { runTool } from './tool.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-test-'));
after(() => rmSync(dir, { recursive: true, force: true }));

// A program that writes "hi" and exits with status 7, and a function that nothing calls.
const PROGRAM = `
.section .text.importos_start,"ax"
.globl importos_start
importos_start:
  movl $1, %eax; movl $1, %edi; leaq text(%rip), %rsi; movl $3, %edx; syscall
  movl $60, %eax; movl $7, %edi; syscall
.section .text.unused,"ax"
.globl unused
unused: .skip 5000, 0x90
.section .rodata.text,"a"
text: .ascii "hi\\n"
`;
const START = '.globl _start\n_start: call importos_start\n';
const SCRIPT = `ENTRY(_start) SECTIONS {
  . = 0x400000 + SIZEOF_HEADERS; .text : { *(.text*) }
  . = 0x401000 + (. & 4095); .rodata : { *(.rodata*) }
}`;

const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

const target: Target = {
  ...targetNamed('linux'),
  linkerScript: file('image.ld', SCRIPT),
  assembly: [file('start.S', START)],
};

/** Stands in for the compiler: gives the assembled program above. */
const compile: Compile = ({ outDir }) => {
  const objectFile = join(outDir, 'program.o');
  runTool('clang-19', ['-c', file('program.S', PROGRAM), '-o', objectFile]);
  return { diagnostics: [], objectFiles: [objectFile], usesNetwork: true };
};

function input(name: string): BuildInput {
  const workDir = join(dir, `work-${name}`);
  mkdirSync(workDir);
  return { entry: join(dir, 'main.ts'), target, debug: false, workDir, output: join(dir, name, 'app') };
}

test('an image starts, holds only what is reached, and says what it is', async () => {
  const { image } = await build(input('good'), compile);
  assert.ok(image);
  const { status, stdout } = spawnSync(image.path, { encoding: 'utf8' });
  assert.deepEqual({ status, stdout }, { status: 7, stdout: 'hi\n' });
  assert.ok(image.sizes.codeBytes < 100, `unused code is in the image: ${image.sizes.codeBytes} bytes`);
  assert.equal(image.sizes.constantBytes, 3);
  assert.ok(isImage(image.path));
  assert.deepEqual(readDescription(image.path), { target: 'linux', usesNetwork: true });
});

test('symbols and lines are in the side file, not in the image', async () => {
  const { image } = await build(input('symbols'), compile);
  assert.ok(image);
  const names = (path: string): readonly string[] =>
    parseSections(readFileSync(path))?.map(({ name }) => name) ?? [];
  assert.ok(names(image.debugFile).includes('.symtab'));
  assert.ok(names(image.debugFile).includes('.debug_line'));
  assert.ok(!names(image.path).some((name) => name === '.symtab' || name.startsWith('.debug')));
});

test('an error in the program leaves nothing behind, an earlier image stays as it was', async () => {
  const failing: Compile = () => ({
    diagnostics: [{ code: 1, severity: 'error', message: 'No.' }],
    usesNetwork: false,
  });
  const wanted = input('bad');
  assert.equal((await build(wanted, failing)).image, undefined);
  assert.ok(!existsSync(join(dir, 'bad')));
  await build({ ...wanted, workDir: input('bad2').workDir }, compile);
  assert.equal((await build(wanted, failing)).image, undefined);
  assert.deepEqual(readdirSync(join(dir, 'bad')).sort(), ['app', 'app.debug']);
});

test('a linker that fails leaves nothing behind and tells why', async () => {
  const broken = { ...input('unlinked'), target: { ...target, assembly: [] } };
  await assert.rejects(
    () => build({ ...broken, target: { ...target, linkerScript: '/nonexistent.ld' } }, compile),
    /nonexistent/,
  );
  assert.ok(!existsSync(join(dir, 'unlinked')));
});

test('a tool that is not there is a problem the user can mend', () => {
  assert.throws(() => runTool('no-such-tool-19', []), Problem);
});

test('a file that is no image is refused with the reason', () => {
  assert.ok(!isImage(file('a.ts', 'console.log(1)')));
  assert.ok(!isImage(join(dir, 'nothing-there')));
  assert.throws(() => readDescription(process.execPath), /is not an image that ImportOS built/);
  assert.throws(() => readDescription(join(dir, 'a.ts')), Problem);
});

test('any bytes after the magic number are read without a crash', async () => {
  const whole = readFileSync((await build(input('fuzz'), compile)).image?.path ?? '');
  for (let length = 0; length < whole.length; length += 7) parseSections(whole.subarray(0, length));
  for (let at = 4; at < 64; at++) {
    for (const byte of [0, 1, 0x7f, 0xff]) {
      const broken = Uint8Array.from(whole);
      broken[at] = byte;
      parseSections(broken);
    }
  }
});

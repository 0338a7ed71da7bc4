/**
 * The command as a user types it: ./importos in a process of its own, from another directory, in a pipe.
 */
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { link } from '../toolchain/image/link.ts';
import { runTool } from '../toolchain/image/tool.ts';
import { targetNamed } from '../toolchain/targets/table.ts';
import { repositoryFile } from '../toolchain/targets/target.ts';

const importos = repositoryFile('importos');
const dir = mkdtempSync(join(tmpdir(), 'importos-cli-test-'));
const temporary = join(dir, 'tmp');
mkdirSync(temporary);
process.env['TMPDIR'] = temporary;
after(() => rmSync(dir, { recursive: true, force: true }));

function type(...words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(importos, words, { cwd: dir, encoding: 'utf8', timeout: 60_000 });
}

/** Made by the first test that needs it. */
let processImage = '';

/** Links assembly text into an image of a target, without the system. */
function makeImage(name: 'linux' | 'x86_64', source: string, script: string): string {
  const file = (path: string, text: string): string => {
    writeFileSync(join(dir, path), text);
    return join(dir, path);
  };
  const objectFile = join(dir, `${name}.o`);
  runTool('clang-19', ['-c', file(`${name}.S`, source), '-o', objectFile]);
  const target = { ...targetNamed(name), assembly: [], linkerScript: file(`${name}.ld`, script) };
  const description = { target: name, usesNetwork: false };
  return link(
    { target, objectFiles: [objectFile], assembled: [], description, workDir: dir },
    `${name}.image`,
  ).image;
}

/** Writes its first word behind its name, then waits for its standard input to end, then ends with 42. */
const PROCESS = `
.globl _start
_start:
  movq 16(%rsp), %rsi
  xorl %edx, %edx
1: cmpb $0, (%rsi,%rdx); je 2f; incq %rdx; jmp 1b
2: movl $1, %eax; movl $1, %edi; syscall
  subq $16, %rsp; xorl %eax, %eax; xorl %edi, %edi; movq %rsp, %rsi; movl $1, %edx; syscall
  movl $60, %eax; movl $42, %edi; syscall
`;

/** A PVH kernel that writes its command line and every byte from 0 to 255 to the serial port, then ends with 200. */
const KERNEL = `
.section .note.Xen,"a",@note
.long 4, 4, 18; .asciz "Xen"; .long start
.text
.code32
.globl start
start:
  movl $0x90000, %esp
  movl 24(%ebx), %esi
1: lodsb; testb %al, %al; jz 2f; call put; jmp 1b
2: xorl %eax, %eax
3: call put; incb %al; jnz 3b
  movb $0x40, %bl; call await
  movb $200, %al; outb %al, $0xe9
  movw $0x501, %dx; movw $127, %ax; outw %ax, %dx
4: hlt; jmp 4b
put: movb $0x20, %bl; call await; movw $0x3f8, %dx; outb %al, %dx; ret
await: movb %al, %cl; movw $0x3fd, %dx
5: inb %dx, %al; testb %bl, %al; jz 5b
  movb %cl, %al; ret
`;
const KERNEL_SCRIPT = `ENTRY(start) PHDRS { c PT_LOAD FLAGS(5); n PT_NOTE; }
SECTIONS { . = 0x100000; .note.Xen : { KEEP(*(.note.Xen)) } :c :n .text : { *(.text) } :c /DISCARD/ : { *(.note.gnu*) } }`;

test('works from any directory and through a symbolic link', () => {
  symlinkSync(importos, join(dir, 'link'));
  const { stdout, status } = spawnSync(join(dir, 'link'), ['help'], { cwd: '/', encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^Usage: importos/);
});

test('a problem is two lines on standard error and status 1, without a stack', () => {
  const { stdout, stderr, status } = type('run', 'nothing.ts', '--target', 'linux');
  assert.deepEqual(
    { stdout, stderr, status },
    { stdout: '', stderr: `error: ${join(dir, 'nothing.ts')} is not there\n`, status: 1 },
  );
});

test('a file that cannot be written is a problem, too', () => {
  writeFileSync(join(dir, 'taken'), '');
  const { stderr, status } = type('new', 'taken/inside');
  assert.match(stderr, /^error: ENOTDIR: .*taken\/inside/);
  assert.equal(stderr.split('\n').length, 2);
  assert.equal(status, 1);
});

test('a reader that stops early is no error', () => {
  const { stderr, status } = spawnSync('sh', ['-c', `'${importos}' help | head -n 1`], { encoding: 'utf8' });
  assert.deepEqual({ stderr, status }, { stderr: '', status: 0 });
});

test('an image runs as a process with our streams, its words and its status', () => {
  const image = makeImage(
    'linux',
    PROCESS,
    'ENTRY(_start) SECTIONS { . = 0x400000 + SIZEOF_HEADERS; .text : { *(.text*) } }',
  );
  processImage = image;
  const { stdout, stderr, status } = type('run', image, '--', 'first', '--second');
  assert.deepEqual({ stdout, stderr, status }, { stdout: 'first', stderr: '', status: 42 });
  assert.match(type('run', image, '--target', 'x86_64').stderr, /the image is for linux, not for x86_64/);
  assert.match(type('run', image, '--debug', '--', 'x').stderr, /'--debug' is for building/);
  assert.match(type('run', image, '--port', '28499:80', '--', 'x').stderr, /^warning: --port has no effect/);
});

test('the same image ends when we are told to end', async () => {
  const child = spawn(importos, ['run', processImage, '--', 'x'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [143, null]);
});

test('an image boots, and each byte that it writes arrives as it is', () => {
  const image = makeImage('x86_64', KERNEL, KERNEL_SCRIPT);
  for (const machine of ['microvm', 'q35']) {
    const words = ['run', image, '--machine', machine, '--env', 'A=b c', '--', 'one', '100%'];
    const { stdout, stderr, status } = spawnSync(importos, words, { cwd: dir, timeout: 60_000 });
    const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    assert.equal(stderr.toString(), '');
    assert.equal(status, 200);
    // What QEMU appends tells the system where the machine's devices are.
    const commandLine = stdout
      .subarray(0, -256)
      .toString()
      .replace(/ virtio_mmio\.device=\S+/g, '');
    assert.equal(commandLine, 'A=b%20c -- one 100%25');
    assert.deepEqual(stdout.subarray(-256), allBytes);
  }
});

test('a new project runs, and Node runs it, too', () => {
  assert.equal(type('new', 'fresh').status, 0);
  assert.deepEqual(readdirSync(join(dir, 'fresh')).sort(), [
    '.gitignore',
    'README.md',
    'package.json',
    'src',
    'tsconfig.json',
  ]);
  const words = ['--import', import.meta.resolve('tsx'), join(dir, 'fresh/src/main.ts'), 'you'];
  assert.equal(spawnSync(process.execPath, words, { encoding: 'utf8' }).stdout, 'Hello, you!\n');
  const { stdout, stderr, status } = type('run', 'fresh', '--target', 'linux', '--', 'you');
  assert.deepEqual({ stdout, stderr, status }, { stdout: 'Hello, you!\n', stderr: '', status: 0 });
});

test('--memory limits a process, too', () => {
  const program = `const kept: Uint8Array[] = [];
try {
  for (;;) kept.push(new Uint8Array(1 << 20));
} catch (error) {
  console.log(kept.length > 8 && kept.length < 32, String(error));
}`;
  writeFileSync(join(dir, 'greedy.ts'), program);
  const { stdout, stderr } = type('run', 'greedy.ts', '--target', 'linux', '--memory', '32M');
  assert.deepEqual([stdout, stderr], ['true RangeError: Array buffer allocation failed\n', '']);
});

test('a program whose memory is full ends at once and says why', () => {
  writeFileSync(
    join(dir, 'full.ts'),
    "const kept: string[] = [];\nfor (let i = 0; ; i++) kept.push('x'.repeat(100) + i);\n",
  );
  assert.equal(type('build', 'full.ts', '--target', 'linux', '-o', 'full').status, 0);
  const { stderr, status } = type('run', 'full', '--memory', '8M');
  assert.match(stderr, /^panic: out of memory\n/);
  assert.match(stderr, /\n {4}at full\.ts:2:\d+\n/);
  // Where the array's growth is what fails, the error about that has no room either: once.
  assert.ok((stderr.match(/at new RangeError/g)?.length ?? 0) <= 1, stderr);
  assert.equal(status, 134);
});

test('an image may be called like any file in between, and is replaced by the next build', () => {
  writeFileSync(join(dir, 'nothing.ts'), '');
  for (let time = 0; time < 2; time++) {
    const { stderr, status } = type('build', 'nothing.ts', '--target', 'linux', '-o', 'made/linked.elf');
    assert.deepEqual({ stderr, status }, { stderr: '', status: 0 });
  }
  assert.deepEqual(readdirSync(join(dir, 'made')).sort(), ['linked.elf', 'linked.elf.debug']);
  assert.match(
    type('build', 'nothing.ts', '--target', 'linux', '-o', 'made/linked.elf.debug').stderr,
    /^error: .*linked\.elf\.debug is there and is not an image of ImportOS\n/,
  );
});

test('a signal ends a build at once, and nothing of it stays', async () => {
  writeFileSync(
    join(dir, 'slow.ts'),
    "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
  );
  const started = spawn(importos, ['build', 'slow.ts', '-o', 'slow/image'], { cwd: dir, stdio: 'inherit' });
  await until(() => leftBehind().length > 0);
  await sleep(1000);
  const sentMs = performance.now();
  started.kill('SIGTERM');
  assert.deepEqual(await once(started, 'exit'), [null, 'SIGTERM']);
  assert.ok(performance.now() - sentMs < 1000);
  await until(() => leftBehind().length === 0);
  assert.ok(!existsSync(join(dir, 'slow')));
});

test('nothing of all this is left in the temporary directory', () => {
  assert.deepEqual(leftBehind(), []);
});

function leftBehind(): readonly string[] {
  return readdirSync(temporary).filter((name) => !name.startsWith('tsx-'));
}

/** Waits for something to become true; fails after ten seconds. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 20) {
    assert.ok(waited < 10_000, 'waited in vain');
    await sleep(20);
  }
}

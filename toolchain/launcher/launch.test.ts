import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { runTool } from '../image/tool.ts';
import { targetNamed } from '../targets/table.ts';
import { type Launch, launch } from './launch.ts';
import { startPasst } from './passt.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-test-'));
after(() => rmSync(dir, { recursive: true, force: true }));

function options(rest: Partial<Launch>): Launch {
  return {
    target: targetNamed('linux'),
    image: '',
    usesNetwork: false,
    network: { ports: [] },
    memoryBytes: undefined,
    accelerator: 'tcg',
    env: new Map(),
    words: [],
    ...rest,
  };
}

function script(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A 32-bit PVH kernel that sends `status` to the status port and ends QEMU. */
function kernel(name: string, status: number): string {
  const source = join(dir, `${name}.S`);
  writeFileSync(
    source,
    `.section .note.Xen,"a",@note
     .long 4, 4, 18; .asciz "Xen"; .long start
     .text
     .code32
     .globl start
     start: movb $${status}, %al; outb %al, $0xe9; movw $0x501, %dx; movw $${Math.min(status, 127)}, %ax; outw %ax, %dx
     1: hlt; jmp 1b`,
  );
  runTool('clang-19', ['--target=i386-unknown-none-elf', '-c', source, '-o', `${source}.o`]);
  const script = join(dir, 'kernel.ld');
  writeFileSync(
    script,
    `ENTRY(start) PHDRS { c PT_LOAD FLAGS(5); n PT_NOTE; }
     SECTIONS { . = 0x100000; .note.Xen : { *(.note.Xen) } :c :n .text : { *(.text) } :c }`,
  );
  runTool('ld.lld-19', ['-T', script, `${source}.o`, '-o', `${source}.elf`]);
  return `${source}.elf`;
}

test('a process gets its words and settings, and its status is ours', async () => {
  const out = join(dir, 'out');
  const image = script('words', `echo "$GREETING|$IMPORTOS_MEMORY|$*" > '${out}'; exit 42`);
  const status = await launch(
    options({
      image,
      words: ['a', '--memory', 'b c'],
      env: new Map([['GREETING', 'hi']]),
      memoryBytes: 4096,
    }),
  );
  assert.equal(status, 42);
  assert.equal(readFileSync(out, 'utf8'), 'hi|4096|a --memory b c\n');
});

test('a process that a signal ended has the status that a shell would show', async () => {
  assert.equal(await launch(options({ image: script('segv', 'kill -SEGV $$') })), 139);
});

test('a program that is not there is a problem, not a crash', async () => {
  await assert.rejects(launch(options({ image: join(dir, 'nothing') })), { name: 'Problem' });
});

test('a machine ends with the exact status of its program, on both kinds of machine', async () => {
  for (const machine of ['microvm', 'q35']) {
    for (const status of [0, 1, 42, 200]) {
      assert.equal(
        await launch(options({ target: targetNamed(machine), image: kernel('k', status) })),
        status,
        machine,
      );
    }
  }
});

test('something that is no kernel is reported with what QEMU says', async () => {
  const image = script('nokernel', '');
  await assert.rejects(launch(options({ target: targetNamed('microvm'), image })), {
    message: /stopped without an exit status/,
    help: /\S/,
  });
});

test('a signal to the launcher ends the program and is shown in the status', async () => {
  const image = script('sleeper', 'echo started; exec sleep 60');
  const driver = join(dir, 'driver.mts');
  const module = JSON.stringify(new URL('./launch.ts', import.meta.url).href);
  writeFileSync(
    driver,
    `import { launch } from ${module}; process.exitCode = await launch(${JSON.stringify({ ...options({ image }), env: [] })});`,
  );
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), driver]);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [143, null]);
});

test('passt is ready when it is handed over, and is gone afterwards with its files', async () => {
  const passt = await startPasst([{ protocol: 'tcp', hostPort: 28391, guestPort: 80 }]);
  const outside = connect(28391, '127.0.0.1');
  await once(outside, 'connect');
  outside.destroy();
  await passt.stop();
  await passt.stop();
  assert.ok(!existsSync(passt.socketPath));
  await assert.rejects(once(connect(passt.socketPath), 'connect'));
});

test('passt that cannot open a port says so', async () => {
  const first = await startPasst([{ protocol: 'tcp', hostPort: 28392, guestPort: 80 }]);
  try {
    await assert.rejects(startPasst([{ protocol: 'tcp', hostPort: 28392, guestPort: 80 }]), {
      name: 'Problem',
    });
  } finally {
    await first.stop();
  }
});

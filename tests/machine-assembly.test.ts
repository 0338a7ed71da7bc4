/**
 * The assembly of the machines, linked by their own scripts with tiny programs in place of compiled ones
 * (tests/support/machine/): boots in QEMU, runs as Linux processes.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'importos-machine-'));
after(() => rmSync(directory, { recursive: true }));

function run(program: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  assert.equal(status, 0, `${program}: ${stderr}`);
}

/** Assembles and links; answers the image's path. */
function build(machine: string, standIn: string, assembly: readonly string[]): string {
  const objects = [...assembly.map((name) => `os/machine/${name}`), `tests/support/machine/${standIn}`].map(
    (source, index) => {
      const object = join(directory, `${machine}-${index}.o`);
      run('clang-19', ['--target=x86_64-unknown-none-elf', '-c', join(ROOT, source), '-o', object]);
      return object;
    },
  );
  const image = join(directory, `${machine}.elf`);
  const script = join(ROOT, `os/machine/${machine}/image.ld`);
  run('ld.lld-19', ['-static', '--gc-sections', '-T', script, '-o', image, ...objects]);
  return image;
}

const bare = build('x86_64', 'bare.S', [
  'x86_64/entry.S',
  'x86_64/interrupts.S',
  'x86_64/instructions.S',
  'x86_64/memory.S',
]);
const process = build('linux', 'memory.S', ['linux/start.S', 'x86_64/memory.S']);

for (const machine of ['microvm,acpi=off', 'microvm', 'q35']) {
  for (const memory of ['2M', '64M', '5G']) {
    test(`enters 64-bit code on a stack at the top of memory: ${machine} with ${memory}`, () => {
      const words = ['-accel', 'tcg', '-cpu', 'max', '-nodefaults', '-no-user-config', '-display', 'none'];
      words.push('-serial', 'stdio', '-no-reboot', '-device', 'isa-debug-exit,iobase=0x501,iosize=2');
      words.push('-M', machine, '-m', memory, '-kernel', bare, '-append', 'KEY=a%20b -- word');
      const { status, stdout } = spawnSync('qemu-system-x86_64', words, {
        encoding: 'latin1',
        timeout: 20_000,
      });
      assert.equal(stdout.replaceAll('\0', ''), 'stack KEY=a%20b -- word');
      assert.equal(status, 42 * 2 + 1);
    });
  }
}

/** The program headers of an ELF file: type, flags, address, file size, memory size. */
function segments(image: string): { type: number; flags: number; address: number }[] {
  const bytes = readFileSync(image);
  const start = Number(bytes.readBigUInt64LE(32));
  return Array.from({ length: bytes.readUInt16LE(56) }, (_, index) => {
    const at = start + index * 56;
    return {
      type: bytes.readUInt32LE(at),
      flags: bytes.readUInt32LE(at + 4),
      address: Number(bytes.readBigUInt64LE(at + 16)),
    };
  });
}

test('no segment of either image is both writable and executable, and none shares a page with the next', () => {
  const [WRITE, EXECUTE, LOAD, PAGE] = [2, 1, 1, 4096];
  for (const image of [bare, process]) {
    const loaded = segments(image).filter(({ type }) => type === LOAD);
    assert.equal(loaded.length, 3);
    for (const { flags } of segments(image)) assert.notEqual(flags & (WRITE | EXECUTE), WRITE | EXECUTE);
    assert.equal(new Set(loaded.map(({ address }) => Math.floor(address / PAGE))).size, loaded.length);
  }
});

// The requests that memory.S of the stand-ins understands, and what the C standard says that they do.
const BUFFER_BYTES = 2048;
const FUNCTIONS = ['memmove', 'memset', 'memcmp'] as const;
interface Request {
  readonly name: (typeof FUNCTIONS)[number];
  readonly to: number;
  readonly from: number;
  readonly size: number;
}

/** Does a request in `buffer`; answers the result as the stand-in gives it. */
function perform(buffer: Buffer, { name, to, from, size }: Request): number {
  if (name === 'memmove') buffer.copy(buffer, to, from, from + size);
  else if (name === 'memset') buffer.fill(from, to, to + size);
  else return Math.sign(buffer.subarray(to, to + size).compare(buffer.subarray(from, from + size)));
  return to;
}

function* requests(): Generator<Request> {
  // Fill the buffer with something, by doubling.
  for (let index = 0; index < 61; index++) yield { name: 'memset', to: index, from: index * 7, size: 1 };
  for (let index = 61; index < BUFFER_BYTES; index += 61) {
    yield { name: 'memmove', to: index, from: 0, size: Math.min(61, BUFFER_BYTES - index) };
  }
  for (let size = 0; size <= 300; size++) {
    const to = (size * 37) % 600;
    for (const from of [to, to + 1, to + 13, to + 64, 700 + (size % 16)]) {
      yield { name: 'memmove', to, from, size };
      yield { name: 'memcmp', to, from, size };
      yield { name: 'memmove', to: from, from: to, size };
      yield { name: 'memset', to: from, from: size & 255, size: size & 31 };
    }
    yield { name: 'memset', to, from: size & 255, size };
    yield { name: 'memset', to: to + (size >> 1), from: 1, size: 1 };
    yield { name: 'memcmp', to, from: to + 1, size };
    yield { name: 'memmove', to: 800, from: 100, size: size * 4 };
  }
}

test('memmove, memset and memcmp do what the C standard says, for all sizes, alignments and overlaps', () => {
  const list = [...requests()];
  const input = Buffer.alloc(list.length * 32);
  list.forEach(({ name, to, from, size }, index) => {
    [FUNCTIONS.indexOf(name), to, name === 'memset' ? from & 255 : from, size].forEach((word, place) => {
      input.writeBigUInt64LE(BigInt(word), index * 32 + place * 8);
    });
  });
  const { status, stdout } = spawnSync(process, ['one', 'two'], { input, maxBuffer: 64 << 20 });
  assert.equal(status, 3, 'the number of words on its command line');
  const expected = Buffer.alloc(BUFFER_BYTES);
  list.forEach((request, index) => {
    const at = index * (BUFFER_BYTES + 8);
    const wanted = perform(expected, request);
    const answer = Number(stdout.readBigInt64LE(at));
    const text = JSON.stringify(request);
    assert.equal(request.name === 'memcmp' ? Math.sign(answer) : answer, wanted, text);
    assert.ok(stdout.subarray(at + 8, at + 8 + BUFFER_BYTES).equals(expected), text);
  });
});

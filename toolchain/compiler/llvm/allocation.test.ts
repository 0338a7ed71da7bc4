/**
 * Objects of a known size are made where they are needed, from the heap's free lists; and what compiled code believes of the heap is what
 * the heap does.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import '../../../os/memory/testing/on-node.ts';
import { CLASS_COUNT, FREE_LISTS_SYMBOL, SMALL_MAX, sizeClassOf } from '../layout/heap.ts';
import { loadProgram } from '../program/load.ts';
import { emitProgram } from './emit.ts';

const { cellBytesOf, classOf } = await import('../../../os/memory/blocks.ts');

const SOURCE = `
class Point {
  x: number;
  y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}
function point(x: number): Point {
  return new Point(x, 0.5);
}
function literal(x: number): { x: number; next: Point } {
  return { x, next: point(x) };
}
function counter(): () => number {
  let n = 0;
  return () => n++;
}
console.log(String(literal(Math.random()).next.x), String(counter()()));
`;

const directory = mkdtempSync(join(tmpdir(), 'importos-allocation-'));
let llvm = '';

before(() => {
  const entry = join(directory, 'main.ts');
  writeFileSync(entry, SOURCE);
  const { program } = loadProgram(entry, { target: 'linux' });
  assert.ok(program);
  llvm = emitProgram(program, 'x86_64-unknown-none-elf', { verifies: false }).text;
});

after(() => rmSync(directory, { recursive: true }));

/** The LLVM IR of a function of the program. */
function code(name: string): string {
  const found = new RegExp(`^define [^\\n]*main\\.ts[_.]${name}"?\\([^]*?^}`, 'm').exec(llvm);
  assert.ok(found, name);
  return found[0];
}

test('an instance, a literal, a cell and a closure are taken from a free list; only an empty one is a call', () => {
  for (const [name, count] of [
    ['point', 1],
    ['literal', 1],
    ['counter', 2],
  ] as const) {
    assert.equal(
      code(name).match(new RegExp(`load ptr, ptr .*@${FREE_LISTS_SYMBOL}`, 'g'))?.length,
      count,
      name,
    );
    assert.equal(code(name).match(/call preserve_mostcc ptr @importos\.refill/g)?.length, count, name);
    assert.doesNotMatch(code(name), /heap\.ts_allocate/);
  }
});

test('the rest of a new object is cleared before anything else can run', () => {
  const body = code('point');
  const taken = body.indexOf('phi ptr');
  const constructor = body.indexOf('call', taken);
  assert.equal(body.slice(taken, constructor).match(/store i64 0,/g)?.length, 2);
});

test('code that is optimised for size calls the heap', () => {
  assert.match(llvm, /call i64 @f\d+\.os_memory_heap\.ts_allocate\(/);
});

test('the size classes of the compiler are those of the heap', () => {
  for (let sizeBytes = 1; sizeBytes <= SMALL_MAX; sizeBytes++) {
    assert.equal(sizeClassOf(sizeBytes), classOf(sizeBytes), `${sizeBytes} bytes`);
    assert.ok(cellBytesOf(sizeClassOf(sizeBytes)) >= sizeBytes);
  }
  assert.equal(sizeClassOf(SMALL_MAX), CLASS_COUNT - 1);
});

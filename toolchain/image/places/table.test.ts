/** The table of places, written by the build and read as an image reads it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import '../../../os/runtime/testing/under-node.ts';
import { useMemory } from '../../../os/runtime/testing/unsafe.ts';
import { PLACES_BLOCK_ROWS } from '../../compiler/layout/places.ts';
import type { FramePlace, FunctionPlace, PlaceRow } from './places.ts';
import { encodePlaces } from './table.ts';

const { findPlace, formatPlace, outerPlace, placeIsMachinery, placeMakesErrors, PLACE_BYTES_MAX } =
  await import('../../../os/machine/places.ts');

function fn(name: string, file: string, isErrorConstructor = false): FunctionPlace {
  return { name, file, line: 0, isErrorConstructor };
}

function frame(of: FunctionPlace, line: number, column = 0): FramePlace {
  return { function: of, line, column };
}

/** Puts a table where `places.ts` looks for it; the line being formatted is written behind it. */
function load(rows: readonly PlaceRow[]): (address: number) => readonly string[] {
  const table = encodePlaces(rows);
  const start = 64;
  const bytes = new Uint8Array(start + table.length + PLACE_BYTES_MAX);
  bytes.set(table, start);
  const end = start + table.length;
  useMemory(
    bytes,
    new Map([
      ['__places_start', start],
      ['__places_end', end],
    ]),
  );
  return (address) => {
    if (!findPlace(address)) return [];
    const lines: string[] = [];
    do lines.push(new TextDecoder().decode(bytes.subarray(end, end + formatPlace(end))));
    while (outerPlace());
    return lines;
  };
}

const open = fn('Door.open', 'src/door.ts');
const main = fn('', 'src/main.ts');
const receive = fn('receive', 'importos:net/tcp.ts');

test('a row holds from its address up to the next one, and no address below the first has a place', () => {
  const at = load([
    { address: 0x401000, frames: [frame(open, 12, 5)] },
    { address: 0x401010, frames: [frame(open, 9, 1)] },
    { address: 0x401100, frames: [] },
    { address: 0x500000, frames: [frame(receive, 700)] },
  ]);
  assert.deepEqual(at(0x400fff), []);
  assert.deepEqual(at(0x401000), ['Door.open (src/door.ts:12:5)']);
  assert.deepEqual(at(0x40100f), ['Door.open (src/door.ts:12:5)']);
  assert.deepEqual(at(0x401010), ['Door.open (src/door.ts:9:1)']);
  assert.deepEqual(at(0x4010ff), ['Door.open (src/door.ts:9:1)']);
  assert.deepEqual(at(0x401100), []);
  assert.deepEqual(at(0x4fffff), []);
  assert.deepEqual(at(0x7fffffff), ['receive (importos:net/tcp.ts:700)']);
});

test('inlined functions come before those that they were inlined into, each with the place of its call', () => {
  const at = load([
    { address: 16, frames: [frame(open, 3, 7), frame(main, 40, 2)] },
    { address: 32, frames: [frame(main, 41, 3)] },
  ]);
  assert.deepEqual(at(17), ['Door.open (src/door.ts:3:7)', 'src/main.ts:40:2']);
  assert.deepEqual(at(32), ['src/main.ts:41:3']);
});

test('every row of many blocks is found, at its first and its last address', () => {
  const rows: PlaceRow[] = [];
  const functions = Array.from({ length: 40 }, (_, n) =>
    fn(`Class${n % 7}.method${n}`, `dir${n % 3}/file${n % 5}.ts`),
  );
  let address = 0x100000;
  for (let n = 0; n < 5 * PLACES_BLOCK_ROWS + 1; n++) {
    const of = functions[(n * 7) % 40] ?? open;
    const outer = n % 4 === 0 ? [frame(main, n + 1, 3)] : [];
    rows.push({
      address,
      frames: n % 11 === 10 ? [] : [frame(of, ((n * 7919) % 3000) + 1, (n % 90) + 1), ...outer],
    });
    address += ((n * 37) % 300) + 1;
  }
  const at = load(rows);
  rows.forEach(({ address: first, frames }, n) => {
    const expected = frames.map(({ function: { name, file }, line, column }) =>
      name === '' ? `${file}:${line}:${column}` : `${name} (${file}:${line}:${column})`,
    );
    assert.deepEqual(at(first), expected);
    assert.deepEqual(at((rows[n + 1]?.address ?? first + 1) - 1), expected);
  });
});

test('a line that is not known is left out, and names are UTF-8', () => {
  const at = load([{ address: 1, frames: [frame(fn('größe', 'src/a.ts'), 0)] }]);
  assert.deepEqual(at(1), ['größe (src/a.ts)']);
});

test('a name longer than a line is cut, and its place stays', () => {
  const at = load([{ address: 1, frames: [frame(fn('x'.repeat(2000), 'src/a.ts'), 123456, 78)] }]);
  const [line = ''] = at(1);
  assert.ok(line.length <= PLACE_BYTES_MAX);
  assert.match(line, /^x{200,} \(src\/a\.ts:123456:78\)$/);
});

test('marks what makes errors, and what the language does by itself', () => {
  const at = load([
    { address: 1, frames: [frame(fn('new AppError', 'src/a.ts', true), 1, 1)] },
    { address: 2, frames: [frame(fn('call', 'importos:runtime/core/calls.ts'), 1)] },
    { address: 3, frames: [frame(receive, 1)] },
  ]);
  const marks = [1, 2, 3].map((address) => {
    at(address);
    findPlace(address);
    return [placeMakesErrors(), placeIsMachinery()];
  });
  assert.deepEqual(marks, [
    [true, false],
    [false, true],
    [false, false],
  ]);
});

test('an image without a table knows no place', () => {
  const at = load([]);
  assert.deepEqual(at(0x401000), []);
  useMemory(
    new Uint8Array(8),
    new Map([
      ['__places_start', 8],
      ['__places_end', 8],
    ]),
  );
  assert.equal(findPlace(0x401000), false);
});

import assert from 'node:assert/strict';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { formatTable } from './table.ts';

/** What Node prints. */
function expected(data: unknown, columns?: readonly string[]): string {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  new Console({ stdout, colorMode: false }).table(data, columns);
  return text.slice(0, -1);
}

function same(data: unknown, columns?: readonly string[]): void {
  assert.equal(formatTable(data, columns), expected(data, columns));
}

test('draws rows of objects, arrays and primitives as Node does', () => {
  same([{ a: 1, b: 'x' }, { b: [1, 2], c: { d: 1 } }, 5, null]);
  same([[1, 2], [3], { b: 1 }]);
  same({ r1: { v: 1 }, r2: { v: undefined } });
  same([]);
  same([{ big: { x: 1, y: 2, z: 3 } }, ['日本', 'é']]);
});

test('shows only the columns that are asked for, also for primitives', () => {
  same([{ a: 1, b: 2 }, 3, { b: 4 }], ['b']);
  same([1, 2], ['length']);
});

test('gives maps and sets a column of values', () => {
  same(
    new Map<unknown, unknown>([
      ['k', { a: 1 }],
      [{ o: 1 }, 2],
    ]),
  );
  same(new Set([1, { a: 1 }]));
  same(new Map());
});

test('is not for what has no rows', () => {
  assert.equal(formatTable('text', undefined), undefined);
  assert.equal(formatTable(null, undefined), undefined);
});

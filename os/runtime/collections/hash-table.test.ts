import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

const { HashTable, TableCursor } = await import('./hash-table.ts');

function entriesOf<K, V>(table: InstanceType<typeof HashTable<K, V>>): [K, V][] {
  const cursor = new TableCursor<K>(table);
  const out: [K, V][] = [];
  for (let i = cursor.next(); i >= 0; i = cursor.next()) out.push([table.keyAt(i), table.valueAt(i)]);
  return out;
}

test('holds what a Map holds, in its order, after any sequence of changes', () => {
  const random = new Seeded(7);
  const objects = Array.from({ length: 20 }, (_, i) => ({ i }));
  const table = new HashTable<unknown, number>();
  const map = new Map<unknown, number>();
  for (let step = 0; step < 20_000; step++) {
    const kind = random.below(4);
    const n = random.below(60);
    const key =
      kind === 0
        ? n
        : kind === 1
          ? `k${n}`
          : kind === 2
            ? objects[n % 20]
            : [NaN, -0, undefined, null, 1.5][n % 5];
    if (random.below(3) === 0) assert.strictEqual(table.delete(key), map.delete(key));
    else {
      table.set(key, step);
      map.set(key, step);
    }
    if (random.below(3000) === 0) {
      table.clear();
      map.clear();
    }
    assert.strictEqual(table.size, map.size);
    if (step % 500 === 0) assert.deepStrictEqual(entriesOf(table), [...map]);
  }
});

test('a cursor visits what is added and skips what is deleted while it is under way, ECMA-262 24.1.5.1', () => {
  const random = new Seeded(8);
  for (let round = 0; round < 300; round++) {
    const table = new HashTable<number, number>();
    const map = new Map<number, number>();
    for (let i = 0; i < 12; i++) {
      table.set(i, i);
      map.set(i, i);
    }
    const cursor = new TableCursor<number>(table);
    const iterator = map.keys();
    for (let step = 0; step < 60; step++) {
      const change = random.below(40);
      if (change < 16) {
        table.delete(change);
        map.delete(change);
      } else if (change < 38) {
        const key = random.below(40);
        table.set(key, step);
        map.set(key, step);
      } else if (change === 39) {
        table.clear();
        map.clear();
      }
      const index = cursor.next();
      const expected = iterator.next();
      assert.strictEqual(index < 0, expected.done === true);
      if (index < 0) break;
      assert.strictEqual(table.keyAt(index), expected.value);
    }
  }
});

test('-0 is kept as +0', () => {
  const table = new HashTable<number, number>();
  table.set(-0, 1);
  assert.ok(Object.is(entriesOf(table)[0]?.[0], 0));
});

import assert from 'node:assert';
import { test } from 'node:test';
import { PACKET_HEADROOM_BYTES, PacketPool } from './packet-buffer.ts';

test('a pool gives no more than its limit, and the same packets again', () => {
  const pool = new PacketPool(2);
  const first = pool.acquire();
  const second = pool.acquire();
  assert.ok(first !== undefined && second !== undefined);
  assert.strictEqual(pool.acquire(), undefined);
  assert.strictEqual(pool.exhausted, 1);
  first.start = 0;
  first.end = 99;
  first.checksumVerified = true;
  first.release();
  first.release();
  assert.strictEqual(pool.available(), 1, 'a second release is ignored');
  const again = pool.acquire();
  assert.strictEqual(again, first);
  assert.strictEqual(again?.start, PACKET_HEADROOM_BYTES);
  assert.strictEqual(again?.length(), 0);
  assert.strictEqual(again?.checksumVerified, false);
});

// 64-bit integers in the bytes of a Buffer.
const b = Buffer.alloc(16);
const tryIt = (f: () => unknown): void => { try { console.log(f()); } catch (e) { console.log((e as { code?: string }).code, (e as Error).message); } };
for (const v of [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, -(2n ** 63n) - 1n]) {
  tryIt(() => b.writeBigInt64LE(v, 0)); tryIt(() => b.writeBigUInt64BE(v, 8)); tryIt(() => b.writeBigUint64LE(v));
  tryIt(() => b.toString('hex'));
  tryIt(() => [b.readBigInt64LE(), b.readBigInt64BE(8), b.readBigUInt64LE(3), b.readBigUint64BE(8)].join());
}
tryIt(() => b.writeBigInt64LE(5 as never)); tryIt(() => b.writeBigInt64LE(5n, 9)); tryIt(() => b.readBigInt64LE(12)); tryIt(() => b.readBigInt64LE(1.5)); tryIt(() => b.readBigInt64LE('x' as never));
tryIt(() => Buffer.alloc(3).readBigInt64LE());

// DataView reads and writes at any offset in either byte order (ECMA-262 25.3.4).
const v = new DataView(new ArrayBuffer(16), 2, 12);
v.setUint16(0, 0x1234);
v.setUint16(2, 0x1234, true);
v.setInt32(4, -2);
v.setFloat32(8, Math.PI, true);
console.log(
  [...new Uint8Array(v.buffer)].map((x) => x.toString(16).padStart(2, '0')).join(' '),
  v.byteLength,
  v.byteOffset,
);
console.log(
  v.getUint8(0),
  v.getInt8(7),
  v.getUint16(1),
  v.getUint16(1, true),
  v.getInt32(4),
  v.getUint32(4),
  v.getFloat32(8, true),
  v.getInt16(6),
);
v.setUint8(0, 300);
v.setInt8(1, 200);
v.setInt16(2, 'x' as any);
v.setFloat64(4, -0);
console.log(v.getUint8(0), v.getInt8(1), v.getInt16(2), Object.is(v.getFloat64(4), -0), v.getUint8(4));
for (const f of [
  () => v.getUint8(12),
  () => v.getUint32(9),
  () => v.getUint8(-1),
  () => v.setFloat64(5, 1),
  () => new DataView(new ArrayBuffer(2), 3),
  () => new DataView({} as any),
  () => v.getUint8(undefined as any),
]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}

// Views over one buffer see each other's writes; little-endian here as everywhere Node runs.
const b = new ArrayBuffer(8);
const u8 = new Uint8Array(b);
const u16 = new Uint16Array(b, 2, 2);
const f = new Float32Array(b, 4, 1);
const i32 = new Int32Array(b);
u8.set([1, 2, 3, 4, 0, 0, 128, 63]);
console.log(u16.join(), f[0], i32[0]!.toString(16));
u16[0] = 0xffff;
i32[1] = 0x40490fdb;
console.log(u8.join(), f[0], u16.byteOffset, u16.byteLength, u16.buffer === b, f.length);
const sub = u8.subarray(2, -2);
sub[0] = 77;
console.log(
  u8[2],
  sub.length,
  sub.byteOffset,
  sub.subarray(1).byteOffset,
  u8.slice(2, 4).buffer === b,
  u8.subarray(5, 2).length,
);
const f64 = new Float64Array(1);
const bytes = new Uint8Array(f64.buffer);
f64[0] = -1.5;
console.log(bytes.join());
f64[0] = 0.1;
console.log(
  [...bytes]
    .map((x) => x.toString(16).padStart(2, '0'))
    .reverse()
    .join(''),
);

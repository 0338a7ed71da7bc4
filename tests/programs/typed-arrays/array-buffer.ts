// ArrayBuffer: slice, isView, identity, zero length, and copies made from other arrays.
const b = new ArrayBuffer(6);
new Uint8Array(b).set([1, 2, 3, 4, 5, 6]);
const s = b.slice(1, -1);
new Uint8Array(s)[0] = 99;
console.log(
  s.byteLength,
  new Uint8Array(b)[1],
  new Uint8Array(b.slice(4, 2)).length,
  b.slice(-2).byteLength,
  ArrayBuffer.isView(new DataView(b)),
  ArrayBuffer.isView(b),
  new ArrayBuffer(0).byteLength,
  Object.prototype.toString.call(b),
);
const src = new Uint16Array([1, 300]);
const copy = new Uint8Array(src);
src[0] = 9;
console.log(
  copy.join(),
  copy.length,
  copy.buffer === src.buffer,
  new Float64Array(new Set([1.5, 2])).join(),
  new Uint8Array({ length: 2, 1: 5 } as any).join(),
);
for (const n of [-1, 2 ** 60]) {
  try {
    new ArrayBuffer(n);
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(
  new Uint8Array(new ArrayBuffer(8), 4).length,
  new ArrayBuffer(2.5 as any).byteLength,
  'byteLength' in b,
  (b as any)[0],
);

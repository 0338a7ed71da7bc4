// Elements of two arrays that are compared: equal numbers, and undefined beyond the end, of every kind of elements.
function firstUnlike(a: Uint8Array, b: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) if (a[i] !== b[i]) return i;
  return -1;
}
const bytes = Uint8Array.from({ length: 300 }, (_, i) => i);
const same = bytes.slice();
const other = bytes.slice(0, 290);
console.log(firstUnlike(bytes, same, 0, 300), firstUnlike(bytes, same, -3, 303), firstUnlike(bytes, other, 0, 300), firstUnlike(other, bytes, 280, 300));
other[100] = 1;
console.log(firstUnlike(bytes, other, 0, 290), firstUnlike(bytes, bytes.subarray(1), 0, 300), firstUnlike(bytes, new Uint8Array(0), 0, 1));

const equals = {
  i8: (a: Int8Array, b: Uint8Array, i: number): string => `${a[i] === b[i]} ${a[i] === 255} ${a[i] === -1} ${a[i] === undefined}`,
  u16: (a: Uint16Array, b: Int16Array, i: number): string => `${a[i] === b[i]} ${a[i] === 65535} ${b[i] === -1} ${b[i] === undefined}`,
  i32: (a: Int32Array, b: Uint8Array, i: number): string => `${a[i] === b[i]} ${a[i] === -2147483648} ${b[i] === a[i + 1]}`,
  u32: (a: Uint32Array, b: Int32Array, i: number): string => `${a[i] === b[i]} ${a[i] === 4294967295} ${b[i] === -1}`,
  f64: (a: Float64Array, b: Uint8Array, i: number): string => `${a[i] === b[i]} ${a[i] === a[i]} ${b[i] === a[i]}`,
  mixed: (a: Uint8Array, b: (number | undefined)[], i: number): string => `${a[i] === b[i]} ${b[i] === a[i]}`,
  text: (a: Uint8Array, b: string, i: number): string => `${a[i] === b.charCodeAt(i)} ${a[i] === b.codePointAt(i)}`,
};
const patterns = [0, 1, 127, 128, 255, 256, 32768, 65535, 65536, 2147483647, 2147483648, 4294967295, 0.5, NaN, -0];
const [i8, u8, i16, u16, i32, u32, f64] = [Int8Array.from(patterns), Uint8Array.from(patterns), Int16Array.from(patterns), Uint16Array.from(patterns), Int32Array.from(patterns), Uint32Array.from(patterns), Float64Array.from(patterns)];
for (const i of [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0.5, NaN]) {
  console.log(i, equals.i8(i8, u8, i), '|', equals.u16(u16, i16, i), '|', equals.i32(i32, u8, i), '|', equals.u32(u32, i32, i), '|', equals.f64(f64, u8, i));
  console.log(equals.mixed(u8, [0, undefined, 127, 128], i), equals.text(u8, '\u0000\u0001\u007f€', i));
}

// Elements as 32-bit integers, within the array and beyond its end.
const kinds = [
  new Int8Array([-128, 127]),
  new Uint8Array([255, 1]),
  new Uint8ClampedArray([300, -5]),
  new Int16Array([-32768, 32767]),
  new Uint16Array([65535, 2]),
  new Int32Array([-2147483648, 2147483647]),
  new Uint32Array([4294967295, 3]),
  new Float32Array([1.75, -1e10]),
  new Float64Array([4294967299.5, Number.NaN]),
];
for (const array of kinds) {
  const out: string[] = [];
  for (let i = -1; i < 4; i++) out.push(`${array[i]! | 0} ${~array[i]!} ${array[i]! >>> 0} ${array[i]! + 1}`);
  console.log(array.constructor.name, out.join(' / '));
}
function sum(bytes: Uint8Array, from: number, to: number): number {
  let total = 0;
  for (let i = from | 0; i < to; i = (i + 1) | 0) total = (total + (bytes[i]! | 0)) | 0;
  return total;
}
console.log(sum(new Uint8Array([1, 2, 3]), 0, 3), sum(new Uint8Array([1, 2, 3]), 1, 9), sum(new Uint8Array(0), -2, 2));

// Functions of Math on integers, whose results stay integers, and on all the others.
const integers = [0, 1, -1, 7, -7, 2147483647, -2147483648, 65536];
const others: number[] = [-0, 0.5, -0.5, 1.5, -1.5, NaN, Infinity, -Infinity, 4294967295, 4294967296.5, -2147483649, 1e300];
const show = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));
for (const a of integers) {
  for (const b of integers) {
    const i = a | 0;
    const j = b | 0;
    console.log(i, j, Math.min(i, j), Math.max(i, j), Math.imul(i, j), Math.abs(i), Math.clz32(i), show(Math.floor(i)), show(Math.round(j)));
  }
}
for (const a of others) {
  for (const b of [...others, 3, -3]) {
    console.log(show(Math.min(a, b)), show(Math.max(a, b)), Math.imul(a, b), show(Math.min(a, 0)), show(Math.max(a, 0)));
  }
  console.log(show(Math.floor(a)), show(Math.ceil(a)), show(Math.trunc(a)), show(Math.round(a)), show(Math.abs(a)), Math.clz32(a));
  console.log(a | 0, a >>> 0, a & 255, ~a, a << 1, show(a % 3), a >> 1, Math.trunc(a) | 0);
}
let length = 0;
for (let i = 0; i < 5; i++) length = Math.max(length, Math.min(i * 3, 10));
console.log(length, [1, 2, 3][Math.min(length, 2)], 'abc'.charAt(Math.max(0, -1)));
const any: any[] = ['3', null, undefined, true, [], {}, '0x10'];
console.log(any.map((x) => show(Math.max(x, 1))).join(), any.map((x) => Math.imul(x, 3)).join(), Math.min(), Math.max());
const bytes = new Uint8Array([1, 2, 255]);
const floats = new Float64Array([0.5, NaN]);
const at = (i: number): string => `${bytes[i]} ${floats[i]} ${bytes[i]! | 0} ${bytes[i]! + 1} ${bytes[i] === undefined} ${bytes[i] === 255}`;
console.log([0, 2, 3, -1, 0.5, NaN, 4294967296].map(at).join('; '));
(Uint8Array.prototype as any)[7] = 'never seen';
console.log(bytes[7], 7 in bytes);
const target = new Uint8Array(6);
for (let i = 0; i < 6; i++) target[i] = bytes[i]!;
target[0] = true as any;
target[1] = null as any;
target[2] = undefined as any;
console.log(target.join());

// Arithmetic in typed arrays wraps like the element type inside loops.
const h = new Uint32Array(1);
h[0] = 2166136261;
for (const c of 'hello world') {
  h[0]! ^= c.charCodeAt(0);
  h[0] = Math.imul(h[0]!, 16777619);
}
console.log(h[0]);
const i8 = new Int8Array(1);
for (let i = 0; i < 200; i++) i8[0]!++;
console.log(i8[0]);
const old = i8[0]!++;
const neu = ++i8[0]!;
console.log(old, neu, (i8[0] = 300), i8[0]);
const u = new Uint8Array(256);
for (let i = 0; i < 1000; i++) u[i & 255]! += i;
console.log(
  u.reduce((a, b) => a + b),
  u[7],
);
const f = new Float32Array(3);
f[0] = 0.1;
f[1] = f[0]! + 0.2;
f[2] = f[1]! * 3;
console.log(f.join(), f[0] === 0.1, f[0] === Math.fround(0.1));
const x = new Uint32Array([4294967295]);
console.log(x[0]! + 1, x[0]! | 0, x[0]! >> 1, x[0]! >>> 1, -x[0]!, x[0]!--, x[0]);

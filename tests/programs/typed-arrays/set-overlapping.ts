// set and copyWithin on overlapping memory act as if through a copy, between kinds too (ECMA-262 23.2.3.26).
const a = new Uint8Array([1, 2, 3, 4, 5, 6]);
a.set(a.subarray(0, 4), 2);
console.log(a.join());
a.set(a.subarray(1), 0);
console.log(a.join());
const b = new ArrayBuffer(8);
const u8 = new Uint8Array(b);
for (let i = 0; i < 8; i++) u8[i] = i + 1;
new Uint16Array(b).set(u8.subarray(0, 4));
console.log(u8.join());
console.log(
  new Int8Array([1, 2, 3, 4, 5]).copyWithin(1, 0, 3).join(),
  new Int8Array([1, 2, 3, 4, 5]).copyWithin(0, -2).join(),
);
const c = new Uint8ClampedArray(4);
c.set([300, -5, 1.5] as any, 1);
console.log(c.join());
c.set({ length: 1, 0: '7' } as any);
console.log(c.join());
c.set('12' as any, 2);
console.log(c.join());
for (const f of [() => c.set([1, 2], 3), () => c.set([1], -1), () => c.set([1, 2, 3, 4, 5])]) {
  try {
    f();
  } catch (e) {
    console.log((e as Error).name, c.join());
  }
}

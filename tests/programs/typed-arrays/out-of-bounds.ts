// Reads outside are undefined, writes are dropped, other keys too (ECMA-262 10.4.5).
const a: any = new Uint8Array([1, 2, 3]);
a[3] = 9;
a[-1] = 9;
a[1.5] = 9;
a['7'] = 9;
a['-0'] = 9;
a['x'] = 'kept';
console.log(
  a.length,
  a[3],
  a[-1],
  a[1.5],
  a['-0'],
  a.x,
  Object.keys(a).join(),
  3 in a,
  1 in a,
  '-0' in a,
  a.at(-1),
  a.at(5),
);
try {
  delete a[0];
} catch (e) {
  console.log((e as Error).name);
}
console.log(delete a[9], Reflect.set(a, 5, 1), Object.hasOwn(a, 1));
let s = 0;
for (let i = 0; i < 5; i++) s += a[i] ?? 100;
console.log(s, a[3] + 1);
for (const f of [
  () => new Uint8Array(-1),
  () => new Uint8Array(2 ** 53),
  () => new Uint16Array(new ArrayBuffer(3)),
  () => new Uint16Array(new ArrayBuffer(4), 1),
  () => new Uint8Array(new ArrayBuffer(4), 5),
  () => new Uint8Array(new ArrayBuffer(4), 2, 3),
  () => (Uint8Array as any)(3),
]) {
  try {
    f();
    console.log('ok');
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(
  new Uint8Array(2.9 as any).length,
  new Uint8Array('3' as any).length,
  new Uint8Array(null as any).length,
  new Uint8Array().length,
);

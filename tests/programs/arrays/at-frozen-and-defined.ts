// Elements with attributes: read-only and accessor elements, non-writable length.
const a: any[] = [1, 2, 3];
Object.defineProperty(a, 1, { get: () => 'got', enumerable: true, configurable: true });
console.log(a.join(), a.map((x) => x).join(), a.indexOf('got'), JSON.stringify(a));
Object.defineProperty(a, 0, { value: 'fixed', writable: false });
try {
  a[0] = 1;
} catch (e) {
  console.log((e as Error).name, a[0]);
}
Object.defineProperty(a, 'length', { writable: false });
for (const f of [() => a.push(1), () => (a[5] = 1), () => a.pop(), () => (a.length = 0)]) {
  try {
    f();
    console.log('ok');
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(a.length);

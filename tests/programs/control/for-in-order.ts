// for-in: own keys in property order, then the prototype's, without shadowed and deleted ones (ECMA-262 14.7.5.9).
const base = { z: 1, shared: 2, 5: 'five' };
const o: any = Object.assign(Object.create(base), { b: 1, 2: 2, shared: 3, a: 4, 1: 5 });
Object.defineProperty(o, 'hidden', { value: 1, enumerable: false });
Object.defineProperty(o, 'z', { value: 1, enumerable: false });
const seen: string[] = [];
for (const k in o) {
  seen.push(k);
  if (k === '1') delete o.a;
}
console.log(seen.join());
const keys: string[] = [];
for (const i in ['x', , 'y']) keys.push(i, typeof i);
for (const c in 'ab' as any) keys.push(c);
for (const k in null as any) keys.push(k);
for (const k in 5 as any) keys.push(k);
console.log(keys.join());

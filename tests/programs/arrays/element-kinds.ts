// An array goes from integers to doubles to strings to objects, and back, and keeps all values.
const a: any[] = [1, 2, 3];
a.push(4.5);
a.push(-0);
a[0] = NaN;
console.log(a.join(), Object.is(a[4], -0));
a.push('s');
a[1] = null;
a.push({ k: 1 });
a[10] = undefined;
console.log(a.length, a.map((x) => typeof x).join(), 9 in a);
const ints = [1, 2, 3];
ints[1] = 0.5;
ints[2] = 2 ** 31;
ints.push(Infinity);
console.log(
  ints.join(),
  ints.reduce((x, y) => x + y),
);
const d = [0.5, 1.5];
(d as any)[0] = true;
console.log(d[0], typeof d[0], (d[0] as any) + d[1]!);
const m: (number | string)[][] = [[1], ['a'], [1.5], []];
for (const r of m) r.push(r.length);
console.log(JSON.stringify(m));
let s: any = 0;
for (const x of [1, 2.5, '3', null, true]) s += x as any;
console.log(s);
const ov: number[] = [2147483647];
ov[0]!++;
ov[0]! += 1;
console.log(ov[0], ov[0]! | 0);

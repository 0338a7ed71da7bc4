// Writing length cuts or stretches; writing beyond the end stretches; bad lengths are RangeErrors (ECMA-262 10.4.2).
const a: any = [1, 2, 3, 4];
a.length = 2;
console.log(a.join(), a.length, a[2]);
a.length = 4;
console.log(a.join('-'), 3 in a);
a[6] = 'x';
console.log(a.length, JSON.stringify(a));
a['8'] = 'y';
a['09'] = 'not an index';
a[1.5] = 'nor this';
a[-1] = 'nor that';
console.log(a.length, Object.keys(a).join());
a.length = 0;
console.log(a.length, a[0], a[-1], Object.keys(a).join());
for (const n of [-1, 1.5, 2 ** 32, 'x', NaN]) {
  try {
    a.length = n;
    console.log('ok');
  } catch (e) {
    console.log((e as Error).name);
  }
}
a.length = '3';
console.log(a.length);
a[4294967295] = 1;
console.log(a.length);
a.length = 0;
const b: number[] = [];
b[b.length] = 5;
b[b.length] = 6;
console.log(b.join(), new Array(5).length, new Array('5').length, Array(1, 2).length);

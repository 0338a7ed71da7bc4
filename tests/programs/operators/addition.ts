// + adds numbers unless either side is a string after conversion (ECMA-262 13.15.3).
const p = (a: any, b: any): void => console.log(a + b, typeof (a + b));
p(1, 2); p(1, '2'); p('1', 2); p(null, 1); p(undefined, 1); p(true, true); p([], []); p([], {}); p([1], 2); p('a', null); p('', -0); p(1, [2, 3]);
let s: any = 1;
s += 1; s += '1'; s += 1; s -= 1;
console.log(s, 1 + 2 + '3' + 4 + 5, '3' + (4 + 5), +'' + +' 12 ' + +'0x1f', -'5' as unknown);

// ++ and -- convert to a number first, and give back the old number in postfix (ECMA-262 13.4).
let s: any = '5'; const old = s++;
console.log(typeof old, old, typeof s, s);
let u: any; u++; let n: any = null; n--; let b: any = true; b++; let t: any = 'x'; --t; let a: any = ['7']; a++;
console.log(u, n, b, t, a);
const o: any = { k: '1', list: [1, 2] }; let i = 0;
o.k++; o.list[i++]++; o.list[i]--;
console.log(o.k, o.list.join(), i, i++ + ++i, i);
let f = 0.1; f++; f++; console.log(f, f-- - --f);
let m = Number.MAX_SAFE_INTEGER; m++; m++; console.log(m);

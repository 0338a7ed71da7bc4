// Array patterns take from any iterable: holes skip, rest collects, missing is undefined (ECMA-262 8.6.2).
const [a, , b, ...rest] = [1, 2, 3, 4, 5];
const [x, y = 'default', z] = 'h' as Iterable<string>;
const [[deep] = ['fallback']] = [] as string[][];
const [p, ...[q, ...r]] = new Set(['p', 'q', 'r', 's']);
const [...copy] = new Map([['k', 1]]);
console.log(a, b, rest.join(), x, y, z, deep, p, q, r.join(), copy.join());
const [] = [];
const [n = 1, u = 2] = [null, undefined] as unknown[];
console.log(n, u);

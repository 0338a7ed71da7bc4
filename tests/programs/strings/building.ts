// Long strings built piece by piece, then read by index, cut and compared.
let s = '';
for (let i = 0; i < 20000; i++) s += String.fromCharCode(97 + (i % 26));
let h = 0;
for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0;
console.log(s.length, h, s.slice(19990), s.indexOf('xyzab', 15000), s.lastIndexOf('zab'));
let left = '';
for (let i = 0; i < 3000; i++) left = (i % 10) + left;
console.log(left.slice(0, 12), left.length, left.endsWith('9876543210'));
let wide = 'é';
for (let i = 0; i < 12; i++) wide += wide + (i % 2 ? '漢' : 'a');
console.log(wide.length, wide.charCodeAt(wide.length - 2), [...wide].filter((c) => c === '漢').length);
const parts: string[] = [];
for (let i = 0; i < 1000; i++) parts.push(`${i}`);
console.log(parts.join('').length);

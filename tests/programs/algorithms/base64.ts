// Base64 and hexadecimal, there and back, for every length and byte.
const abc = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const rev = new Int8Array(128).fill(-1);
[...abc].forEach((c, i) => {
  rev[c.charCodeAt(0)] = i;
});
function encode(b: Uint8Array): string {
  let s = '';
  for (let i = 0; i < b.length; i += 3) {
    const n = (b[i]! << 16) | ((b[i + 1] ?? 0) << 8) | (b[i + 2] ?? 0);
    s +=
      abc[n >> 18]! +
      abc[(n >> 12) & 63] +
      (i + 1 < b.length ? abc[(n >> 6) & 63] : '=') +
      (i + 2 < b.length ? abc[n & 63] : '=');
  }
  return s;
}
function decode(s: string): Uint8Array {
  const pad = s.endsWith('==') ? 2 : s.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((s.length / 4) * 3 - pad);
  for (let i = 0, o = 0; i < s.length; i += 4) {
    let n = 0;
    for (let k = 0; k < 4; k++) {
      const c = s[i + k]!;
      const v = c === '=' ? 0 : (rev[c.charCodeAt(0)] ?? -1);
      if (v < 0) throw new RangeError(`bad character ${c}`);
      n = (n << 6) | v;
    }
    for (let k = 16; k >= 0 && o < out.length; k -= 8) out[o++] = n >> k;
  }
  return out;
}
const text = (s: string): Uint8Array => Uint8Array.from(s, (c) => c.charCodeAt(0));
for (const s of ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'])
  console.log(encode(text(s)), String.fromCharCode(...decode(encode(text(s)))) === s);
const all = Uint8Array.from({ length: 256 }, (_, i) => i);
let ok = true;
for (let n = 0; n <= 256; n++)
  if (decode(encode(all.subarray(0, n))).join() !== all.subarray(0, n).join()) ok = false;
console.log(ok, encode(all).slice(-12));
try {
  decode('ab!=');
} catch (e) {
  console.log((e as Error).message);
}

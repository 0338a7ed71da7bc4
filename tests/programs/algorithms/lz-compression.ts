// LZ77 and LZW compression, there and back, and run-length encoding.
function lz77(b: Uint8Array): number[] {
  const out: number[] = [];
  for (let i = 0; i < b.length; ) {
    let len = 0,
      dist = 0;
    for (let d = 1; d <= Math.min(i, 255); d++) {
      let l = 0;
      while (l < 255 && i + l < b.length && b[i + l] === b[i + l - d]) l++;
      if (l > len) {
        len = l;
        dist = d;
      }
    }
    if (len >= 4) {
      out.push(1, dist, len);
      i += len;
    } else out.push(0, b[i++]!);
  }
  return out;
}
function unlz77(c: number[]): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < c.length; ) {
    if (c[i] === 1) {
      const d = c[i + 1]!;
      for (let l = c[i + 2]!; l > 0; l--) out.push(out[out.length - d]!);
      i += 3;
    } else {
      out.push(c[i + 1]!);
      i += 2;
    }
  }
  return Uint8Array.from(out);
}
function lzw(s: string): number[] {
  const dict = new Map<string, number>();
  for (let i = 0; i < 256; i++) dict.set(String.fromCharCode(i), i);
  let w = '';
  const out: number[] = [];
  for (const c of s) {
    if (dict.has(w + c)) w += c;
    else {
      out.push(dict.get(w)!);
      dict.set(w + c, dict.size);
      w = c;
    }
  }
  if (w) out.push(dict.get(w)!);
  return out;
}
function unlzw(codes: number[]): string {
  const dict: string[] = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i));
  let prev = '';
  let out = '';
  for (const c of codes) {
    const e = dict[c] ?? prev + prev[0];
    out += e;
    if (prev) dict.push(prev + e[0]);
    prev = e;
  }
  return out;
}
const rle = (s: string): string => {
  let out = '';
  for (let i = 0, j = 0; i < s.length; i = j) {
    while (s[j] === s[i]) j++;
    out += (j - i > 1 ? j - i : '') + s[i]!;
  }
  return out;
};
const bytes = (s: string): Uint8Array => Uint8Array.from(s, (c) => c.charCodeAt(0));
const words = ['alpha', 'beta', 'gamma', 'alpha beta', 'delta'];
let text = '';
for (let i = 0; i < 300; i++) text += words[(i * i) % 5] + (i % 7 ? ' ' : '\n');
for (const s of ['', 'a', 'aaaaaaaaaaaaaaaa', 'TOBEORNOTTOBEORTOBEORNOT', text]) {
  const a = lz77(bytes(s)),
    b = lzw(s);
  console.log(
    s.length,
    a.length,
    unlz77(a).join() === bytes(s).join(),
    b.length,
    unlzw(b) === s,
    rle(s).length,
  );
}
console.log(rle('aaabccd'));

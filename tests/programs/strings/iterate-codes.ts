// A byte-wise UTF-8 encoder and decoder written with charCodeAt and fromCharCode.
const encode = (s: string): number[] => {
  const out: number[] = [];
  for (const c of s) {
    const p = c.codePointAt(0)!;
    if (p < 0x80) out.push(p);
    else if (p < 0x800) out.push(0xc0 | (p >> 6), 0x80 | (p & 63));
    else if (p < 0x10000) out.push(0xe0 | (p >> 12), 0x80 | ((p >> 6) & 63), 0x80 | (p & 63));
    else out.push(0xf0 | (p >> 18), 0x80 | ((p >> 12) & 63), 0x80 | ((p >> 6) & 63), 0x80 | (p & 63));
  }
  return out;
};
const decode = (b: number[]): string => {
  let s = '';
  for (let i = 0; i < b.length; ) {
    const x = b[i++]!;
    const n = x < 0x80 ? 0 : x < 0xe0 ? 1 : x < 0xf0 ? 2 : 3;
    let p = n === 0 ? x : x & (0x3f >> n);
    for (let k = 0; k < n; k++) p = (p << 6) | (b[i++]! & 63);
    s += String.fromCodePoint(p);
  }
  return s;
};
const text = 'Aé漢😀';
console.log(
  encode(text)
    .map((x) => x.toString(16))
    .join(' '),
  decode(encode(text)) === text,
  decode(encode('ÿ߿ࠀ\uffff')).length,
);

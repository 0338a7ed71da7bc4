// Between strings and bytes: random texts of all widths with lone surrogates, random bytes with what begins like a character, at every length.
let state = 0x9e3779b9 | 0;

function below(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function hashOf(hash: number, values: ArrayLike<number>): number {
  let h = hash;
  for (let i = 0; i < values.length; i++) h = (Math.imul(h, 31) + (values[i] ?? 0)) | 0;
  return h;
}

const LIMITS = [0x80, 0x100, 0x800, 0xe000, 0x10000];
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const keeping = new TextDecoder('utf-8', { ignoreBOM: true });
const fatal = new TextDecoder('utf-8', { fatal: true });

function randomText(length: number): string {
  const limit = LIMITS[below(LIMITS.length)] ?? 0x80;
  let text = '';
  for (let i = 0; i < length; i++) {
    const kind = below(10);
    if (kind === 0) text += String.fromCharCode(0xd800 + below(0x800));
    else if (kind === 1) text += String.fromCodePoint(0x10000 + below(0x100000));
    else text += String.fromCharCode(below(kind < 6 ? 0x80 : limit));
  }
  return text;
}

let hash = 0;
let unlike = 0;
for (let i = 0; i < 4000; i++) {
  const text = i % 2 === 0 ? randomText(below(60)) : String.fromCharCode(...Array.from({ length: below(60) }, () => below(i % 4 === 1 ? 0x80 : 0x100)));
  const bytes = encoder.encode(text);
  hash = hashOf(hash, bytes);
  if (keeping.decode(bytes) !== text.toWellFormed()) unlike++;
  const target = new Uint8Array(below(70));
  const { read, written } = encoder.encodeInto(text, target);
  hash = hashOf(hash, [read, written]);
  hash = hashOf(hash, target);
}
console.log('texts', hash, unlike);

hash = 0;
let refused = 0;
const POOL = [0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xbb, 0xf0, 0x90, 0xf4, 0x8f, 0xf5, 0xff];
for (let i = 0; i < 6000; i++) {
  const bytes = new Uint8Array(below(50));
  for (let n = 0; n < bytes.length; n++) bytes[n] = below(3) === 0 ? (POOL[below(POOL.length)] ?? 0) : below(i % 3 === 0 ? 0x100 : 0x80);
  const text = decoder.decode(bytes);
  for (let n = 0; n < text.length; n++) hash = (Math.imul(hash, 31) + text.charCodeAt(n)) | 0;
  try {
    if (fatal.decode(bytes) !== text) unlike++;
  } catch {
    refused++;
  }
  const cut = below(bytes.length + 1);
  const streamed = decoder.decode(bytes.subarray(0, cut), { stream: true }) + decoder.decode(bytes.subarray(cut));
  if (streamed !== text) unlike++;
}
console.log('bytes', hash, unlike, refused);
for (const text of ['', 'a', 'é', '→', '𝒳', '\ud800', '\ufeffa', 'aaaaaaa\u00e9', 'aaaaaaaa\u2192']) console.log(JSON.stringify(text), encoder.encode(text).join(), JSON.stringify(decoder.decode(encoder.encode(text))));

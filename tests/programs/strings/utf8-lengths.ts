// UTF-8 of texts of every short length with units of one, two and three bytes, pairs and lone surrogates at every place of a word.
const units = ['a', '\u007f', '\u0080', 'é', '\u07ff', '\u0800', '→', '\ud7ff', '\ue000', '\uffff', '\ud83d\ude00', '\ud83d', '\ude00', '\udbff\udfff', '\ud800\udc00'];
const encoder = new TextEncoder();
const decoder = new TextDecoder();
let seed = 7;
function next(limit: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 8) % limit;
}
let checksum = 0;
let wellFormed = 0;
for (let round = 0; round < 4000; round++) {
  const few = next(4) === 0 ? units.length : 1 + next(units.length);
  let text = round % 2 === 0 ? '→' : '';
  for (let left = next(24); left > 0; left--) text += units[next(3) === 0 ? 0 : next(few)];
  const bytes = encoder.encode(text);
  checksum = (checksum * 31 + bytes.length) | 0;
  for (const byte of bytes) checksum = (checksum * 31 + byte) | 0;
  if (decoder.decode(bytes) === text) wellFormed++;
  const target = new Uint8Array(next(40));
  const { read, written } = encoder.encodeInto(text, target);
  checksum = (checksum * 31 + (read ?? 0) * 64 + (written ?? 0)) | 0;
  for (const byte of target) checksum = (checksum * 31 + byte) | 0;
}
console.log(checksum, wellFormed);

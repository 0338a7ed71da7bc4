// Buffers whose bytes come from elsewhere: slices, copies, encoded text. Memory that was used before must not shine through.
const dirt: Uint8Array[] = [];
for (let i = 0; i < 200; i++) dirt.push(new Uint8Array(40_000 + i * 16).fill(0xab));
console.log(dirt.length);
dirt.length = 0;
for (let round = 0; round < 60; round++) {
  const source = new Uint8Array(40_000 + round * 50);
  if (source.some((byte) => byte !== 0)) console.log('not cleared', round);
  source.fill(round + 1);
  const part = source.slice(round, 30_000);
  if (part.length !== 30_000 - round || part.some((byte) => byte !== round + 1)) console.log('slice', round);
  const buffer = source.buffer.slice(10, 20_010);
  if (buffer.byteLength !== 20_000 || new Uint8Array(buffer).some((byte) => byte !== round + 1)) console.log('buffer', round);
  const array = new Array<number>(6000);
  if (array.some(() => true)) console.log('holes', round);
  const doubles = new Float64Array(3000 + round);
  if (doubles.some((x) => x !== 0)) console.log('doubles', round);
  doubles.fill(round);
  if (doubles.slice(5).reduce((a, b) => a + b, 0) !== round * (2995 + round)) console.log('sum', round);
}
class Loud extends Uint8Array {
  static made = 0;
  constructor(...words: any[]) {
    const before = new Uint8Array(20_000);
    if (before.some((byte) => byte !== 0)) console.log('a constructor saw what was not cleared');
    super(...(words as [number]));
    if (words.length === 1 && typeof words[0] === 'number' && this.some((byte) => byte !== 0)) console.log('not cleared for a class');
    Loud.made++;
  }
}
const loud = new Loud(20_000).fill(3);
const quiet = loud.slice(5, 15_000);
console.log(quiet instanceof Loud, quiet.length, quiet.every((byte) => byte === 3), Loud.made);
console.log(new Uint8Array(4).slice(1, 1).length, new Uint8Array(4).slice(3, 1).length, new Uint16Array([1, 2, 3]).slice(-2).join());
const text = 'grün → 𝒳 '.repeat(3000);
const bytes = new TextEncoder().encode(text);
console.log(bytes.length, new TextDecoder().decode(bytes) === text, new TextEncoder().encode('').length);
console.log(new ArrayBuffer(8).slice(2, 5).byteLength, new ArrayBuffer(8).slice(9).byteLength);

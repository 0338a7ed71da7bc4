// Doubles of all bit patterns to text and back, in one hash for each kind: the shortest digits, fixed ones, other radices; texts of too many
// digits, near the middle between two doubles, at both ends of the range.
const view = new DataView(new ArrayBuffer(8));
let state = 0x2545f491;

function word(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 0;
}

function ofBits(high: number, low: number): number {
  view.setUint32(0, high);
  view.setUint32(4, low);
  return view.getFloat64(0);
}

function neighbour(value: number, distance: number): number {
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + BigInt(distance));
  return view.getFloat64(0);
}

function hashOf(hash: number, text: string): number {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h;
}

type Source = () => number;

const KINDS: readonly (readonly [string, Source])[] = [
  ['any bits', () => ofBits(word(), word())],
  ['subnormal', () => ofBits(word() & 0x800fffff, word())],
  ['few bits', () => ofBits((word() & 0xfff80000) >>> 0, 0)],
  ['powers of two and next to them', () => neighbour(2 ** ((word() % 2040) - 1020), (word() % 5) - 2)],
  ['powers of ten and next to them', () => neighbour(Number(`1e${(word() % 600) - 300}`), (word() % 5) - 2)],
  ['money', () => (word() % 100000000) / 100],
  ['few digits', () => Number(`${word() % 10000}e${(word() % 40) - 20}`)],
  ['fifteen digits', () => ((word() % 1000000) * 1e9 + (word() % 1e9)) / 10 ** (word() % 16)],
  ['large integers', () => word() * 4294967296 + word()],
  ['integers', () => (word() * 4294967296 + word()) % 9007199254740993],
  ['quotients', () => word() / (word() + 1)],
];

for (const [name, next] of KINDS) {
  let hash = 0;
  let unlike = 0;
  for (let i = 0; i < 3000; i++) {
    const value = next();
    const text = String(value);
    if (!Object.is(Number(text), value) && !Object.is(value, -0)) unlike++;
    if (!Object.is(Number.parseFloat(` ${text}px`), Number(text))) unlike++;
    hash = hashOf(hash, text);
    if (Number.isFinite(value)) {
      hash = hashOf(hash, value.toFixed(word() % 12));
      hash = hashOf(hash, value.toString(2 + (word() % 35)));
    }
  }
  console.log(name, hash, unlike);
}

// Reading: the digits of a double and half of its last place, exactly, a little more and a little less.
let hash = 0;
for (let i = 0; i < 600; i++) {
  const mantissa = (BigInt(word() & 0xfffff) << 32n) + BigInt(word()) + (1n << 52n);
  const exponent = (word() % 200) - 100;
  const middle = mantissa * 2n + 1n;
  const digits = exponent >= 0 ? middle << BigInt(exponent) : middle * 5n ** BigInt(-exponent);
  const scale = exponent >= 0 ? 0 : exponent;
  for (const text of [`${digits}e${scale}`, `${digits}.000001e${scale}`, `${digits - 1n}.9e${scale}`, `${digits}000e${scale - 3}`])
    hash = hashOf(hash, String(Number(text)));
}
console.log('halfway', hash);

hash = 0;
for (let i = 0; i < 3000; i++) {
  let text = '';
  for (let n = (word() % 25) + 1; n > 0; n--) text += String(word() % 10);
  const at = word() % text.length;
  text = `${text.slice(0, at)}.${text.slice(at)}e${(word() % 700) - 360}`;
  hash = hashOf(hash, String(Number(text)));
}
console.log('many digits', hash);

const EDGES = [
  '1.7976931348623157e308', '1.7976931348623158e308', '1.7976931348623159e308', '1e309', '-1e400', '4.9e-324', '2.4703282292062327e-324',
  '2.4703282292062328e-324', '7.4e-324', '2.2250738585072011e-308', '2.2250738585072014e-308', '2.225073858507201e-308', '1e-400', '1e23',
  '9007199254740993', '9007199254740992.5', '9007199254740993.0000000000000000000000000001', '0.1', '.5', '5.', '+.5e1', '-0', '-0.0e5',
  '18446744073709551615', '18446744073709551616', '9999999999999999999', '99999999999999999999', '10000000000000000000000',
  '6.631236871469758276785396630275967e-4', '3.237883913302901289588352412501532174863037669423108e-324', '0e999', '1e+5', '1E5', '1e',
  '1e+', '.', '', ' 12 ', '1_0', '0x1f', '0b101', '0o17', '1..2', 'Infinity', '-Infinityx', 'infinity', '12px', '\u00a05\u2003',
  `0.${'0'.repeat(400)}1e401`, `${'1'.repeat(400)}e-399`, `1${'0'.repeat(330)}`, '123456789012345678901234567890e-20',
];
for (const text of EDGES) console.log(JSON.stringify(text.slice(0, 40)), Number(text), Number.parseFloat(text), Number.parseFloat(`→${text}`.slice(1)));

for (const [value, digits] of [[1.005, 2], [0.5, 0], [1.5, 0], [2.5, 0], [-2.5, 0], [0.000001, 7], [1e-10, 2], [123.456, 0], [0.0005, 3],
  [1e20, 2], [1e21, 2], [9223372036854775807, 3], [-0.0000001, 2], [-0, 2], [0, 0], [0.99, 1], [99.995, 2], [2 ** -63, 18],
  [2 ** -64, 18], [5e-324, 10], [0.1, 18], [0.1, 19], [0.1, 25], [999999.9999999, 3], [4.35, 1], [1.45, 1], [8.345, 2]])
  console.log(value.toFixed(digits));

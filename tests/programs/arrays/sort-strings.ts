// Strings without a comparator: narrow, wide, slices and concatenations, equal beginnings, stable; and numbers and mixtures by their text.
let state = 12345;
function below(limit: number): number {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >> 8) % limit;
}
const alphabets = ['ab', 'abc\0', 'aÿ\u0001', 'a→', 'ab\ud83d\ude00', 'Āaš'];
function random(): string {
  const alphabet = alphabets[below(alphabets.length)] ?? '';
  let text = '';
  for (let i = below(12); i > 0; i--) text += alphabet[below(alphabet.length)];
  const kind = below(5);
  if (kind === 0) return `→→→${text}→`.slice(3, -1);
  if (kind === 1) return `prefix prefix prefix ${text}`.slice(7);
  if (kind === 2) return `${'long '.repeat(14)}${text}`;
  return text;
}
let checksum = 0;
for (const length of [0, 1, 2, 7, 8, 9, 16, 17, 100, 1000]) {
  const words = Array.from({ length }, random);
  const sorted = words.toSorted();
  const byHand = words.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  console.log(length, sorted.every((word, i) => word === byHand[i]), sorted.length);
  for (const word of words.sort()) for (let i = 0; i < word.length; i++) checksum = (checksum * 31 + word.charCodeAt(i)) | 0;
  const holes: (string | undefined)[] = [...words, undefined];
  holes[length + 3] = 'zz';
  console.log(holes.sort().length, holes.indexOf(undefined), length + 2 in holes);
}
console.log(checksum);
console.log([10, 9, 1, -1, -10, 100, 1e21, NaN].sort().join(' '), [true, 'b', 3, null, undefined, 'a'].sort().join(' '));

// Many sorts while memory is collected.
let total = 0;
for (let round = 0; round < 200; round++) {
  const words = Array.from({ length: 300 }, (_, i) => `${(i * 7919) % 311}-${round}`);
  total += (words.sort()[round] ?? '').length + words.length;
}
console.log(total);

for (const Type of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]) {
  for (const length of [0, 1, 5, 47, 48, 200]) {
    const values = new Type(Array.from({ length }, () => (below(2 ** 31) - 2 ** 30) / (1 + below(3))));
    if (length > 4) values.set([0, -0, NaN, -1, -Infinity]);
    const sorted = values.toSorted();
    const byHand = values.toSorted((a, b) => a - b || 0);
    const isFloat = Type === Float32Array || Type === Float64Array;
    const ordered = sorted.every((value, i) => i === 0 || !(value < sorted[i - 1]!));
    console.log(Type.name, length, ordered, isFloat || sorted.join() === byHand.join(), [...sorted.slice(0, 3), ...sorted.slice(-3)].join(' '));
    if (length > 4 && isFloat) console.log(sorted.map((value) => (Object.is(value, -0) ? 1 : 0)).indexOf(1) + 1 === [...sorted].findIndex((value) => Object.is(value, 0)));
  }
}
console.log(new BigInt64Array([3n, -5n, 0n, 2n ** 62n, -(2n ** 62n)]).sort().join(), new BigUint64Array([3n, 2n ** 63n, 0n]).sort().join());
console.log(new Float64Array([1, 2, 3, 4]).subarray(1, 3).fill(9).sort().length, Int8Array.of(5, -3, 9).sort((a, b) => b - a).join());

// indexOf and includes of bytes: every length and place, what is no byte, signed and clamped ones, positions from both ends.
for (const make of [(n: number) => new Uint8Array(n), (n: number) => new Int8Array(n), (n: number) => new Uint8ClampedArray(n)]) {
  let unlike = 0;
  for (let length = 0; length < 40; length++) {
    for (let at = 0; at < length; at++) {
      const array = make(length).fill(7);
      array[at] = 100;
      for (const from of [0, 1, at, at + 1, -1, -length, -9]) {
        const first = Math.max(from < 0 ? length + from : from, 0);
        const expected = at >= first ? at : -1;
        if (array.indexOf(100, from) !== expected || array.includes(100, from) !== expected >= 0) unlike++;
      }
      if (array.indexOf(7) !== (length === 1 ? -1 : at === 0 ? 1 : 0) || array.indexOf(8) !== -1) unlike++;
    }
  }
  const array = make(20);
  array.set([0, 1, 127, 2], 9);
  array[15] = -1;
  array[16] = 200;
  const searched: unknown[] = [0, -0, 1, 127, -1, 255, 256, -56, 200, 1.5, NaN, '1', undefined, null, 1n, Infinity, 2 ** 32 + 1];
  const numbers = array as { indexOf(value: unknown): number; includes(value: unknown): boolean; lastIndexOf(value: unknown): number };
  console.log(array.constructor.name, unlike);
  for (const value of searched) console.log(String(value), numbers.indexOf(value), numbers.includes(value), numbers.lastIndexOf(value));
}

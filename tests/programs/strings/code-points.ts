// String.fromCodePoint: what it takes, and what it says of everything else.

const values: unknown[] = [65, '66', 0x1f600, true, null, 'x', undefined, {}, -1, 1.5, -0.5, 0x110000, Infinity, [67]];
for (const value of values) {
  try {
    console.log(String.fromCodePoint(value as number));
  } catch (error) {
    console.log(error instanceof RangeError, (error as Error).message);
  }
}
console.log(String.fromCodePoint(), String.fromCodePoint(72, 105, 0x1f44b).length);

// as, !, satisfies and <T> leave no trace at run time.
const wrong = 'text' as unknown as number;
console.log(wrong, typeof wrong, typeof (wrong as unknown as string).length);
const maybe: { a?: { b: string } } = {};
try {
  console.log(maybe.a!.b);
} catch (e) {
  console.log((e as Error).message);
}
const palette = { red: [255, 0, 0], green: '#0f0' } satisfies Record<string, string | number[]>;
console.log(palette.red.length, palette.green.toUpperCase());
function assertString(x: unknown): asserts x is string {
  if (typeof x !== 'string') throw new TypeError('not a string');
}
try {
  const v: unknown = 5;
  assertString(v);
  console.log(v.length);
} catch (e) {
  console.log((e as Error).message);
}
const tuple = [1, 'a'] as const;
console.log(tuple[0] + tuple[1].length, <number>(<unknown>'7') * 1);

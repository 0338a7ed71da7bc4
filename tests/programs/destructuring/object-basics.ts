// Object patterns: renaming, defaults only for undefined, nested, computed keys, rest of own enumerable properties.
const source = {
  a: 1,
  b: null as number | null,
  c: undefined as number | undefined,
  d: { e: [10, 20] },
  'f-g': 6,
  7: 'seven',
};
const {
  a,
  b = 9,
  c = 9,
  d: {
    e: [, second],
  },
  'f-g': fg,
  7: seven,
} = source;
console.log(a, b, c, second, fg, seven);
const key = 'b';
const { [key]: byKey, ['a' + '']: computed, ...others } = source as Record<string, unknown>;
console.log(byKey, computed, Object.keys(others).join());
const { length, [0]: first } = 'text' as unknown as { length: number; 0: string };
const { toFixed } = 5 as unknown as { toFixed: () => string };
console.log(length, first, typeof toFixed);

// Narrowing by a tag, by `in`, by typeof and by a type guard.
type Shape = { kind: 'circle'; r: number } | { kind: 'rect'; w: number; h: number } | { kind: 'empty' };
const area = (s: Shape): number => {
  switch (s.kind) {
    case 'circle':
      return s.r * s.r * 3;
    case 'rect':
      return s.w * s.h;
    case 'empty':
      return 0;
  }
};
console.log(
  [{ kind: 'circle', r: 2 }, { kind: 'rect', w: 2, h: 5 }, { kind: 'empty' }]
    .map((s) => area(s as Shape))
    .join(),
);
const show = (x: string | number | string[] | { toJSON(): string } | null): string =>
  typeof x === 'string'
    ? `s${x}`
    : typeof x === 'number'
      ? x.toFixed(1)
      : x === null
        ? 'null'
        : 'toJSON' in x
          ? x.toJSON()
          : x.join('+');
console.log(show('a'), show(1), show(null), show(['a', 'b']), show({ toJSON: () => 'json' }));
const isNum = (x: unknown): x is number => typeof x === 'number';
console.log(([1, 'a', 2, null] as unknown[]).filter(isNum).reduce((a, b) => a + b, 0));

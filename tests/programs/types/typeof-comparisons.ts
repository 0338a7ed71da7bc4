// `typeof` compared with words, on values of which little or much is known.
const values: unknown[] = [
  undefined, null, true, false, 0, -0, NaN, 1.5, '', 'text', Symbol('s'), 10n,
  {}, [], () => 0, class {}, Math.max, new Map(), new Date(0), new Uint8Array(1), Object.create(null), Math, async () => 0,
];
const words = ['undefined', 'object', 'boolean', 'number', 'string', 'symbol', 'bigint', 'function', 'nothing'];
for (const v of values) {
  const is = [
    typeof v === 'undefined', typeof v === 'object', typeof v === 'boolean', typeof v === 'number', typeof v === 'string',
    typeof v === 'symbol', typeof v === 'bigint', typeof v === 'function', (typeof v as string) === 'nothing',
  ];
  const isNot = [
    typeof v !== 'undefined', 'object' != typeof v, typeof v != 'boolean', 'number' !== typeof v, typeof v !== 'string',
    typeof v !== 'symbol', typeof v !== 'bigint', typeof v !== 'function', (typeof v as string) !== 'nothing',
  ];
  console.log(typeof v, words.filter((_, i) => is[i]).join(), words.filter((_, i) => !isNot[i]).join());
}
function kind(x: number | string | (() => number) | { a: number } | null): string {
  if (typeof x === 'number') return `number ${x + 1}`;
  if (typeof x === 'string') return `string ${x.length}`;
  if (typeof x === 'function') return `function ${x()}`;
  if (typeof x === 'object') return x === null ? 'null' : `object ${x.a}`;
  return 'never';
}
console.log(kind(1), kind('ab'), kind(() => 3), kind({ a: 4 }), kind(null));
const words2: string[] = values.map((v) => typeof v);
console.log(words2.join(' '), typeof typeof 1 === 'string');
declare const absent: unknown;
console.log(typeof absent === 'undefined', typeof kind === 'function', typeof Math === 'object');
function both(a: string | undefined, b: number | undefined): string {
  return `${typeof a === 'string' && typeof b === 'number'} ${typeof a !== 'string' || typeof b !== 'number'}`;
}
console.log(both('a', 1), both(undefined, 1), both('a', undefined));

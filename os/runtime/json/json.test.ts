import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

const { JSONGlobal } = await import('./json.ts');

function outcome(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch (error) {
    return { name: (error as Error).name, message: (error as Error).message };
  }
}

const BROKEN = [
  '',
  ' ',
  '{',
  '[',
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,',
  '{"a":1,}',
  '[1,',
  '[1,]',
  '[1 2]',
  '{a:1}',
  'abc',
  'undefined',
  'NaN',
  'tru',
  'truE',
  'nul',
  '01',
  '-',
  '-a',
  '1.',
  '1.a',
  '1e',
  '1e+',
  '"abc',
  '"a\nb"',
  '"\\x"',
  '"\\u12g4"',
  '"\\',
  '1 2',
  '[object Object]',
  '{"a":1 "b":2}',
  "{'a':1}",
  '[1}',
  '{"a":1]',
  '"\\u12',
  'a fairly long text that is not JSON',
  '{"long":"enough to have context", oops}',
  '[1,2,3,4,5,6,7,8,9,10,11,x]',
  '{"a":[1,2,{"b":tru}]}',
  '[,1]',
  '{,}',
  '1,',
  '"a" "b"',
  '[1 "a"]',
  '--1',
  '+1',
  '.5',
  '\u00a01',
];

test('refuses broken text with V8’s messages', () => {
  for (const text of BROKEN) {
    assert.deepStrictEqual(
      outcome(() => JSONGlobal.parse(text)),
      outcome(() => JSON.parse(text)),
      JSON.stringify(text),
    );
  }
});

function randomValue(random: Seeded, depth: number): unknown {
  const kind = random.below(depth > 0 ? 10 : 6);
  if (kind === 0) return random.below(2) === 0;
  if (kind === 1) return null;
  if (kind === 2) return random.below(1000) - 500;
  if (kind === 3) return (random.unit() - 0.5) * 10 ** random.below(40);
  if (kind < 6) {
    let text = '';
    for (let i = random.below(8); i > 0; i--)
      text += String.fromCharCode(random.below(i % 2 === 0 ? 128 : 0x10000));
    return text;
  }
  if (kind < 8) return Array.from({ length: random.below(5) }, () => randomValue(random, depth - 1));
  const object: Record<string, unknown> = {};
  for (let i = random.below(5); i > 0; i--)
    object[`${'abc"\\'[random.below(5)]}${random.below(9)}`] = randomValue(random, depth - 1);
  return object;
}

test('writes and reads what Node does, with every indentation', () => {
  const random = new Seeded(21);
  for (let i = 0; i < 3000; i++) {
    const value = randomValue(random, 4);
    const space = [undefined, 2, '\t', 20, '>> '][i % 5];
    const text = JSON.stringify(value, undefined, space);
    assert.strictEqual(JSONGlobal.stringify(value, undefined, space), text);
    if (space !== '>> ') assert.deepStrictEqual(JSONGlobal.parse(text), JSON.parse(text));
    const broken = text.slice(0, random.below(text.length)) + 'x]}",'[random.below(5)];
    assert.deepStrictEqual(
      outcome(() => JSONGlobal.parse(broken)),
      outcome(() => JSON.parse(broken)),
      broken,
    );
  }
});

test('stringify knows toJSON, wrappers, replacers, what has no text, and cycles', () => {
  const cycle: Record<string, unknown> = { a: { b: [1] } };
  (cycle['a'] as { b: unknown[] }).b.push(cycle);
  const self: unknown[] = [];
  self.push(self);
  const deep: Record<string, unknown> = {};
  deep['a'] = { b: { c: { d: deep } } };
  const values: unknown[] = [
    undefined,
    () => 1,
    Symbol('s'),
    new Date(0),
    { toJSON: (key: string) => `<${key}>` },
    [undefined, () => 1, Symbol('x')],
    { a: undefined, b: () => 1, c: 1, [Symbol('s')]: 2 },
    new Number(3),
    new String('s'),
    new Boolean(false),
    NaN,
    -0,
    10n,
    { x: 10n },
    cycle,
    self,
    deep,
    { __proto__: null, a: 1 },
    new Array(2),
    { n: { toJSON: () => undefined } },
    { toJSON: 5 },
    [],
    {},
    [[]],
    [{}],
    { a: [] },
  ];
  const replacers: unknown[] = [
    undefined,
    null,
    ['c', 'a', 1, 'c'],
    (_key: string, value: unknown) => (typeof value === 'number' ? value + 1 : value),
    (k: string, v: unknown) => (k === 'a' ? undefined : v),
  ];
  for (const value of values) {
    for (const replacer of replacers) {
      for (const space of [undefined, 2]) {
        assert.deepStrictEqual(
          outcome(() => JSONGlobal.stringify(value, replacer, space)),
          outcome(() => JSON.stringify(value, replacer as string[], space)),
        );
      }
    }
  }
});

test('parse calls the reviver from the leaves up, ECMA-262 25.5.1.1', () => {
  const text = '{"a":[1,2,{"b":3}],"c":"x","__proto__":4}';
  const calls: [string[], string[]] = [[], []];
  const reviver = (log: string[]) =>
    function (this: unknown, key: string, value: unknown) {
      log.push(`${key}=${JSON.stringify(value)}`);
      return key === '1' || key === 'c' ? undefined : value;
    };
  assert.deepStrictEqual(JSONGlobal.parse(text, reviver(calls[0])), JSON.parse(text, reviver(calls[1])));
  assert.deepStrictEqual(calls[0], calls[1]);
  assert.deepStrictEqual(Object.keys(JSONGlobal.parse('{"__proto__":1}') as object), ['__proto__']);
});

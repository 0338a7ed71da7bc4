/** Against Node's Date in the time zone UTC. */
import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

process.env['TZ'] = 'UTC';
const { DateGlobal } = await import('./date.ts');

const METHODS = [
  'getFullYear',
  'getMonth',
  'getDate',
  'getDay',
  'getHours',
  'getMinutes',
  'getSeconds',
  'getMilliseconds',
  'getYear',
  'getTimezoneOffset',
  'toISOString',
  'toString',
  'toUTCString',
  'toDateString',
  'toTimeString',
  'toJSON',
  'valueOf',
] as const;

function randomTime(random: Seeded): number {
  const scale = random.below(4);
  if (scale === 0) return Math.floor((random.unit() - 0.5) * 2 * 8.64e15);
  return Math.floor((random.unit() - 0.3) * 10 ** (10 + scale));
}

test('getters and texts agree with Node for any time', () => {
  const random = new Seeded(31);
  for (let i = 0; i < 4000; i++) {
    const time = randomTime(random);
    const ours = new DateGlobal(time);
    const theirs = new Date(time);
    for (const method of METHODS) {
      assert.strictEqual(
        ours[method](),
        (theirs as unknown as Record<string, () => unknown>)[method]?.(),
        `${method} of ${time}`,
      );
    }
    const inYears = theirs.getFullYear() > 0;
    if (inYears) {
      assert.strictEqual(ours.toLocaleDateString(), theirs.toLocaleDateString('en-US'));
      assert.strictEqual(
        ours.toLocaleTimeString(),
        theirs.toLocaleTimeString('en-US').replace('\u202f', ' '),
      );
    }
  }
});

test('setters and the constructor carry over as Node’s do', () => {
  const random = new Seeded(32);
  const setters = [
    'setFullYear',
    'setMonth',
    'setDate',
    'setHours',
    'setMinutes',
    'setSeconds',
    'setMilliseconds',
  ] as const;
  for (let i = 0; i < 4000; i++) {
    const time = i % 50 === 0 ? NaN : randomTime(random) / 10;
    const ours = new DateGlobal(time);
    const theirs = new Date(time);
    const setter = setters[i % 7] as (typeof setters)[number];
    const args = Array.from({ length: random.below(4) }, () =>
      random.below(30) === 0 ? NaN : random.below(4000) - 1000,
    );
    assert.strictEqual(
      ours[setter](...args),
      (theirs[setter] as (...values: number[]) => number)(...args),
      `${setter} ${args} of ${time}`,
    );
    const fields = Array.from({ length: 2 + random.below(6) }, () => random.below(200) - 50) as [
      number,
      number,
    ];
    assert.strictEqual(new DateGlobal(...fields).getTime(), new Date(...fields).getTime());
    assert.strictEqual(DateGlobal.UTC(...fields), Date.UTC(...fields));
  }
});

test('parse reads what Node reads', () => {
  const texts = [
    '2024-02-29',
    '2024-02',
    '2024',
    '2024-02-29T12:34:56Z',
    '2024-02-29T12:34:56.789Z',
    '2024-02-29T12:34',
    '2024-02-29T12:34:56+02:00',
    '2024-02-29T12:34:56.7891234-0330',
    '+012024-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '-000000-01-01T00:00:00Z',
    '2024-13-01',
    '2024-02-30',
    '2024-01-01T24:00:00Z',
    '2024-01-01T24:00:01Z',
    '2024-01-01T25:00Z',
    'Thu, 29 Feb 2024 12:34:56 GMT',
    'Thu Feb 29 2024 12:34:56 GMT+0100 (CET)',
    'Feb 29, 2024',
    '29 Feb 2024',
    'February 29, 2024 10:00 PM',
    '2/29/2024',
    '2/29/24',
    '2024/02/29',
    '2/29/2024, 3:04:05 PM',
    '1 Jan 70',
    '12:30',
    '',
    'hello',
    'Invalid Date',
    '2024-02-29 12:34:56',
    '2024-02-29 12:34:56.5',
    'Mon, 25 Dec 1995 13:30:00 +0430',
    'Mon, 25 Dec 1995 13:30:00 EST',
    'Dec 25, 1995',
    'Aug 9, 1995 1:2:3',
    '2024-02-29T12:34:56',
  ];
  for (const text of texts) assert.strictEqual(DateGlobal.parse(text), Date.parse(text), text);
  const random = new Seeded(33);
  for (let i = 0; i < 2000; i++) {
    const date = new Date(Math.floor(randomTime(random) / 1000) * 1000);
    if (date.getFullYear() < 100) continue;
    for (const text of [date.toISOString(), date.toUTCString(), date.toString()])
      assert.strictEqual(DateGlobal.parse(text), Date.parse(text), text);
  }
});

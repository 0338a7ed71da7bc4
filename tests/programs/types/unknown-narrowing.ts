// unknown values narrowed step by step behave by what they are.
function describe(x: unknown): string {
  if (x === undefined || x === null) return String(x);
  if (Array.isArray(x)) return `array of ${x.length}`;
  if (x instanceof Error) return `error ${x.message}`;
  if (typeof x === 'function') return `function of ${x.length}`;
  if (typeof x === 'object') return 'size' in x ? `sized ${x.size}` : `object ${Object.keys(x).join()}`;
  if (typeof x === 'symbol') return x.description ?? '';
  return `${typeof x} ${x}`;
}
for (const x of [
  undefined,
  null,
  [1],
  new Error('e'),
  (a: 1) => a,
  new Map([[1, 2]]),
  { k: 1 },
  Symbol('d'),
  1,
  '',
  true,
])
  console.log(describe(x));

// A replacer function sees keys and holders, from the root down; an array chooses keys and their order.
const log: string[] = [];
console.log(
  JSON.stringify({ a: 1, b: [2, { c: 3 }], d: 'x' }, function (k, v) {
    log.push(`${k}/${typeof v}`);
    return typeof v === 'number' ? v + 1 : v === 'x' ? undefined : v;
  }),
  log.join(' '),
);
console.log(
  JSON.stringify({ a: 1, b: { a: 2, c: 3 }, c: 4, 1: 5 }, ['c', 'a', 'b', 'c', 1] as any),
  JSON.stringify([{ a: 1, b: 2 }], ['b']),
  JSON.stringify({ a: 1 }, []),
  JSON.stringify({ a: 1 }, null),
  JSON.stringify({ a: 1 }, {} as any),
  JSON.stringify(1, () => undefined),
  JSON.stringify({ a: new Map([[1, 2]]) }, (_k, v) => (v instanceof Map ? [...v] : v)),
);

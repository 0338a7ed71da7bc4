// Errors thrown inside callbacks of built-ins come out of the built-in, leaving things half done.
const seen: number[] = [];
const attempt = (f: () => unknown): void => {
  try {
    f();
  } catch (e) {
    console.log((e as Error).message, seen.splice(0).join());
  }
};
attempt(() =>
  [1, 2, 3].map((x) => {
    seen.push(x);
    if (x === 2) throw new Error('map');
    return x;
  }),
);
attempt(() =>
  [3, 1, 2].sort(() => {
    throw new Error('sort');
  }),
);
attempt(() =>
  new Map([
    [1, 2],
    [3, 4],
  ]).forEach((v) => {
    seen.push(v);
    throw new Error('forEach');
  }),
);
attempt(() =>
  JSON.stringify({
    a: 1,
    toJSON() {
      throw new Error('toJSON');
    },
  }),
);
attempt(() =>
  JSON.parse('[1,2]', (_k, v) => {
    seen.push(v);
    throw new Error('reviver');
  }),
);
attempt(() =>
  Array.from({ length: 3 }, (_, i) => {
    if (i === 1) throw new Error('from');
    seen.push(i);
    return i;
  }),
);
attempt(() =>
  'abc'.replace('b', () => {
    throw new Error('replace');
  }),
);
attempt(
  () =>
    `${{
      toString() {
        throw new Error('toString');
      },
    }}`,
);
attempt(
  () =>
    ({
      get x() {
        throw new Error('getter');
      },
    }).x,
);
attempt(() =>
  Object.assign(
    {},
    {
      get y() {
        throw new Error('assign');
      },
    },
  ),
);

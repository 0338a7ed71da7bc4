// await in every position of an expression; operands read before the await keep their value.
const p = <T>(v: T): Promise<T> => Promise.resolve(v);
let x = 1;
const bump = async (): Promise<number> => {
  x += 10;
  return 1;
};
console.log(
  (await p(1)) + (await p(2)) * (await p(3)),
  `${await p('t')}-${await p('u')}`,
  [await p(1), ...(await p([2, 3]))].join(),
  (await p({ k: await p('v') })).k,
  (await p((n: number) => n * 2))(await p(4)),
  (await p(true)) ? await p('yes') : await p('no'),
  (await p(null)) ?? (await p('dflt')),
  (await p(0)) || (await p('or')),
  !(await p(false)),
  typeof (await p('s')),
  -(await p(5)),
);
x = x + (await bump());
console.log(x);
x = 1;
x += await bump();
console.log(x);
const o = { n: 1 };
o.n += await (async () => {
  o.n = 50;
  return 1;
})();
console.log(o.n);
const { a = await p('default'), [await p('key')]: b } = (await p({ key: 'B' })) as any;
console.log(a, b);
if (await p(true))
  for (let i = await p(0); i < (await p(2)); i += await p(1))
    switch (await p(i)) {
      case await p(0):
        console.log('zero');
        break;
      default:
        console.log('more');
    }
while (await p(x-- > 0));
try {
  throw await p('thrown');
} catch (e) {
  console.log(await p(e));
}
console.log(
  await (
    await (
      async () => async () =>
        'deep'
    )()
  )(),
);
const unreadable = Promise.resolve(1);
Object.defineProperty(unreadable, 'constructor', {
  get() {
    throw new Error('unreadable constructor');
  },
});
async function readsIt(): Promise<string> {
  let where = 'before';
  try {
    where = 'inside';
    await unreadable;
    return 'never';
  } catch (error) {
    return `${where}: ${(error as Error).message}`;
  }
}
console.log(await readsIt());

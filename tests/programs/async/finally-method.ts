// Promise finally passes values through, unless it throws or rejects; its callback gets no arguments.
console.log(
  await Promise.resolve(1).finally(() => 2),
  await Promise.resolve('v').finally((...a: unknown[]) => {
    console.log(a.length);
  }),
  await Promise.reject('r')
    .finally(() => 3)
    .catch((e) => e),
);
console.log(
  await Promise.resolve(1)
    .finally(() => {
      throw 'from finally';
    })
    .catch((e) => e),
  await Promise.reject('a')
    .finally(() => Promise.reject('b'))
    .catch((e) => e),
);
const log: string[] = [];
await Promise.resolve()
  .finally(
    () =>
      new Promise((r) =>
        setTimeout(() => {
          log.push('waited');
          r(0);
        }, 2),
      ),
  )
  .then(() => log.push('then'));
console.log(log.join());

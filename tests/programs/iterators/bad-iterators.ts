// Iterators that break the protocol: no next, next that returns a primitive, return that throws.
const kind = (f: () => unknown): void => {
  try {
    console.log('ok', f());
  } catch (e) {
    console.log((e as Error).name, e instanceof TypeError ? '' : (e as Error).message);
  }
};
kind(() => [...({ [Symbol.iterator]: () => ({}) } as any)]);
kind(() => [...({ [Symbol.iterator]: () => 5 } as any)]);
kind(() => [...({ [Symbol.iterator]: () => ({ next: () => 1 }) } as any)]);
kind(() => [...({ [Symbol.iterator]: 1 } as any)]);
kind(() => {
  for (const x of {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1 }),
      return: () => {
        throw new Error('from return');
      },
    }),
  } as any) {
    if (x) break;
  }
});
kind(() => {
  for (const _ of {
    [Symbol.iterator]: () => ({
      next: () => ({}),
      return: () => {
        throw new Error('from return');
      },
    }),
  } as any)
    throw new Error('from body');
});
kind(() => {
  for (const x of { [Symbol.iterator]: () => ({ next: () => ({ value: 2 }), return: () => 5 }) } as any) {
    if (x) break;
  }
});
kind(() => {
  const it: any = {
    n: 0,
    [Symbol.iterator]() {
      return this;
    },
    next() {
      return { done: this.n > 1, value: this.n++ };
    },
  };
  return [...it].join();
});
kind(() => {
  let gets = 0;
  const r = {
    get done() {
      gets++;
      return gets > 2;
    },
    get value() {
      return gets;
    },
  };
  return [...({ [Symbol.iterator]: () => ({ next: () => r }) } as any)].join();
});

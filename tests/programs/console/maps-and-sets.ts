// Maps, sets and their iterators; weak ones can't be looked into.
console.log(
  new Map(),
  new Set(),
  new Map<unknown, unknown>([
    ['a', 1],
    [{ k: 1 }, [2]],
  ]),
  new Set(['x', 1, { a: 1 }]),
);
console.log(new Map([['nested', new Map([['deep', new Set([1])]])]]), { m: new Map([[1, 2]]) });
console.log(
  new Map([['a', 1]]).keys(),
  new Map([['a', 1]]).entries(),
  new Set([5]).values(),
  [1][Symbol.iterator](),
);
console.log(new WeakMap(), new WeakSet());

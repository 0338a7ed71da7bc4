// flat to a depth, concat spreading arrays only, Symbol.isConcatSpreadable.
const n = [1, [2, [3, [4, [5]]]]] as any[];
console.log(
  JSON.stringify(n.flat()),
  JSON.stringify(n.flat(2)),
  JSON.stringify(n.flat(Infinity)),
  JSON.stringify(n.flat(0)),
  [[], [[]]].flat().length,
  JSON.stringify(n.flat(-1)) === JSON.stringify(n),
);
const like: any = { length: 2, 0: 'x', 1: 'y' };
console.log(
  JSON.stringify(([1] as any[]).concat(2, [3, [4]], 'str', like, null, undefined)),
  JSON.stringify([1].concat()),
  ([] as any[]).concat([1, , 3]).length,
);
like[Symbol.isConcatSpreadable] = true;
console.log(([] as any[]).concat(like).join());
const closed: any = [1, 2];
closed[Symbol.isConcatSpreadable] = false;
console.log(([] as any[]).concat(closed).length);

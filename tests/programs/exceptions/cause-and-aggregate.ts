// Error.cause, AggregateError, and what is own and enumerable on errors.
const inner = new TypeError('inner');
const outer = new Error('outer', { cause: inner });
console.log(
  outer.cause === inner,
  Object.keys(outer).length,
  'cause' in new Error('x'),
  new Error('x', { cause: undefined }).hasOwnProperty('cause'),
);
const agg = new AggregateError([inner, 'str'], 'many');
console.log(agg.name, agg.message, agg.errors.length, agg.errors[1], agg instanceof Error, String(agg));
const e = new RangeError();
console.log(
  e.message === '',
  Object.hasOwn(e, 'message'),
  String(e),
  `${new Error('m')}`,
  String(Object.assign(new Error('m'), { name: 'N' })),
  String(Object.assign(new Error('m'), { name: '' })),
);
console.log(
  Error('no new') instanceof Error,
  (TypeError as any)('x').name,
  Object.prototype.toString.call(e),
  Object.getPrototypeOf(TypeError) === Error,
);

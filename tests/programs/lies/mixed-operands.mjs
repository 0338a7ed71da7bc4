// Operators, elements and calls on values of which nothing is known but what they turn out to be.
const values = [
  0, -0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 1.5, NaN, Infinity, '', '0', '12', 'a', true, false, null, undefined, 7n, [3], {},
  { valueOf: () => 5 },
];

function attempt(f) {
  try {
    const value = f();
    return typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value);
  } catch (error) {
    return error.constructor.name;
  }
}

const binary = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '==': (a, b) => a == b,
};
for (const [name, f] of Object.entries(binary)) {
  for (const a of values) console.log(name, values.map((b) => attempt(() => f(a, b))).join(' '));
}

const unary = {
  '-': (a) => -a,
  '+': (a) => +a,
  '~': (a) => ~a,
  '!': (a) => !a,
  '++': (a) => ++a,
  '--': (a) => --a,
  '?': (a) => (a ? 'yes' : 'no'),
};
for (const [name, f] of Object.entries(unary)) console.log(name, values.map((a) => attempt(() => f(a))).join(' '));

// Elements: every kind of array, holes, lengths, indices that are none.
const arrays = [[1, 2, 3], [0.5, 1.5], ['a', 'b'], [1, , 3], [], [{}, 'x'], new Uint8Array([1, 2]), 'text', Object.freeze([1, 2])];
const keys = [0, 1, 2, 1.5, -1, 3, '0', '1', 'length', NaN, 2 ** 32];
for (const array of arrays) console.log(keys.map((key) => attempt(() => JSON.stringify(array[key]))).join(' '));
for (const key of [0, 1, 5, '1']) {
  for (const array of [[1, 2, 3], [0.5, 1.5], ['a'], [{}], Object.freeze([7])]) {
    console.log(
      attempt(() => {
        array[key] = key === 0 ? 2.5 : 'stored';
        return JSON.stringify(array);
      }),
    );
  }
}

// Calls of what may be no function.
for (const f of [() => 1, Math.max, class {}, 'f', undefined, {}, Object]) console.log(attempt(() => f(4, 9)));

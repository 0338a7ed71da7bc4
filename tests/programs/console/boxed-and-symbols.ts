// Wrappers, boxed strings, symbols as keys and values.
console.log(new Number(3), new String('abc'), new Boolean(false), Object(Symbol('s')), new Number(-0));
console.log({ [Symbol('a')]: Symbol.for('b'), [Symbol()]: Symbol() }, Symbol.iterator, [Symbol('x')]);

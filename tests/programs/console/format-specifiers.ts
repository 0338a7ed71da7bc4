// %s %d %i %f %j %o %O %c %% in the first argument.
console.log('%s is %d years and %i months, %f', 'Bob', 42.5, 3.9, '1.5', 'extra', { a: 1 });
console.log('%j %O %%', { a: [1] }, { b: { c: {} } }, 'x');
console.log('100%', 5);
console.log('%s');
console.log('%x %s', 'a');
console.log('%d %d', '7', 'x', -0);
console.log('%s %s %s %s', null, undefined, Symbol('q'), -0);
console.log('%s', { a: { b: 1 } }, [1, [2]]);
console.log('%c styled', 'color: red');
console.log(5, '%s', 'not used');
console.log('%s', 'first', 'a%sb');
console.log('%i %f', 'abc', 'abc');
console.log('a\n%s', 'b');

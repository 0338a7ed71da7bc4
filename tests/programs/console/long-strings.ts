// Strings in containers are not cut at these lengths, and break lines only as properties; many keys.
console.log(['a'.repeat(100)], { k: 'line1\nline2' }, ["it's", 'tab\t', '\u0001\u007f', 'é😀', '\ud800']);
console.log(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`key${i}`, i])));
console.log({ a: ['x'.repeat(30), 'y'.repeat(30), 'z'.repeat(30)] }, 'x'.repeat(200).length);

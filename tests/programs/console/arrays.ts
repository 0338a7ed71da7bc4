// Arrays: holes, extra properties, more than six elements in columns, more than a hundred cut.
console.log([1, , 3], [, ,], [1, , , 4], Array(3));
const a: any = [1, 2];
a.extra = 'x';
a[-1] = 'neg';
console.log(a);
console.log([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7]);
console.log(Array.from({ length: 30 }, (_, i) => i * i));
console.log(Array.from({ length: 120 }, (_, i) => i));
console.log(['apple', 'banana', 'cherry', 'date', 'elderberry', 'fig', 'grape', 'honeydew']);

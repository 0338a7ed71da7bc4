// The catch parameter is a binding of its own, shadowing the outer name.
let error: unknown = 'outer';
const fs: (() => unknown)[] = [];
for (let i = 0; i < 2; i++) {
  try {
    throw `inner ${i}`;
  } catch (error) {
    fs.push(() => error);
  }
}
try {
  throw [1, { a: 2 }];
} catch ([n, { a }]: any) {
  console.log(n, a);
}
console.log(fs.map((f) => f()).join(), error);
